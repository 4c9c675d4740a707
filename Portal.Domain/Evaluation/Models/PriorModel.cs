namespace Portal.Domain.Evaluation.Models;

/// <summary>Popularity as a part of the fusion: as counted or logarithmic, centred, NaN for items that nobody has used.</summary>
internal sealed class PriorModel(bool logarithmic) : IRankingModel
{
    private float[] _values = [];

    public string Name => "popular";

    public IReadOnlyDictionary<string, object> Parameters { get; } = new Dictionary<string, object> { ["logarithmic"] = logarithmic };

    public void Fit(FitContext context, CancellationToken cancellationToken)
    {
        var counts = new double[context.Data.ItemCount];
        foreach (var item in context.Data.Histories.SelectMany(history => history))
        {
            counts[item]++;
        }

        double[] values = [.. counts.Select(count => count == 0 ? double.NaN : logarithmic ? Math.Log(1 + count) : count)];
        var mean = values.Where(value => !double.IsNaN(value)).DefaultIfEmpty().Average();
        _values = [.. values.Select(value => (float)(value - mean))];
    }

    public void Score(EvaluationCase one, Span<float> scores) => _values.CopyTo(scores);
}
