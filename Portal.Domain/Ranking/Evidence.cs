using System.Text.Json.Serialization;

namespace Portal.Domain.Ranking;

/// <summary>What a contribution rests on: the facts from which a page makes a sentence.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(StatementEvidence), "statement")]
[JsonDerivedType(typeof(MoodEvidence), "mood")]
[JsonDerivedType(typeof(ItemEvidence), "item")]
[JsonDerivedType(typeof(CountEvidence), "count")]
[JsonDerivedType(typeof(YearEvidence), "year")]
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
