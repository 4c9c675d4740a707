using Portal.Domain.Catalogue;
using Portal.Domain.Content;
using Portal.Domain.Ranking.Derived;

namespace Portal.Domain.Ranking.Signals;

/// <summary>How well other people like an item (see <see cref="PopularNow"/>). Its gate closes as the person's own likes grow (<see cref="EvidenceHandOver"/>).</summary>
public sealed class PopularitySignal : ISignal
{
    /// <inheritdoc/>
    public string Key => "popularity";

    /// <inheritdoc/>
    public double DefaultWeight => 0.15;

    /// <inheritdoc/>
    public void Score(RankingContext context, ReadOnlySpan<ItemIndex> candidates, Span<float> values)
    {
        var popular = PopularNow.Of(context.Snapshot, context.Models);
        for (var i = 0; i < candidates.Length; i++)
        {
            values[i] = popular[candidates[i]];
        }
    }

    /// <inheritdoc/>
    public void Gate(RankingContext context, ReadOnlySpan<ItemIndex> candidates, Span<float> gates) =>
        gates.Fill((float)new EvidenceHandOver { HalfLikes = context.Weights.PopularityHalfLikes }.PopularityShare(context.Person.Evidence));

    /// <inheritdoc/>
    public Evidence? Explain(RankingContext context, ItemIndex item) =>
        context.Snapshot.Popularity.CountsOf(item) is { Positive: > 0 } counts ? new CountEvidence(counts.Positive) : null;
}
