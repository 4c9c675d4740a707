using System.Globalization;
using System.Text.Json.Serialization;

namespace Portal.Domain.Language;

/// <summary>What a clause is about. All but <see cref="ConceptSubject"/> are facts of the catalogue: an item has them or not.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(LabelSubject), "label")]
[JsonDerivedType(typeof(KindSubject), "kind")]
[JsonDerivedType(typeof(CreatorSubject), "creator")]
[JsonDerivedType(typeof(ItemSubject), "item")]
[JsonDerivedType(typeof(RangeSubject), "range")]
[JsonDerivedType(typeof(LanguageSubject), "language")]
[JsonDerivedType(typeof(ConceptSubject), "concept")]
public abstract record Subject
{
    /// <summary>Names the subject among all: two clauses with the same key are about the same.</summary>
    [JsonIgnore]
    public abstract string Key { get; }
}

/// <summary>Genres and tags; an item meets the subject with any one of them.</summary>
/// <param name="Labels">At least one, as the catalogue writes them, in ordinal order.</param>
public sealed record LabelSubject(IReadOnlyList<string> Labels) : Subject
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Key => "label:" + string.Join('|', Labels);

    /// <inheritdoc/>
    public bool Equals(LabelSubject? other) => Key == other?.Key;

    /// <inheritdoc/>
    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);
}

/// <summary>Kinds of items; any one of them.</summary>
/// <param name="Kinds">At least one, as the catalogue writes them, in ordinal order.</param>
public sealed record KindSubject(IReadOnlyList<string> Kinds) : Subject
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Key => "kind:" + string.Join('|', Kinds);

    /// <inheritdoc/>
    public bool Equals(KindSubject? other) => Key == other?.Key;

    /// <inheritdoc/>
    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);
}

/// <summary>A director, author, designer.</summary>
/// <param name="Name">As the catalogue writes it.</param>
public sealed record CreatorSubject(string Name) : Subject
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Key => "creator:" + Name;
}

/// <summary>An item, as an example of what is meant; a rule about it concerns that item alone.</summary>
/// <param name="ItemId">Its id.</param>
/// <param name="Title">Its title.</param>
public sealed record ItemSubject(string ItemId, string Title) : Subject
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Key => "item:" + ItemId;
}

/// <summary>A span of a number that items have. An item without that number is taken to keep it.</summary>
/// <param name="Attribute"><c>year</c>, or the name of an attribute such as <c>minutes</c>, <c>pages</c>, <c>seasons</c>, <c>price</c>, <c>rating</c>.</param>
/// <param name="Least">Least value, inclusive; null for no bound.</param>
/// <param name="Most">Largest value, inclusive; null for no bound.</param>
public sealed record RangeSubject(string Attribute, double? Least, double? Most) : Subject
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Key => string.Create(CultureInfo.InvariantCulture, $"range:{Attribute}:{Least}..{Most}");

    /// <summary>Whether a value lies in the span; NaN does not.</summary>
    public bool Holds(double value) => !double.IsNaN(value) && !(value < Least) && !(value > Most);
}

/// <summary>A language items are in.</summary>
/// <param name="Code">Two letters.</param>
public sealed record LanguageSubject(string Code) : Subject
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Key => "language:" + Code;
}

/// <summary>Something the catalogue has no word for: looked for in the items' words and meaning.</summary>
/// <param name="Text">The words as written, trimmed.</param>
public sealed record ConceptSubject(string Text) : Subject
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Key => "concept:" + Text.ToLowerInvariant();
}
