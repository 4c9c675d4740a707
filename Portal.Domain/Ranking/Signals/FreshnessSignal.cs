using Portal.Domain.Catalogue;

namespace Portal.Domain.Ranking.Signals;

/// <summary>How new an item is: 1 today, half after the half-life.</summary>
public sealed class FreshnessSignal : ISignal
{
    /// <inheritdoc/>
    public string Key => "freshness";

    /// <inheritdoc/>
    public double DefaultWeight => 0.05;

    /// <inheritdoc/>
    public void Score(RankingContext context, ReadOnlySpan<ItemIndex> candidates, Span<float> values)
    {
        var halfLife = TimeSpan.FromDays(365.25 * context.Weights.FreshnessHalfLifeYears);
        for (var i = 0; i < candidates.Length; i++)
        {
            values[i] = (float)context.Decay(context.Snapshot.Catalogue[candidates[i]].Published, halfLife);
        }
    }

    /// <inheritdoc/>
    public Evidence? Explain(RankingContext context, ItemIndex item) =>
        context.Snapshot.Catalogue[item].Year is { } year ? new YearEvidence(year) : null;
}
