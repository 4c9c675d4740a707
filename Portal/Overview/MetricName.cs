using Portal.Domain.Profiles;

namespace Portal.Overview;

/// <summary>
/// What is counted in each hour. Whatever people do is counted twice: for everybody, and under <see cref="RealPrefix"/> for those who are not
/// made up.
/// </summary>
internal static class MetricName
{
    public const string RealPrefix = "real:";

    // Before the list of all names, which is made of them.
    private static readonly string[] Done = Names("act"), OnLists = Names("list");

    /// <summary>Lists of the feed; the histogram is of the milliseconds each took.</summary>
    public const string Feeds = "feed.requests";

    /// <summary>Lists of the feed without an item.</summary>
    public const string EmptyFeeds = "feed.empty";

    /// <summary>People who asked for a feed or did something; the histogram is a sketch of who.</summary>
    public const string ActivePeople = "people.active";

    /// <summary>Cards that came onto a screen; the histogram is a sketch of which items.</summary>
    public const string ShownItems = "items.shown";

    /// <summary>All that people did, apart from having cards on the screen.</summary>
    public const string Acts = "acts";

    /// <summary>Items of lists that were looked at for broken rules, and those that broke one.</summary>
    public const string AuditedItems = "rules.items", Violations = "rules.violations";

    /// <summary>How many there were at the end of the hour.</summary>
    public const string Items = "items.active", ColdItems = "items.cold", People = "people.total", ColdPeople = "people.cold";

    /// <summary>What can be made anew from the rows of what happened, for everybody and for real people.</summary>
    public static IReadOnlyList<string> OfEvents { get; } =
    [
        .. new[] { Feeds, EmptyFeeds, ActivePeople, ShownItems, Acts }
            .Concat(Enum.GetValues<InteractionKind>().SelectMany(kind => new[] { Act(kind), FromList(kind) }))
            .SelectMany(name => new[] { name, RealPrefix + name }),
    ];

    /// <summary>Actions of a kind.</summary>
    public static string Act(InteractionKind kind) => Done[(int)kind];

    /// <summary>The same, of those on a place of a served list: what a rate is taken of.</summary>
    public static string FromList(InteractionKind kind) => OnLists[(int)kind];

    private static string[] Names(string prefix) => [.. Enum.GetNames<InteractionKind>().Select(kind => $"{prefix}.{kind.ToLowerInvariant()}")];
}
