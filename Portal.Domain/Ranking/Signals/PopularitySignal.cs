using Portal.Domain.Catalogue;
using Portal.Domain.Fusion;

namespace Portal.Domain.Ranking.Signals;

/// <summary>How well other people like an item (see <see cref="Retrieval.Popularity"/>). Its gate closes as the person's own likes grow.</summary>
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
    public void Gate(RankingContext context, ReadOnlySpan<ItemIndex> candidates, Span<float> gates) =>
        gates.Fill(EvidenceGate.Fading(context.Person.Evidence, context.Weights.PopularityHalfLikes));

    /// <inheritdoc/>
    public Evidence? Explain(RankingContext context, ItemIndex item) =>
        context.Snapshot.Popularity.CountsOf(item) is { Positive: > 0 } counts ? new CountEvidence(counts.Positive) : null;
}
