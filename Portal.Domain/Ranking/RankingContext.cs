using System.Buffers;
using Portal.Domain.Context;
using Portal.Domain.Language;
using Portal.Domain.Profiles;
using Portal.Domain.Ranking.Derived;
using Portal.Domain.Retrieval;
using Portal.Domain.ShortTerm;

namespace Portal.Domain.Ranking;

/// <summary>What a person is in the mood for, in this session only.</summary>
/// <param name="Parsed">What was understood of it.</param>
/// <param name="Vector">Vector of its wanted part from the live encoder; null where there is none.</param>
public sealed record Mood(ParsedStatement Parsed, float[]? Vector);

/// <summary>One request, with what sources and signals share prepared once. For one thread; dispose it to give large arrays back.</summary>
public sealed class RankingContext : IDisposable
{
    private readonly Dictionary<string, object> _shared = new(StringComparer.Ordinal);
    private readonly List<float[]> _rented = [];

    /// <summary>Prepares a request.</summary>
    public RankingContext(EngineSnapshot snapshot, PersonProfile person, Mood? mood, RankingWeights weights, DateTimeOffset now, ulong seed = 0)
    {
        (Snapshot, Person, Mood, Weights, Now, Seed) = (snapshot, person, mood, weights, now, seed);
        Statements = [.. person.Statements.Select(statement => new MatchedStatement(
            statement, snapshot.MatchOf(statement.Parsed.Wanted, statement.Vector), Standing(statement.Since)))];
        MoodMatch = mood is null ? null : snapshot.MatchOf(mood.Parsed.Wanted, mood.Vector);
    }

    /// <summary>Makes what every request reads of a snapshot and would make itself were it the first.</summary>
    internal static void Prepare(EngineSnapshot snapshot)
    {
        GraphKnowledge.Of(snapshot);
        InterestKnowledge.Of(snapshot);
        CosineScale.Of(snapshot);
    }

    /// <summary>The catalogue and its indexes.</summary>
    public EngineSnapshot Snapshot { get; }

    /// <summary>What was learned from everybody's actions, with the positions of the snapshot's catalogue.</summary>
    public LearnedModels Models { get; init; } = LearnedModels.None;

    /// <summary>The person.</summary>
    public PersonProfile Person { get; }

    /// <summary>What the person took to lately, and what of it belongs to the present session.</summary>
    public Session Session { get; init; } = Session.None;

    /// <summary>When and on what the person is here.</summary>
    public Moment Moment { get; init; } = Moment.Unknown;

    /// <summary>The mood of this session; null for none.</summary>
    public Mood? Mood { get; }

    /// <summary>What may appear on the list, by what the person wrote and the mood.</summary>
    public RuleSet Rules => Shared("rules", static shared => shared.Person.Rules(shared.Mood?.Parsed));

    /// <summary>The rules as a filter.</summary>
    public ConstraintFilter Filter => Shared("filter", static shared => new ConstraintFilter(shared.Snapshot, shared.Rules));

    /// <summary>The weights in force.</summary>
    public RankingWeights Weights { get; }

    /// <summary>The instant from which ages are measured.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>Seed of what is drawn by chance.</summary>
    public ulong Seed { get; }

    /// <summary>The person's statements with their matches.</summary>
    public IReadOnlyList<MatchedStatement> Statements { get; }

    /// <summary>The mood's match; null for none.</summary>
    public TextMatch? MoodMatch { get; }

    /// <summary>What is left of something after a time, 1 at once, ½ after the half-life.</summary>
    public double Decay(DateTimeOffset since, TimeSpan halfLife) => Math.Pow(2, -Math.Max(0, (Now - since) / halfLife));

    /// <summary>What several parts of a request need and only the first of them computes, such as scores of the whole catalogue.</summary>
    /// <param name="key">Names it among all that is shared.</param>
    /// <param name="prepare">Computes it.</param>
    public T Shared<T>(string key, Func<RankingContext, T> prepare)
        where T : notnull
    {
        if (!_shared.TryGetValue(key, out var known))
        {
            _shared[key] = known = prepare(this);
        }

        return (T)known;
    }

    /// <summary>One place per item of the catalogue, with anything in it, until the request is disposed of.</summary>
    public Memory<float> RentVector()
    {
        var vector = ArrayPool<float>.Shared.Rent(Snapshot.Catalogue.Count);
        _rented.Add(vector);
        return vector.AsMemory(0, Snapshot.Catalogue.Count);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _shared.Clear();
        foreach (var vector in _rented)
        {
            ArrayPool<float>.Shared.Return(vector);
        }

        _rented.Clear();
    }

    // The newest words lead: somebody who has just written a sentence wants to see it followed.
    private float Standing(DateTimeOffset since) =>
        (float)(Weights.OldStatement + ((1 - Weights.OldStatement) * Decay(since, TimeSpan.FromDays(Weights.StatementHalfLifeDays))));
}

/// <summary>A statement, how every item fits it, and how much it counts.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Match">How every item fits it.</param>
/// <param name="Standing">How much it counts by its age, 0..1.</param>
public sealed record MatchedStatement(PersonStatement Statement, TextMatch Match, float Standing);
