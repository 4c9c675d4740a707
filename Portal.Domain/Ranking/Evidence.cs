using System.Text.Json.Serialization;

namespace Portal.Domain.Ranking;

/// <summary>What a contribution rests on: the facts from which a page makes a sentence.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(StatementEvidence), "statement")]
[JsonDerivedType(typeof(MoodEvidence), "mood")]
[JsonDerivedType(typeof(ItemEvidence), "item")]
[JsonDerivedType(typeof(CountEvidence), "count")]
[JsonDerivedType(typeof(YearEvidence), "year")]
[JsonDerivedType(typeof(BalanceEvidence), "balance")]
[JsonDerivedType(typeof(ExplorationEvidence), "exploration")]
public abstract record Evidence;

/// <summary>A person's own sentence.</summary>
/// <param name="StatementId">The statement.</param>
/// <param name="Text">Its text.</param>
/// <param name="Shared">Words of the sentence that the item's text contains, as far as there are any.</param>
public sealed record StatementEvidence(Guid StatementId, string Text, IReadOnlyList<string> Shared) : Evidence;

/// <summary>The mood of this session.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Shared">Words of it that the item's text contains.</param>
public sealed record MoodEvidence(string Text, IReadOnlyList<string> Shared) : Evidence;

/// <summary>Another item to which this one is alike.</summary>
/// <param name="ItemId">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Shared">Labels both carry.</param>
public sealed record ItemEvidence(string ItemId, string Title, IReadOnlyList<string> Shared) : Evidence;

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
