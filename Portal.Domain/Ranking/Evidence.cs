using System.Text.Json.Serialization;
using Portal.Domain.Context;

namespace Portal.Domain.Ranking;

/// <summary>What a contribution rests on: the facts from which a page makes a sentence.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(StatementEvidence), "statement")]
[JsonDerivedType(typeof(MoodEvidence), "mood")]
[JsonDerivedType(typeof(ItemEvidence), "item")]
[JsonDerivedType(typeof(InterestEvidence), "interest")]
[JsonDerivedType(typeof(PathEvidence), "path")]
[JsonDerivedType(typeof(MomentEvidence), "moment")]
[JsonDerivedType(typeof(CountEvidence), "count")]
[JsonDerivedType(typeof(YearEvidence), "year")]
[JsonDerivedType(typeof(BalanceEvidence), "balance")]
[JsonDerivedType(typeof(ExplorationEvidence), "exploration")]
public abstract record Evidence;

/// <summary>A person's own sentence.</summary>
/// <param name="StatementId">The statement.</param>
/// <param name="Text">Its text.</param>
/// <param name="Shared">Words of the sentence that the item's text contains, as far as there are any.</param>
/// <param name="Phrase">The words of the clause that says it, as written; empty where none does by itself.</param>
/// <param name="ReviewOf">Title of the item whose review says it; null for a sentence about lists.</param>
public sealed record StatementEvidence(Guid StatementId, string Text, IReadOnlyList<string> Shared, string Phrase = "", string? ReviewOf = null) : Evidence;

/// <summary>The mood of this session.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Shared">Words of it that the item's text contains.</param>
public sealed record MoodEvidence(string Text, IReadOnlyList<string> Shared) : Evidence;

/// <summary>Another item to which this one is alike.</summary>
/// <param name="ItemId">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Shared">Labels both carry.</param>
public record ItemEvidence(string ItemId, string Title, IReadOnlyList<string> Shared) : Evidence;

/// <summary>A liked item to which this one is alike, and the interest it stands for.</summary>
/// <param name="ItemId">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Shared">Labels both carry beside those that name the interest.</param>
/// <param name="Interest">What sets the interest apart, e.g. <c>slow-burn, science fiction</c>.</param>
public sealed record InterestEvidence(string ItemId, string Title, IReadOnlyList<string> Shared, string Interest) : ItemEvidence(ItemId, Title, Shared);

/// <summary>A liked item with which this one has something in common.</summary>
/// <param name="ItemId">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Shared">Labels both carry beside it.</param>
/// <param name="Relation">What they have in common: <c>director</c>, <c>author</c>, <c>creator</c>, <c>series</c>, <c>tag</c>, <c>genre</c>, <c>decade</c>, <c>country</c>, <c>language</c>, <c>kind</c>.</param>
/// <param name="Name">The one it is, as the catalogue writes it; a decade by its first year.</param>
public sealed record PathEvidence(string ItemId, string Title, IReadOnlyList<string> Shared, string Relation, string Name) : ItemEvidence(ItemId, Title, Shared);

/// <summary>A circumstance in which people take to such items more, or less, than usual.</summary>
/// <param name="Circumstance">The part of the day, of the week or of the year, or the device.</param>
/// <param name="Shared">The label of the item that is taken to.</param>
public sealed record MomentEvidence(ContextValue Circumstance, IReadOnlyList<string> Shared) : Evidence;

/// <summary>A number of people or of times.</summary>
public sealed record CountEvidence(int Count) : Evidence;

/// <summary>A year.</summary>
public sealed record YearEvidence(int Year) : Evidence;

/// <summary>How a genre stands on the list beside what the person likes.</summary>
/// <param name="Label">The genre.</param>
/// <param name="Own">Its share of what the person likes, 0..1.</param>
/// <param name="Listed">Its share of the list before this item, 0..1.</param>
public sealed record BalanceEvidence(string Label, float Own, float Listed) : Evidence;

/// <summary>How little is known of an item.</summary>
/// <param name="Opinions">People who have said what they think of it.</param>
public sealed record ExplorationEvidence(int Opinions) : Evidence;
