namespace Portal.Domain.Evaluation.Models;

/// <summary>How often each item is relevant in the very cases that are judged: no model, but the most that one list for everybody can reach.</summary>
/// <param name="cases">The cases that are judged.</param>
public sealed class OraclePopularModel(IReadOnlyList<EvaluationCase> cases) : IRankingModel
{
    private float[] _counts = [];

    /// <inheritdoc/>
    public string Name => "oracle-popular";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, object> Parameters { get; } = new Dictionary<string, object> { ["sees"] = "the answers" };

    /// <inheritdoc/>
    public void Fit(FitContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var counts = new float[context.Data.ItemCount];
        foreach (var item in cases.SelectMany(one => one.Relevant))
        {
            counts[item]++;
        }

        _counts = counts;
    }

    /// <inheritdoc/>
    public void Score(EvaluationCase one, Span<float> scores) => _counts.CopyTo(scores);
}
