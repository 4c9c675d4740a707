using Portal.Domain.Catalogue;
using Portal.Domain.Ranking;

namespace Portal.Weights;

/// <summary>A place of a list that is compared.</summary>
/// <param name="Item">The item, by the snapshot it was ranked from.</param>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Kind">Film, book.</param>
/// <param name="Place">Its place, from 1.</param>
/// <param name="Reason">Key of the part of the score that is its main reason; null where none can be told.</param>
public sealed record PreviewEntry(ItemIndex Item, string Id, string Title, string Kind, int Place, string? Reason)
{
    /// <summary>Its place on the other list; null where it is not on it.</summary>
    public int? Other { get; init; }

    /// <summary>Its main reason on the other list.</summary>
    public string? OtherReason { get; init; }

    /// <summary>Whether it is on both lists, for another reason.</summary>
    public bool ReasonChanged => Other is not null && Reason != OtherReason;
}

/// <summary>A list that was made for somebody on the panel, and is served to nobody.</summary>
/// <param name="Ranked">Its items.</param>
/// <param name="Violations">How many of them break a rule of the person.</param>
/// <param name="Milliseconds">How long it took.</param>
public sealed record TriedList(IReadOnlyList<RankedItem> Ranked, int Violations, double Milliseconds);

/// <summary>What a draft does to the list of somebody on the panel.</summary>
/// <param name="Member">Who.</param>
/// <param name="Live">Their list as it is.</param>
/// <param name="Draft">Their list under the draft.</param>
/// <param name="Overlap">Share of the items in both, 0..1.</param>
/// <param name="Tau">Kendall's rank correlation of the items in both, −1..1; NaN for fewer than two.</param>
public sealed record PersonPreview(PanelMember Member, IReadOnlyList<PreviewEntry> Live, IReadOnlyList<PreviewEntry> Draft, double Overlap, double Tau);

/// <summary>What the lists of the panel look like together.</summary>
/// <param name="Diversity">Mean distance of two items of a list by their labels, 0..1.</param>
/// <param name="Novelty">Mean surprise, in bits.</param>
/// <param name="LongTail">Share of places with items outside the short head, 0..1.</param>
/// <param name="Popularity">Mean number of people who like an item.</param>
/// <param name="Coverage">Different items over the panel.</param>
/// <param name="Violations">Items that break a rule of their person.</param>
/// <param name="Milliseconds">Mean time of a list.</param>
public sealed record PanelMeasures(double Diversity, double Novelty, double LongTail, double Popularity, int Coverage, int Violations, double Milliseconds);

/// <summary>What a draft does to the lists of the panel.</summary>
/// <param name="Places">How many places were compared.</param>
/// <param name="People">Person by person.</param>
/// <param name="Overlap">Mean share of the items in both lists.</param>
/// <param name="Tau">Mean rank correlation; NaN when no pair of lists has one.</param>
/// <param name="Live">The lists as they are.</param>
/// <param name="Draft">The lists under the draft.</param>
/// <param name="Warnings">What an administrator should know before this ranks.</param>
public sealed record PanelResult(int Places, IReadOnlyList<PersonPreview> People, double Overlap, double Tau, PanelMeasures Live, PanelMeasures Draft, IReadOnlyList<PanelWarning> Warnings)
{
    /// <summary>How long the lists of the draft took together, in milliseconds.</summary>
    public double Took { get; init; }
}

/// <summary>What an administrator should know before a draft ranks.</summary>
public enum PanelWarningKind
{
    /// <summary>Somebody's feed becomes empty.</summary>
    Empty,

    /// <summary>Somebody's feed becomes shorter.</summary>
    Shorter,

    /// <summary>An item breaks a rule of somebody's.</summary>
    Violation,

    /// <summary>One part of the score decides nearly alone.</summary>
    Dominates,

    /// <summary>Lists lean more to what many like.</summary>
    Popular,
}

/// <summary>A warning with its numbers.</summary>
/// <param name="Kind">Of what.</param>
/// <param name="Subject">Whose feed, or which part of the score; empty for the panel.</param>
/// <param name="Before">As it is.</param>
/// <param name="After">Under the draft.</param>
public sealed record PanelWarning(PanelWarningKind Kind, string Subject, double Before, double After);
