using Portal.Domain.Catalogue;

namespace Portal.Domain.Ranking.Signals;

/// <summary>How well other people like an item (see <see cref="Retrieval.Popularity"/>).</summary>
public sealed class PopularitySignal : ISignal
{
    /// <inheritdoc/>
    public string Key => "popularity";

    /// <inheritdoc/>
    public double DefaultWeight => 0.15;

    /// <inheritdoc/>
    public void Score(RankingContext context, ReadOnlySpan<ItemIndex> candidates, Span<float> values)
    {
        for (var i = 0; i < candidates.Length; i++)
        {
            values[i] = context.Snapshot.Popularity[candidates[i]];
        }
    }

    /// <inheritdoc/>
    public Evidence? Explain(RankingContext context, ItemIndex item) =>
        context.Snapshot.Popularity.CountsOf(item) is { Positive: > 0 } counts ? new CountEvidence(counts.Positive) : null;
}
