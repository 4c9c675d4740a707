using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;

namespace Portal.Experiments.Counting;

/// <summary>Finds the units that were served or did something since the last count.</summary>
public sealed class ChangedUnits(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>What is taken back is looked for among what was done in this time; older things are found by the daily count.</summary>
    private static readonly TimeSpan TakenBack = TimeSpan.FromDays(1);

    /// <summary>The newest act there is; 0 for none.</summary>
    public async Task<long> NewestActAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Interactions.MaxAsync(row => (long?)row.Id, ct) ?? 0;
    }

    /// <summary>Where the first count of all begins: before the acts whose rows may not all have been visible a moment ago.</summary>
    public async Task<ActsSeen> BeginAsync(DateTime now, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var since = now - CountMark.Overlap;
        var first = await db.Interactions.Where(row => row.AtUtc >= since).MinAsync(row => (long?)row.Id, ct);
        return new ActsSeen(since, first - 1 ?? await NewestActAsync(ct));
    }

    /// <summary>Of each experiment the units whose count may have changed.</summary>
    /// <param name="mark">How far everything is counted.</param>
    /// <param name="experiments">The experiments.</param>
    /// <param name="now">The present.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyDictionary<int, IReadOnlyList<string>>> FindAsync(CountMark mark, IReadOnlyList<CountedExperiment> experiments, DateTime now, CancellationToken ct)
    {
        var exposed = experiments.ToDictionary(experiment => experiment.Id, _ => new HashSet<string>(StringComparer.Ordinal));
        Dictionary<ExperimentUnitKind, HashSet<string>> active = experiments.Select(experiment => experiment.Unit).Distinct().ToDictionary(kind => kind, _ => new HashSet<string>(StringComparer.Ordinal));
        await using var db = await contexts.CreateDbContextAsync(ct);
        await AddListsAsync(db, mark, experiments, exposed, active, ct);
        await AddActsAsync(db, mark, now, active, ct);
        foreach (var experiment in experiments)
        {
            // Whoever only acted counts where they are in the experiment already.
            foreach (var ids in active[experiment.Unit].Except(exposed[experiment.Id]).Chunk(UnitLogReader.IdsAtOnce))
            {
                exposed[experiment.Id].UnionWith(await db.ExperimentUnits.Where(row => row.ExperimentId == experiment.Id && ids.Contains(row.Unit)).Select(row => row.Unit).ToListAsync(ct));
            }
        }

        return exposed.ToDictionary(entry => entry.Key, entry => (IReadOnlyList<string>)[.. entry.Value.Order(StringComparer.Ordinal)]);
    }

    private static async Task AddListsAsync(
        PortalDbContext db, CountMark mark, IReadOnlyList<CountedExperiment> experiments, Dictionary<int, HashSet<string>> exposed, Dictionary<ExperimentUnitKind, HashSet<string>> active, CancellationToken ct)
    {
        var since = mark.ListsUtc - CountMark.Overlap;
        var lists = db.FeedRequests.Where(row => row.AtUtc >= since).Select(row => new { row.UserId, row.Visitor, row.Session, row.Variants });
        await foreach (var list in lists.AsAsyncEnumerable().WithCancellation(ct))
        {
            foreach (var experiment in experiments)
            {
                var unit = experiment.Unit switch { ExperimentUnitKind.Visitor => list.Visitor, ExperimentUnitKind.Session => list.Session, _ => list.UserId };
                if (unit is not null)
                {
                    (experiment.VariantOf(list.Variants) is null ? active[experiment.Unit] : exposed[experiment.Id]).Add(unit);
                }
            }
        }
    }

    private static async Task AddActsAsync(PortalDbContext db, CountMark mark, DateTime now, Dictionary<ExperimentUnitKind, HashSet<string>> active, CancellationToken ct)
    {
        var (after, since, lately) = (mark.Acts.IsEmpty ? 0 : mark.Acts[0].Id, mark.ListsUtc - CountMark.Overlap, now - TakenBack);
        foreach (var acts in new[] { db.Interactions.Where(row => row.Id > after), db.Interactions.Where(row => row.AtUtc >= lately && row.RetractedUtc >= since) })
        {
            foreach (var (kind, units) in active)
            {
                units.UnionWith((await Units(db, acts, kind).Distinct().ToListAsync(ct)).OfType<string>());
            }
        }
    }

    private static IQueryable<string?> Units(PortalDbContext db, IQueryable<InteractionEntity> acts, ExperimentUnitKind kind) => kind switch
    {
        ExperimentUnitKind.Visitor => acts.Join(db.FeedRequests, act => act.RequestId, list => list.Id, (act, list) => list.Visitor),
        ExperimentUnitKind.Session => acts.Join(db.FeedRequests, act => act.RequestId, list => list.Id, (act, list) => list.Session),
        _ => acts.Select(act => (string?)act.UserId),
    };
}
