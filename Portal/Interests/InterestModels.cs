using Portal.Domain.Language;
using Portal.People;

namespace Portal.Interests;

/// <summary>One interest, as the page shows it.</summary>
public sealed record InterestView
{
    /// <summary>The liked item that counts most in it: what a change hangs on, and what names the card.</summary>
    public required ItemCard Anchor { get; init; }

    public required int AnchorRowId { get; init; }

    public required IReadOnlyList<int> MemberRowIds { get; init; }

    /// <summary>The person's own name for it; null for the learned one.</summary>
    public string? GivenName { get; init; }

    /// <summary>The name made from its labels, or of the item in its middle where nothing sets it apart.</summary>
    public required string LearnedName { get; init; }

    /// <summary>Its share of the taste as it counts, 0..1.</summary>
    public double Share { get; init; }

    /// <summary>By what the person multiplies its weight, 0..2.</summary>
    public double Weight { get; init; }

    /// <summary>How many that were told apart it consists of.</summary>
    public int Parts { get; init; }

    /// <summary>The person's own words that are against it; null where none are.</summary>
    public Clause? OverruledBy { get; init; }

    /// <summary>What was liked of it, what counts most first.</summary>
    public required IReadOnlyList<ItemCard> Items { get; init; }

    /// <summary>Actions from which it was learned.</summary>
    public int Actions { get; init; }

    /// <summary>The latest of them.</summary>
    public DateTime LatestUtc { get; init; }
}

/// <summary>All that was learned of a person.</summary>
/// <param name="Interests">The one most of the likes belong to first.</param>
/// <param name="Statements">How many of their own sentences count.</param>
/// <param name="Unpersonalised">Their lists are not made for them at present.</param>
public sealed record LearnedView(IReadOnlyList<InterestView> Interests, int Statements, bool Unpersonalised);

/// <summary>What a change does to the first <see cref="Length"/> places of the feed.</summary>
/// <param name="In">What comes in, in the order of the list.</param>
/// <param name="Out">What goes out.</param>
public sealed record FeedEffect(IReadOnlyList<ItemCard> In, IReadOnlyList<ItemCard> Out)
{
    public const int Length = 20;
}

/// <summary>An interest on the map.</summary>
/// <param name="Anchor">Id of its first item, which names its card.</param>
/// <param name="Name">Its name.</param>
/// <param name="X">From 0, left, to 1.</param>
/// <param name="Y">From 0, top, to 1.</param>
/// <param name="Share">Its share of the taste, 0..1.</param>
public sealed record MapDisc(string Anchor, string Name, double X, double Y, double Share);

/// <summary>An item on the map.</summary>
/// <param name="Item">The item.</param>
/// <param name="X">From 0, left, to 1.</param>
/// <param name="Y">From 0, top, to 1.</param>
/// <param name="Interest">The interest it belongs to or, of what was not liked, lies nearest to: its place among the discs.</param>
public sealed record MapDot(ItemCard Item, double X, double Y, int Interest);

/// <summary>Interests and items by what their texts mean.</summary>
/// <param name="Discs">The interests, what counts most first.</param>
/// <param name="Liked">What was liked.</param>
/// <param name="Near">Items of the catalogue near them.</param>
/// <param name="Kept">The share of the differences that the map shows, 0..1.</param>
public sealed record InterestMapView(IReadOnlyList<MapDisc> Discs, IReadOnlyList<MapDot> Liked, IReadOnlyList<MapDot> Near, double Kept);

/// <summary>The shares at the end of a week.</summary>
/// <param name="EndUtc">Its end.</param>
/// <param name="Shares">In the order of the names.</param>
public sealed record TimelineWeek(DateTime EndUtc, IReadOnlyList<double> Shares);

/// <summary>How a person's interests came and went.</summary>
/// <param name="Names">Names of the interests; the last stands for all others, and is empty.</param>
/// <param name="Weeks">The oldest first.</param>
/// <param name="Session">The shares in the present session; null without one.</param>
/// <param name="SessionItems">What it consists of.</param>
/// <param name="SessionShare">What it decides of the next list, 0..1.</param>
public sealed record TimelineView(IReadOnlyList<string> Names, IReadOnlyList<TimelineWeek> Weeks, IReadOnlyList<double>? Session, int SessionItems, double SessionShare);
