using Portal.Domain.Catalogue;
using Portal.Domain.Context;
using Portal.Domain.Profiles;
using Portal.Domain.Ranking;
using Portal.Domain.ShortTerm;

namespace Portal.Domain.Recommendation;

/// <summary>What a list is asked for.</summary>
public sealed record FeedQuery
{
    /// <summary>The person.</summary>
    public required PersonProfile Person { get; init; }

    /// <summary>What was learned from everybody's actions, with the positions of the snapshot's catalogue.</summary>
    public LearnedModels Models { get; init; } = LearnedModels.None;

    /// <summary>What the person took to lately.</summary>
    public Session Session { get; init; } = Session.None;

    /// <summary>When and on what the person is here; unknown unless told.</summary>
    public Moment Moment { get; init; } = Moment.Unknown;

    /// <summary>The weights in force.</summary>
    public required RankingWeights Weights { get; init; }

    /// <summary>The instant from which ages are measured.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>How many items, at least 0.</summary>
    public required int Count { get; init; }

    /// <summary>What the person is in the mood for; null for nothing.</summary>
    public Mood? Mood { get; init; }

    /// <summary>Only items of this kind; null for all.</summary>
    public string? Kind { get; init; }

    /// <summary>Seed of what is drawn by chance; the same seed gives the same list.</summary>
    public ulong Seed { get; init; }

    /// <summary>Whether the list is logged, so that it has to tell what signals that are switched off would say, too.</summary>
    public bool Logged { get; init; }

    /// <summary>Items already on the person's list in this order: not listed again, and what follows differs from them.</summary>
    public IReadOnlyList<ItemIndex> Placed { get; init; } = [];
}
