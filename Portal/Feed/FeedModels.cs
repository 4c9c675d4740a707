using Portal.Domain.Ranking;
using Portal.People;

namespace Portal.Feed;

/// <summary>What a feed page is asked for.</summary>
public sealed record FeedRequest
{
    /// <summary>The kind chosen by the chips; null for all.</summary>
    public string? Kind { get; init; }

    /// <summary>The mood box; null or empty for none.</summary>
    public string? Mood { get; init; }

    /// <summary>How many items, 1..100.</summary>
    public int Count { get; init; } = 24;

    /// <summary>Ids of the items already loaded, in their order: what follows continues that list.</summary>
    public IReadOnlyList<string> Placed { get; init; } = [];
}

/// <summary>A served page of a feed.</summary>
/// <param name="RequestId">Names the page in the log, so that feedback can be attributed.</param>
/// <param name="Cards">The items, best first.</param>
/// <param name="More">Whether there may be further items.</param>
/// <param name="ByWordsAlone">True while no vectors are in force: the list goes by words, likes and popularity.</param>
public sealed record FeedPage(Guid RequestId, IReadOnlyList<FeedCard> Cards, bool More, bool ByWordsAlone);

/// <summary>One card of the feed.</summary>
public sealed record FeedCard
{
    public required ItemCard Item { get; init; }

    /// <summary>The list it was served on, and its place.</summary>
    public required FeedbackOrigin Origin { get; init; }

    /// <summary>The sum of the contributions.</summary>
    public required float Score { get; init; }

    /// <summary>Everything that put it there, largest first.</summary>
    public required IReadOnlyList<Contribution> Contributions { get; init; }

    /// <summary>The contribution that the card's one line tells; null when there is none to tell.</summary>
    public required Contribution? Reason { get; init; }
}
