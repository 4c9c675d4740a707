namespace Portal.Domain.Evaluation.Models;

/// <summary>The same for everybody: how many people of the training part used an item. What every other model has to beat.</summary>
public sealed class PopularModel : IRankingModel
{
    private float[] _counts = [];

    /// <inheritdoc/>
    public string Name => "popular";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, object> Parameters { get; } = new Dictionary<string, object>();

    /// <inheritdoc/>
    public void Fit(FitContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var counts = new float[context.Data.ItemCount];
        foreach (var history in context.Data.Histories)
        {
            foreach (var item in history)
            {
                counts[item]++;
            }
        }

        _counts = counts;
    }

    /// <inheritdoc/>
    public void Score(EvaluationCase one, Span<float> scores) => _counts.CopyTo(scores);
}
