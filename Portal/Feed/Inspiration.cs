using Portal.Domain.Ranking;

namespace Portal.Feed;

/// <summary>The items that the person took to and that put a card on their list.</summary>
internal static class Inspiration
{
    /// <summary>Each once, what counted most first. What the variety of the list is measured by is none.</summary>
    public static IReadOnlyList<ItemEvidence> Of(FeedEntry entry) =>
        [.. entry.Contributions.Where(IsOne).Select(contribution => contribution.Evidence).OfType<ItemEvidence>().DistinctBy(item => item.ItemId)];

    public static bool IsOne(Contribution contribution) => contribution is { Evidence: ItemEvidence, Signal: not RankingSignals.Variety };
}
