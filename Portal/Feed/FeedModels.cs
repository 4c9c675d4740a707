using Portal.Domain.Language;
using Portal.Domain.Profiles;
using Portal.Domain.Ranking;
using Portal.Domain.Recommendation;
using Portal.Engine.Experiments;
using Portal.People;

namespace Portal.Feed;

/// <summary>What a part of a feed is asked for.</summary>
public sealed record FeedRequest
{
    /// <summary>The kind chosen by the chips; null for all.</summary>
    public string? Kind { get; init; }

    /// <summary>The mood box; null or empty for none.</summary>
    public string? Mood { get; init; }

    /// <summary>Where the browser stands.</summary>
    public Surroundings Surroundings { get; init; } = Surroundings.Unknown;

    /// <summary>How many items, 1..100; null for as many as a part of the feed has.</summary>
    public int? Count { get; init; }

    /// <summary>Ids of the items already loaded, in their order: what follows continues that list.</summary>
    public IReadOnlyList<string> Placed { get; init; } = [];

    /// <summary>A variant that is asked for, to look at it; null for none.</summary>
    public ForcedVariant? Forced { get; init; }
}

/// <summary>A served part of a feed.</summary>
/// <param name="RequestId">Names the part in the log, so that feedback can be attributed.</param>
/// <param name="Entries">The items, best first.</param>
/// <param name="More">Whether there may be further items.</param>
/// <param name="ByWordsAlone">True while no vectors are in force: the list goes by words, likes and popularity.</param>
/// <param name="Mood">What was understood of the mood; null without one.</param>
/// <param name="Basis">What it was put together from.</param>
/// <param name="Variants">The variants it was served under.</param>
public sealed record FeedBatch(Guid RequestId, IReadOnlyList<FeedEntry> Entries, bool More, bool ByWordsAlone, ParsedStatement? Mood, FeedBasis Basis, IReadOnlyList<AssignedVariant> Variants);

/// <summary>
/// What a part of a feed was ranked by, so that it can be asked again otherwise. It holds neither catalogue nor models: a list that is kept
/// would keep old ones in memory.
/// </summary>
/// <param name="UserId">For whom.</param>
/// <param name="Request">What was asked for.</param>
/// <param name="Query">The same for the engine, less the models.</param>
/// <param name="EngineVersion">The snapshot to whose positions the query belongs.</param>
/// <param name="ModelVersion">The models that were asked; null for none.</param>
public sealed record ServedQuery(string UserId, FeedRequest Request, FeedQuery Query, string EngineVersion, string? ModelVersion);

/// <summary>One item of the feed, with all that put it there.</summary>
public sealed record FeedEntry
{
    public required ItemCard Item { get; init; }

    /// <summary>The list it was served on, and its place.</summary>
    public required FeedbackOrigin Origin { get; init; }

    /// <summary>The sum of the contributions.</summary>
    public required float Score { get; init; }

    /// <summary>Everything that put it there, largest first.</summary>
    public required IReadOnlyList<Contribution> Contributions { get; init; }

    /// <summary>Whether it is there to find out how it is liked.</summary>
    public bool IsExploration { get; init; }

    /// <summary>The contribution that the card's one line tells; null when there is none to tell.</summary>
    public required Contribution? Reason { get; init; }

    /// <summary>The few labels that say most about it.</summary>
    public required IReadOnlyList<string> Telling { get; init; }

    /// <summary>What of it one can ask for more or less of.</summary>
    public required IReadOnlyList<Trait> Traits { get; init; }

    /// <summary>What it was ranked by.</summary>
    public required ServedQuery Served { get; init; }
}

/// <summary>What a feed is put together from, for the lines that say so.</summary>
/// <param name="Items">Items in the catalogue.</param>
/// <param name="Kinds">Their kinds, the common ones first.</param>
/// <param name="Statements">The person's statements in force.</param>
/// <param name="Opinions">Items they liked, saved, rated, disliked or opened.</param>
/// <param name="Rules">What their statements and the mood refuse and require, less what later ones lift.</param>
/// <param name="Exemptions">Items they let through these rules.</param>
/// <param name="Settings">What they have set beside.</param>
public sealed record FeedBasis(int Items, IReadOnlyList<string> Kinds, int Statements, int Opinions, IReadOnlyList<Clause> Rules, int Exemptions, PersonSettings Settings);
