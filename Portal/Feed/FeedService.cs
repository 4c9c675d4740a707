using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Domain.Profiles;
using Portal.Domain.Ranking;
using Portal.Domain.Recommendation;
using Portal.Engine;
using Portal.Engine.Experiments;
using Portal.People;

namespace Portal.Feed;

/// <summary>From a person to a page of their feed, and the record of what was served.</summary>
public sealed class FeedService(
    EngineService engine, FeedAsks asks, FeedQueries queries, ProfileLoader profiles, ServedLog log, RuleAudit audit, IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    public const int MostCards = 100, LongestMood = 500;

    // The order in which people look for them; other kinds follow by name.
    private static readonly string[] CommonKinds = ["film", "book", "series", "game"];

    /// <summary>Ranks a part of a feed and writes down what was served.</summary>
    /// <exception cref="ArgumentException">The count or the mood is out of bounds.</exception>
    public async Task<FeedBatch> GetPageAsync(string userId, FeedRequest request, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var ask = await asks.OfAsync(userId, request, await engine.GetAsync(cancellationToken), cancellationToken);
        ask = ask with { Query = ask.Query with { Logged = true }, Second = ask.Second is { } second ? second with { Logged = true } : null };
        var (state, query) = ask.By(0);
        var places = await RankAsync(ask, cancellationToken);
        var violations = audit.Record("feed", state.Snapshot, query.Person.Rules(query.Mood?.Parsed), places.Select(place => place.Item.Item));
        ServedList list = new(Guid.CreateVersion7(time.GetUtcNow()), userId, request, [.. places.Select(place => place.Item)], Stopwatch.GetElapsedTime(started))
        {
            Variants = VariantMarks.Write(ask.Treatment.Variants),
            Teams = ask.Treatment.Interleaved is null ? [] : [.. places.Select(place => place.Team)],
            Violations = violations,
            Measures = ListMeasures.Of(state.Snapshot, [.. places.Select(place => place.Item.Item)], ask.Shown),
        };
        var entries = Entries(ask, places, list);
        await log.WriteAsync(list, state, cancellationToken);
        return new FeedBatch(list.RequestId, entries, entries.Count == query.Count, state.Snapshot.Vectors is null, query.Mood?.Parsed, Basis(state, query.Person, query.Mood), ask.Treatment.Variants);
    }

    /// <summary>
    /// Ranks without writing anything down: for the command line and for tests. By what is given, whatever experiments run: what nobody is served is no exposure, and
    /// whoever asks for a list from outside wants to know what the weights make of it.
    /// </summary>
    /// <exception cref="ArgumentException">The count or the mood is out of bounds.</exception>
    public async Task<IReadOnlyList<RankedItem>> RankAsync(string userId, FeedRequest request, EngineState state, CancellationToken cancellationToken)
    {
        var query = await queries.OfAsync(userId, request, state, FeedAsks.UsualCards, cancellationToken);
        return [.. (await RankAsync(new FeedAsk(Treatment.Live(state), query, Second: null), cancellationToken)).Select(place => place.Item)];
    }

    /// <summary>
    /// What a part of a feed was ranked by, with the catalogue and the models of then. Where another catalogue or other models have come into force
    /// since, the same request under what is in force now.
    /// </summary>
    public async Task<(EngineState State, FeedQuery Query)> AgainAsync(ServedQuery served, CancellationToken cancellationToken)
    {
        var state = await engine.GetAsync(cancellationToken);
        if (state.Snapshot.Version != served.EngineVersion)
        {
            // A variant may measure popularity otherwise, which has a snapshot of its own.
            var treatment = await asks.TreatmentAsync(served.UserId, served.Request, state, cancellationToken);
            state = treatment.Interleaved?.State is { } second && second.Snapshot.Version == served.EngineVersion ? second : treatment.State;
        }

        if (served.EngineVersion != state.Snapshot.Version || (served.ModelVersion is not null && served.ModelVersion != state.Models.Version))
        {
            return (await asks.OfAsync(served.UserId, served.Request, await engine.GetAsync(cancellationToken), cancellationToken)).By(0);
        }

        return (state, served.Query with { Models = served.ModelVersion is null ? LearnedModels.None : state.Models });
    }

    /// <summary>How a person is served at present, and what their feed is put together from.</summary>
    public async Task<(Treatment Treatment, FeedBasis Basis)> InForceAsync(string userId, FeedRequest request, CancellationToken cancellationToken)
    {
        var live = await engine.GetAsync(cancellationToken);
        var treatment = await asks.TreatmentAsync(userId, request, live, cancellationToken);
        var basis = Basis(live, await profiles.LoadAsync(userId, treatment.State, cancellationToken), mood: null);
        return (basis.Settings.Unpersonalised ? Treatment.Live(live) : treatment, basis);
    }

    /// <summary>Changes when a feed loaded before no longer follows what the person said, set, let through or left out, or the weights and experiments that it is ranked under.</summary>
    public async Task<string> StampAsync(string userId, FeedRequest request, CancellationToken cancellationToken)
    {
        var treatment = await asks.TreatmentAsync(userId, request, await engine.GetAsync(cancellationToken), cancellationToken);
        var variants = treatment.Variants.Select(variant => (variant.ExperimentId, variant.Variant, variant.Forced));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return $"{treatment.State.Weights.Fingerprint}/{treatment.Interleaved?.State.Weights.Fingerprint}/{string.Join(' ', variants)}/{await db.TasteStampAsync(userId, cancellationToken)}";
    }

    // Ranking is arithmetic over the catalogue: off the caller's context, so that no circuit waits for it.
    private static Task<IReadOnlyList<FeedPlace>> RankAsync(FeedAsk ask, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            var (state, query) = ask.By(0);
            var first = Recommender.Recommend(state.Snapshot, query);
            if (ask.Treatment.Interleaved is not { } turns)
            {
                return TurnList.Of(first);
            }

            var (other, second) = ask.By(1);
            return TurnList.Of(first, Recommender.Recommend(other.Snapshot, second), query.Count, TurnList.SeedOf(query.Seed, turns.ExperimentId, query.Placed.Count));
        },
        cancellationToken);

    private static List<FeedEntry> Entries(FeedAsk ask, IReadOnlyList<FeedPlace> places, ServedList list)
    {
        var catalogue = ask.Treatment.State.Snapshot.Catalogue;
        ServedQuery[] served = [.. Enumerable.Range(0, ask.Second is null ? 1 : 2).Select(ask.By)
            .Select(by => new ServedQuery(list.UserId, list.Request, by.Query with { Models = LearnedModels.None }, by.State.Snapshot.Version, by.Query.Models.Version))];
        return [.. places.Select((place, i) => new FeedEntry
        {
            Item = ItemCard.Of(ask.Treatment.State, place.Item.Item),
            Origin = new FeedbackOrigin("feed", list.RequestId, list.Request.Placed.Count + i),
            Score = place.Item.Score,
            Contributions = place.Item.Contributions,
            IsExploration = place.Item.IsExploration,
            Reason = ask.Treatment.ShowsReasons ? place.Item.TopReason : null,
            Telling = TellingLabels.Of(catalogue, place.Item),
            Traits = Trait.Of(catalogue, place.Item),
            Served = served[place.Ranking],
        })];
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
}
