using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Domain.Catalogue;
using Portal.Domain.Language;
using Portal.Domain.Profiles;
using Portal.Domain.Ranking;
using Portal.Domain.Recommendation;
using Portal.Engine;
using Portal.People;

namespace Portal.Feed;

/// <summary>From a person to a page of their feed, and the record of what was served.</summary>
public sealed class FeedService(
    EngineService engine, EncoderHost encoder, StatementReader reader, PhraseVectors phrases, ProfileLoader profiles, ServedLog log, RuleAudit audit, IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    public const int MostCards = 100, LongestMood = 500;

    // The order in which people look for them; other kinds follow by name.
    private static readonly string[] CommonKinds = ["film", "book", "series", "game"];

    /// <summary>Ranks a part of a feed and writes down what was served.</summary>
    /// <exception cref="ArgumentException">The count or the mood is out of bounds.</exception>
    public async Task<FeedBatch> GetPageAsync(string userId, FeedRequest request, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var state = await engine.GetAsync(cancellationToken);
        var query = await QueryAsync(userId, request, state, cancellationToken) with { Logged = true };
        var ranked = await RankAsync(query, state, cancellationToken);
        audit.Record("feed", state.Snapshot, query.Person.Rules(query.Mood?.Parsed), ranked.Select(item => item.Item));
        var requestId = Guid.CreateVersion7(time.GetUtcNow());
        var first = request.Placed.Count;
        ServedQuery served = new(userId, request, query with { Models = LearnedModels.None }, state.Snapshot.Version, query.Models.Version);
        List<FeedEntry> entries = [.. ranked.Select((item, i) => new FeedEntry
        {
            Item = ItemCard.Of(state, item.Item),
            Origin = new FeedbackOrigin("feed", requestId, first + i),
            Score = item.Score,
            Contributions = item.Contributions,
            IsExploration = item.IsExploration,
            Reason = item.TopReason,
            Telling = TellingLabels.Of(state.Snapshot.Catalogue, item),
            Traits = Trait.Of(state.Snapshot.Catalogue, item),
            Served = served,
        })];
        await log.WriteAsync(new ServedList(requestId, userId, request, ranked, Stopwatch.GetElapsedTime(started)), state, cancellationToken);
        return new FeedBatch(requestId, entries, entries.Count == request.Count, state.Snapshot.Vectors is null, query.Mood?.Parsed, Basis(state, query.Person, query.Mood));
    }

    /// <summary>Ranks without writing anything down: for the command line and for tests.</summary>
    /// <exception cref="ArgumentException">The count or the mood is out of bounds.</exception>
    public async Task<IReadOnlyList<RankedItem>> RankAsync(string userId, FeedRequest request, EngineState state, CancellationToken cancellationToken) =>
        await RankAsync(await QueryAsync(userId, request, state, cancellationToken), state, cancellationToken);

    /// <summary>
    /// What a part of a feed was ranked by, with the catalogue and the models of then. Where another catalogue or other models have come into force
    /// since, the same request under what is in force now.
    /// </summary>
    public async Task<(EngineState State, FeedQuery Query)> AgainAsync(ServedQuery served, CancellationToken cancellationToken)
    {
        var state = await engine.GetAsync(cancellationToken);
        var query = served.EngineVersion != state.Snapshot.Version || (served.ModelVersion is not null && served.ModelVersion != state.Models.Version)
            ? await QueryAsync(served.UserId, served.Request, state, cancellationToken)
            : served.Query with { Models = served.ModelVersion is null ? LearnedModels.None : state.Models };
        return (state, query);
    }

    /// <summary>What a person's feed is put together from at present.</summary>
    public async Task<FeedBasis> BasisAsync(string userId, CancellationToken cancellationToken)
    {
        var state = await engine.GetAsync(cancellationToken);
        return Basis(state, await profiles.LoadAsync(userId, state, cancellationToken), mood: null);
    }

    /// <summary>Changes when a feed loaded before no longer follows what the person said, set, let through or left out, or the weights.</summary>
    public async Task<string> StampAsync(string userId, CancellationToken cancellationToken)
    {
        var state = await engine.GetAsync(cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return $"{state.Weights.Fingerprint}/{await db.TasteStampAsync(userId, cancellationToken)}";
    }

    private static FeedBasis Basis(EngineState state, PersonProfile person, Mood? mood) =>
        new(
            state.Snapshot.Catalogue.Count,
            [.. state.Snapshot.Catalogue.Kinds.Select(kind => kind.Kind)
                .OrderBy(kind => Array.IndexOf(CommonKinds, kind) is var place and >= 0 ? place : CommonKinds.Length).ThenBy(kind => kind, StringComparer.Ordinal)],
            person.Statements.Count(statement => statement.ReviewOf is null),
            person.Liked.Count + person.Disliked.Count,
            [.. person.Rules(mood?.Parsed).All.Select(rule => rule.Clause).DistinctBy(clause => clause.Key)],
            person.Exemptions.Count,
            person.Settings);

    // Ranking is arithmetic over the catalogue: off the caller's context, so that no circuit waits for it.
    private static Task<IReadOnlyList<RankedItem>> RankAsync(FeedQuery query, EngineState state, CancellationToken cancellationToken) =>
        Task.Run(() => Recommender.Recommend(state.Snapshot, query), cancellationToken);

    private async Task<FeedQuery> QueryAsync(string userId, FeedRequest request, EngineState state, CancellationToken cancellationToken)
    {
        if (request.Count is < 1 or > MostCards)
        {
            throw new ArgumentException($"Count is {request.Count}; allowed is 1 to {MostCards}.", nameof(request));
        }

        if (request.Mood?.Length > LongestMood)
        {
            throw new ArgumentException($"The mood has {request.Mood.Length} characters; allowed are {LongestMood}.", nameof(request));
        }

        var now = time.GetUtcNow();
        var person = await profiles.LoadWithSessionAsync(userId, state, PersonQuery.ClauseMomentOf(now, request.Surroundings, request.Mood), cancellationToken);
        var mood = await MoodAsync(request.Mood, state, cancellationToken);
        var query = PersonQuery.Of(userId, person, state, now, request.Surroundings, request.Count);
        return query with
        {
            Person = await WithConceptsOfAsync(mood, query.Person, state, cancellationToken),
            Mood = mood,
            Kind = request.Kind,
            Placed = [.. request.Placed.Select(id => state.Snapshot.Catalogue.TryFind(id, out var item) ? item : (ItemIndex?)null).OfType<ItemIndex>()],
        };
    }

    private async Task<PersonProfile> WithConceptsOfAsync(Mood? mood, PersonProfile person, EngineState state, CancellationToken cancellationToken)
    {
        if (mood is null || await phrases.OfConceptsAsync([mood.Parsed], state, cancellationToken) is not { Count: > 0 } further)
        {
            return person;
        }

        Dictionary<string, float[]> vectors = new(person.ConceptVectors, StringComparer.Ordinal);
        foreach (var (text, vector) in further)
        {
            vectors[text] = vector;
        }

        return person with { ConceptVectors = vectors };
    }

    private async Task<Mood?> MoodAsync(string? text, EngineState state, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var parsed = await reader.ReadAsync(text.Trim(), null, state, cancellationToken);
        var vector = await encoder.TryEncodeAsync(parsed.Wanted, cancellationToken);
        return new Mood(parsed, encoder.EncoderId == state.Snapshot.Vectors?.EncoderId ? vector : null);
    }
}
