namespace Portal.Domain.Language;

/// <summary>What was understood of a sentence: the part that says what is wanted, and the part that forbids.</summary>
public sealed record ParsedStatement
{
    /// <summary>The sentence as written.</summary>
    public required string Text { get; init; }

    /// <summary>The sentence without what it forbids or limits: the query for search by words and by meaning. May be empty.</summary>
    public required string Wanted { get; init; }

    /// <summary>Labels that the wanted part names outright. They lift an older statement's exclusion: the latest word counts.</summary>
    public IReadOnlyList<string> WantedLabels { get; init; } = [];

    /// <summary>What must not appear on any list.</summary>
    public IReadOnlyList<Exclusion> Exclusions { get; init; } = [];

    /// <summary>Numeric bounds that every listed item with that attribute keeps.</summary>
    public IReadOnlyList<Limit> Limits { get; init; } = [];
}

/// <summary>A forbidden phrase and the labels of the catalogue it stands for.</summary>
/// <param name="Phrase">The words as written.</param>
/// <param name="Start">Where they begin in the sentence, in UTF-16 units.</param>
/// <param name="Labels">Genres and tags; empty when the phrase matches none, in which case nothing can be enforced.</param>
public sealed record Exclusion(string Phrase, int Start, IReadOnlyList<string> Labels);

/// <summary>An upper bound on a numeric attribute.</summary>
/// <param name="Phrase">The words as written.</param>
/// <param name="Start">Where they begin in the sentence, in UTF-16 units.</param>
/// <param name="Attribute">Name of the attribute, e.g. <c>minutes</c>.</param>
/// <param name="Maximum">Largest allowed value, inclusive.</param>
public sealed record Limit(string Phrase, int Start, string Attribute, double Maximum);
