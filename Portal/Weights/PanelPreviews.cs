using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Domain.Profiles;
using Portal.Domain.Ranking;
using Portal.Domain.Recommendation;
using Portal.Domain.Retrieval;
using Portal.Engine;
using Portal.People;

namespace Portal.Weights;

/// <summary>Opens panels for trying weights out.</summary>
public sealed class PanelPreviews(IDbContextFactory<PortalDbContext> contexts, EngineService engine, ProfileLoader profiles, TimeProvider time)
{
    /// <summary>A panel of these people. Dispose of it with the page that shows it.</summary>
    public PanelPreview Open(IReadOnlyList<PanelMember> members) => new(members, engine, profiles, ReadersAsync, time);

    // How many people like anything: against which an item is a surprise.
    private async Task<int> ReadersAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Interactions.Where(row => row.RetractedUtc == null && (row.Kind == InteractionKind.Like || row.Kind == InteractionKind.Save || row.Kind == InteractionKind.Rating))
            .Select(row => row.UserId).Distinct().CountAsync(cancellationToken);
    }
}

/// <summary>
/// The lists of a panel under the live weights and under others, by the code that makes feeds: what it shows is what people would be served.
/// Nothing is served or written down. What does not depend on the weights that are tried is computed once.
/// </summary>
public sealed class PanelPreview(IReadOnlyList<PanelMember> members, EngineService engine, ProfileLoader profiles, Func<CancellationToken, Task<int>> readers, TimeProvider time) : IDisposable
{
    /// <summary>How many places are ranked.</summary>
    public const int Depth = 20;

    // A person is asked for once while somebody slides: one computation at a time, and those that are superseded give up their place.
    private readonly SemaphoreSlim _one = new(1, 1);
    private LiveLists? _live;
    private (InteractionWeights Of, IReadOnlyList<LoadedPerson> People)? _loaded;

    /// <summary>Who is on the panel.</summary>
    public IReadOnlyList<PanelMember> Members { get; } = members;

    /// <summary>What weights would do to the lists of the panel.</summary>
    /// <param name="draft">The weights.</param>
    /// <param name="places">How many places are compared, 1 to <see cref="Depth"/>.</param>
    /// <param name="cancellationToken">Cancels between two people.</param>
    public async Task<PanelResult> ComputeAsync(RankingWeights draft, int places, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var live = await LiveAsync(cancellationToken);
            var tried = live.State.Under(draft, "draft");
            var people = await PeopleAsync(tried, live, cancellationToken);

            // Ranking is arithmetic over the catalogue: off the caller's context, so that no circuit waits for it.
            return await Task.Run(
                () =>
                {
                    var started = Stopwatch.GetTimestamp();
                    var lists = Rank(people, tried, live.Now, cancellationToken);
                    var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                    return PanelComparison.Of(live.State.Snapshot, Members, live.Lists, lists, live.Readers, places) with { Took = took };
                },
                cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    // Made anew when another engine has come into force: what is compared with is what ranks now.
    private async Task<LiveLists> LiveAsync(CancellationToken cancellationToken)
    {
        var state = await engine.GetAsync(cancellationToken);
        if (_live is { } known && ReferenceEquals(known.State, state))
        {
            return known;
        }

        var now = time.GetUtcNow();
        _loaded = null;
        var people = await LoadAsync(state, now, cancellationToken);
        var count = await readers(cancellationToken);
        var lists = await Task.Run(
            () =>
            {
                // Whoever is ranked first pays for what is made once per snapshot: the times are compared with those of the draft.
                Rank(people, state, now, cancellationToken);
                return Rank(people, state, now, cancellationToken);
            },
            cancellationToken);
        _loaded = (state.Weights.Interactions, people);
        return _live = new LiveLists(state, now, lists, count);
    }

    // What an action counts decides about a person's own history: with other weights of actions they are another person.
    private async Task<IReadOnlyList<LoadedPerson>> PeopleAsync(EngineState tried, LiveLists live, CancellationToken cancellationToken)
    {
        if (_loaded is not { } loaded || loaded.Of != tried.Weights.Interactions)
        {
            _loaded = loaded = (tried.Weights.Interactions, await LoadAsync(tried, live.Now, cancellationToken));
        }

        return loaded.People;
    }

    private async Task<IReadOnlyList<LoadedPerson>> LoadAsync(EngineState state, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<LoadedPerson> people = new(Members.Count);
        foreach (var member in Members)
        {
            people.Add(await profiles.LoadWithSessionAsync(member.UserId, state, PersonQuery.ClauseMomentOf(now, Surroundings.Unknown), cancellationToken));
        }

        return people;
    }

    private List<TriedList> Rank(IEnumerable<LoadedPerson> people, EngineState state, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<TriedList> lists = new(Members.Count);
        foreach (var (member, person) in Members.Zip(people))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var query = PersonQuery.Of(member.UserId, person, state, now, Surroundings.Unknown, Depth);
            var started = Stopwatch.GetTimestamp();
            var ranked = Recommender.Recommend(state.Snapshot, query);
            var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;

            // Asked of the witness that audits what is served; not recorded there, since nobody is served this.
            var rules = query.Person.Rules(null);
            lists.Add(new TriedList(ranked, rules.IsEmpty ? 0 : ranked.Count(entry => Breach.Find(state.Snapshot, rules, entry.Item).Count > 0), took));
        }

        return lists;
    }

    private sealed record LiveLists(EngineState State, DateTimeOffset Now, IReadOnlyList<TriedList> Lists, int Readers);
}
