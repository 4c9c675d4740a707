using Portal.Domain.Catalogue;
using Portal.Domain.Language;

namespace Portal.Domain.Profiles;

/// <summary>A sentence that counts for a person now: active, not expired.</summary>
/// <param name="Id">Id of the statement.</param>
/// <param name="Parsed">What was understood of it.</param>
/// <param name="Vector">Vector of its wanted part from the live encoder; null where there is none.</param>
/// <param name="Since">When it was written or last changed.</param>
/// <param name="ReviewOf">Title of the item of which the words are a review, with what it says of parts as clauses; null for a sentence about lists.</param>
public sealed record PersonStatement(Guid Id, ParsedStatement Parsed, float[]? Vector, DateTimeOffset Since, string? ReviewOf = null)
{
    /// <summary>The same sentence with less of it counting. The vector is that of all its words: where some go, it goes too.</summary>
    public PersonStatement Reduced(ParsedStatement parsed) =>
        ReferenceEquals(parsed, Parsed) ? this : this with { Parsed = parsed, Vector = parsed.Wanted == Parsed.Wanted ? Vector : null };
}

/// <summary>What a person thinks of an item, as far as their actions tell.</summary>
/// <param name="Item">The item.</param>
/// <param name="Strength">How much it counts, 0..1.</param>
/// <param name="At">When.</param>
public readonly record struct Opinion(ItemIndex Item, float Strength, DateTimeOffset At);

/// <summary>Everything the ranking knows about a person. Immutable; item positions belong to one catalogue index.</summary>
public sealed record PersonProfile
{
    /// <summary>A person of whom nothing is known.</summary>
    public static readonly PersonProfile Unknown = new();

    /// <summary>Active statements.</summary>
    public IReadOnlyList<PersonStatement> Statements { get; init; } = [];

    /// <summary>Items that the person let through their rules.</summary>
    public IReadOnlyList<RuleExemption> Exemptions { get; init; } = [];

    /// <summary>Vectors of the concepts in the statements, by their text, from the live encoder; missing where there is none.</summary>
    public IReadOnlyDictionary<string, float[]> ConceptVectors { get; init; } = new Dictionary<string, float[]>();

    /// <summary>What the person has set beside their statements.</summary>
    public PersonSettings Settings { get; init; } = PersonSettings.Default;

    /// <summary>What may appear on the person's lists, by their statements: the latest word counts.</summary>
    /// <param name="further">Said last: a mood; null for nothing.</param>
    public RuleSet Rules(ParsedStatement? further = null) => RuleSet.From(
        Statements.OrderBy(statement => statement.Since).Select(statement => (statement.Id, statement.Parsed)).Concat(further is null ? [] : [(Guid.Empty, further)]),
        Exemptions,
        ConceptVectors);

    /// <summary>The profile with the clauses that count under some circumstances.</summary>
    public PersonProfile At(ClauseMoment moment) => this with { Statements = [.. Statements.Select(statement => statement.Reduced(statement.Parsed.At(moment)))] };

    /// <summary>What is left of the profile where lists are not to be made for the person: the rules, and what they put away.</summary>
    public PersonProfile WithoutTaste() => new()
    {
        Statements = [.. Statements.Select(statement => statement with { Parsed = statement.Parsed with { Wanted = "", Clauses = [.. statement.Parsed.Clauses.Where(clause => clause.IsRule)] }, Vector = null })],
        Exemptions = Exemptions,
        ConceptVectors = ConceptVectors,
        Settings = Settings,
        Withheld = Withheld,
    };

    /// <summary>What they changed about their interests, the oldest change first.</summary>
    public IReadOnlyList<InterestEdit> InterestEdits { get; init; } = [];

    /// <summary>Items they took to; one entry per item, the latest decision.</summary>
    public IReadOnlyList<Opinion> Liked { get; init; } = [];

    /// <summary>Every item their actions say something about, each once, with how much by the <see cref="InteractionWeights"/>: what collaborative models take for a person.</summary>
    public IReadOnlyList<ItemWeight> History { get; init; } = [];

    /// <summary>How much is known of what they like: the strengths of <see cref="Liked"/> added up.</summary>
    public double Evidence => Liked.Sum(opinion => (double)opinion.Strength);

    /// <summary>Items they did not like; one entry per item, the latest decision.</summary>
    public IReadOnlyList<Opinion> Disliked { get; init; } = [];

    /// <summary>Items that must not be shown: hidden, disliked, known already.</summary>
    public IReadOnlySet<ItemIndex> Withheld { get; init; } = new HashSet<ItemIndex>();

    /// <summary>How many times an item was put on a list lately without any reaction.</summary>
    public IReadOnlyDictionary<ItemIndex, int> Shown { get; init; } = new Dictionary<ItemIndex, int>();
}
