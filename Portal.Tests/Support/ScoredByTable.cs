using Portal.Domain.Evaluation;

namespace Portal.Tests.Support;

/// <summary>A model that was told what to say: the scores of a case by its person.</summary>
internal sealed class ScoredByTable(Func<EvaluationCase, float[]> scoresOf) : IRankingModel
{
    public string Name { get; init; } = "table";

    public IReadOnlyDictionary<string, object> Parameters { get; init; } = new Dictionary<string, object>();

    public FitContext? Fitted { get; private set; }

    /// <summary>Scores under which the items come in this order, and the others have none.</summary>
    public static float[] Listing(int itemCount, params ReadOnlySpan<int> list)
    {
        var scores = Enumerable.Repeat(float.NegativeInfinity, itemCount).ToArray();
        for (var i = 0; i < list.Length; i++)
        {
            scores[list[i]] = list.Length - i;
        }

        return scores;
    }

    public void Fit(FitContext context, CancellationToken cancellationToken) => Fitted = context;

    public void Score(EvaluationCase one, Span<float> scores) => scoresOf(one).CopyTo(scores);
}
