using System.Text.Json.Serialization;

namespace Portal.Domain.Language;

/// <summary>How the words of a clause were tied to its subject.</summary>
public enum LinkKind
{
    /// <summary>Not at all: the subject is the words themselves.</summary>
    None,

    /// <summary>The catalogue's own word, in any inflection.</summary>
    Exact,

    /// <summary>A synonym.</summary>
    Alias,

    /// <summary>Nearly the same letters.</summary>
    Fuzzy,

    /// <summary>Nearly the same meaning, by the text encoder.</summary>
    Meaning,

    /// <summary>The person said which of several was meant.</summary>
    Answered,
}

/// <summary>How sure the tie between words and subject is.</summary>
/// <param name="Kind">How it was made.</param>
/// <param name="Score">0..1; 1 for the catalogue's own word.</param>
public readonly record struct Link(LinkKind Kind, double Score);

/// <summary>What the person has changed about a clause by hand, without writing.</summary>
/// <param name="Strength">In place of the clause's own, 0..1; null leaves it.</param>
/// <param name="Paused">It does not count for now.</param>
/// <param name="Removed">It does not count, and is not shown.</param>
/// <param name="Until">From then on it does not count; null for always.</param>
public sealed record ClauseSetting(double? Strength = null, bool Paused = false, bool Removed = false, DateTimeOffset? Until = null);

/// <summary>One thing a person says: which way, how strongly, what about, and when.</summary>
public sealed record Clause
{
    /// <summary>Strength of a plain mention; "a bit" is less, "absolutely" more.</summary>
    public const double PlainStrength = 0.8;

    /// <summary>Where the whole clause begins in the text, with the words that turn it ("no", "a bit less"), in UTF-16 units.</summary>
    public required int Start { get; init; }

    /// <summary>Where it ends, exclusive.</summary>
    public required int End { get; init; }

    /// <summary>The words of its subject, as written.</summary>
    public required string Phrase { get; init; }

    /// <summary>Which way it points.</summary>
    public required Polarity Polarity { get; init; }

    /// <summary>How strongly, 0..1, as the words say; of no effect on rules.</summary>
    public double Strength { get; init; } = PlainStrength;

    /// <summary>What it is about.</summary>
    public required Subject Subject { get; init; }

    /// <summary>How sure that is.</summary>
    public Link Link { get; init; }

    /// <summary>Subjects that the clause spares: "no musicals except by …". Empty for none.</summary>
    public IReadOnlyList<Subject> Except { get; init; } = [];

    /// <summary>When it counts; null for always.</summary>
    public Scope? Scope { get; init; }

    /// <summary>What the person has changed by hand; null for nothing.</summary>
    public ClauseSetting? Setting { get; init; }

    /// <summary>Names the clause within its person's profile: the same polarity about the same subject is the same clause.</summary>
    [JsonIgnore]
    public string Key => $"{Polarity}/{Subject.Key}";

    /// <summary>Whether it is a rule, which filters, not a wish, which reorders.</summary>
    [JsonIgnore]
    public bool IsRule => Polarity is Polarity.Never or Polarity.Only;

    /// <summary>The strength that counts: the person's own setting before that of the words.</summary>
    [JsonIgnore]
    public double EffectiveStrength => Setting?.Strength ?? Strength;

    /// <summary>Whether it counts. A part of the day that is not known does not keep a rule from counting, but a wish.</summary>
    /// <param name="at">The circumstances.</param>
    public bool CountsAt(ClauseMoment at)
    {
        if (Setting is { Removed: true } or { Paused: true } || Setting?.Until <= at.Now)
        {
            return false;
        }

        return Scope is null || (TimeCounts(at) && OccasionCounts(at));
    }

    private bool TimeCounts(ClauseMoment at) => Scope!.Time is not { } time || (at.Local is { } local ? Contains(time, local) : IsRule);

    private bool OccasionCounts(ClauseMoment at) => Scope!.Occasion is not { } occasion || at.Mood?.Contains(occasion, StringComparison.OrdinalIgnoreCase) == true;

    private static bool Contains(ScopeTime time, DateTime local) => time switch
    {
        ScopeTime.Morning => local.Hour is >= 5 and < 12,
        ScopeTime.Afternoon => local.Hour is >= 12 and < 18,
        ScopeTime.Evening => local.Hour is >= 18 and < 23,
        ScopeTime.Night => local.Hour is >= 23 or < 5,
        ScopeTime.Weekend => local.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday,
        _ => local.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday),
    };
}

/// <summary>The circumstances under which clauses count or not.</summary>
/// <param name="Now">The instant.</param>
/// <param name="Local">The person's own clock; null where it is not known.</param>
/// <param name="Mood">What they are in the mood for on this visit; null for nothing.</param>
public readonly record struct ClauseMoment(DateTimeOffset Now, DateTime? Local = null, string? Mood = null);
