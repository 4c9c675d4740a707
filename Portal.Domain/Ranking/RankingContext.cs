using Portal.Domain.Language;
using Portal.Domain.Profiles;
using Portal.Domain.Retrieval;

namespace Portal.Domain.Ranking;

/// <summary>What a person is in the mood for, in this session only.</summary>
/// <param name="Parsed">What was understood of it.</param>
/// <param name="Vector">Vector of its wanted part from the live encoder; null where there is none.</param>
public sealed record Mood(ParsedStatement Parsed, float[]? Vector);

/// <summary>One request, with what the signals share prepared once.</summary>
public sealed class RankingContext
{
    /// <summary>Prepares a request.</summary>
    public RankingContext(EngineSnapshot snapshot, PersonProfile person, Mood? mood, RankingWeights weights, DateTimeOffset now)
    {
        (Snapshot, Person, Mood, Weights, Now) = (snapshot, person, mood, weights, now);
        Statements = [.. person.Statements.Select(statement => new MatchedStatement(
            statement, snapshot.MatchOf(statement.Parsed.Wanted, statement.Vector), Standing(statement.Since)))];
        MoodMatch = mood is null ? null : snapshot.MatchOf(mood.Parsed.Wanted, mood.Vector);
    }

    /// <summary>The catalogue and its indexes.</summary>
    public EngineSnapshot Snapshot { get; }

    /// <summary>The person.</summary>
    public PersonProfile Person { get; }

    /// <summary>The mood of this session; null for none.</summary>
    public Mood? Mood { get; }

    /// <summary>The weights in force.</summary>
    public RankingWeights Weights { get; }

    /// <summary>The instant from which ages are measured.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>The person's statements with their matches.</summary>
    public IReadOnlyList<MatchedStatement> Statements { get; }

    /// <summary>The mood's match; null for none.</summary>
    public TextMatch? MoodMatch { get; }

    /// <summary>What is left of something after a time, 1 at once, ½ after the half-life.</summary>
    public double Decay(DateTimeOffset since, TimeSpan halfLife) => Math.Pow(2, -Math.Max(0, (Now - since) / halfLife));

    // The newest words lead: somebody who has just written a sentence wants to see it followed.
    private float Standing(DateTimeOffset since) =>
        (float)(Weights.OldStatement + ((1 - Weights.OldStatement) * Decay(since, TimeSpan.FromDays(Weights.StatementHalfLifeDays))));
}

/// <summary>A statement, how every item fits it, and how much it counts.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Match">How every item fits it.</param>
/// <param name="Standing">How much it counts by its age, 0..1.</param>
public sealed record MatchedStatement(PersonStatement Statement, TextMatch Match, float Standing);
