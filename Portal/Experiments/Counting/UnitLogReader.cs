using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Profiles;

namespace Portal.Experiments.Counting;

/// <summary>The units of a part of all ids, with what is known of them.</summary>
/// <param name="Logs">By their ids.</param>
/// <param name="UpTo">The last id of the part; null when it was the last part.</param>
public sealed record UnitRange(IReadOnlyDictionary<string, UnitLog> Logs, string? UpTo);

/// <summary>What few acts have.</summary>
/// <param name="Retracted">Ids of those that were taken back.</param>
/// <param name="Stars">Stars of the ratings, by their ids.</param>
internal sealed record ActNotes(IReadOnlySet<long> Retracted, IReadOnlyDictionary<long, double> Stars);

/// <summary>
/// Reads what is known of units: of some by their ids, or of all in the order of their ids, part by part, so that memory does not grow with their number.
/// What a person did belongs to the person wherever it was; to a browser or its window belongs what was done with the lists that it showed.
/// </summary>
public sealed class UnitLogReader(IDbContextFactory<PortalDbContext> contexts)
{
    // Ids in one statement, and lists in one part: some tens of megabytes.
    internal const int IdsAtOnce = 500, ListsAtOnce = 10_000;

    // Parts that wait while one is written: with more of them, reading and writing seldom wait for each other.
    private const int Ahead = 2;

    /// <summary>Reads some units.</summary>
    public async Task<IReadOnlyDictionary<string, UnitLog>> ReadAsync(CountedExperiment experiment, IReadOnlyList<string> units, CancellationToken ct)
    {
        Dictionary<string, UnitLog> logs = new(units.Count, StringComparer.Ordinal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        foreach (var ids in units.Chunk(IdsAtOnce))
        {
            await AddListsAsync(logs, experiment, Lists(db, experiment).Where(row => ids.Contains(row.Unit)), db, ct);
            var acts = Acts(db, experiment).Where(row => ids.Contains(row.Unit) && row.Row.Kind != InteractionKind.Dwell && row.Row.RetractedUtc == null);
            await foreach (var row in acts.Select(row => new { row.Unit, row.Row.Kind, row.Row.AtUtc, row.Row.Value }).AsAsyncEnumerable().WithCancellation(ct))
            {
                Log(logs, row.Unit!).Acts.Add(new ActDone(row.Kind, row.AtUtc, row.Value));
            }

            if (experiment.IsInterleaved)
            {
                await AddCreditsAsync(logs, Acts(db, experiment).Where(row => ids.Contains(row.Unit)), db, ct);
            }
        }

        return logs;
    }

    /// <summary>Reads all units, the next parts while one is worked on.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="after">Where the last part ended; empty to begin.</param>
    /// <param name="ct">Cancels.</param>
    public IAsyncEnumerable<UnitRange> ReadAllAsync(CountedExperiment experiment, string after, CancellationToken ct) => ReadAhead.Of(token => RangesAsync(experiment, after, token), Ahead, ct);

    private async IAsyncEnumerable<UnitRange> RangesAsync(CountedExperiment experiment, string after, [EnumeratorCancellation] CancellationToken ct)
    {
        var notes = await NotesAsync(experiment, ct);
        for (var next = after; next is not null;)
        {
            var range = await ReadRangeAsync(experiment, next, notes, ct);
            yield return range;
            next = range.UpTo;
        }
    }

    private async Task<UnitRange> ReadRangeAsync(CountedExperiment experiment, string after, ActNotes notes, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var upTo = await Lists(db, experiment).Where(row => row.Unit!.CompareTo(after) > 0).OrderBy(row => row.Unit).Skip(ListsAtOnce).Select(row => row.Unit).FirstOrDefaultAsync(ct);
        Dictionary<string, UnitLog> logs = new(StringComparer.Ordinal);
        await AddListsAsync(logs, experiment, Within(Lists(db, experiment), after, upTo), db, ct);
        await AddActsAsync(logs, Within(Acts(db, experiment), after, upTo), notes, db, ct);
        if (experiment.IsInterleaved)
        {
            await AddCreditsAsync(logs, Within(Acts(db, experiment), after, upTo), db, ct);
        }

        return new UnitRange(logs, upTo);
    }

    // What there is to know of acts besides person, kind and time.
    private async Task<ActNotes> NotesAsync(CountedExperiment experiment, CancellationToken ct)
    {
        var from = experiment.FromUtc;
        HashSet<long> retracted = [];
        Dictionary<long, double> stars = [];
        await using var db = await contexts.CreateDbContextAsync(ct);
        var noted = db.Interactions.AsNoTracking().Where(row => row.RetractedUtc != null || (row.Kind == InteractionKind.Rating && row.Value != null && row.AtUtc >= from));
        await using var rows = await RowReader.OpenAsync(db, noted.Select(row => new { row.Id, row.RetractedUtc, row.Value }), ct);
        var (id, back, value) = (rows.Column(nameof(InteractionEntity.Id)), rows.Column(nameof(InteractionEntity.RetractedUtc)), rows.Column(nameof(InteractionEntity.Value)));
        while (await rows.ReadAsync(ct))
        {
            if (!rows.IsNull(back))
            {
                retracted.Add(rows.Long(id));
            }
            else
            {
                stars.Add(rows.Long(id), rows.Double(value)!.Value);
            }
        }

        return new ActNotes(retracted, stars);
    }

    // Without what is not in the index of person, kind and time, rows need not be looked up, of which there are many millions.
    private static async Task AddActsAsync(Dictionary<string, UnitLog> logs, IQueryable<OfUnit<InteractionEntity>> acts, ActNotes notes, PortalDbContext db, CancellationToken ct)
    {
        var asked = acts.Where(row => row.Row.Kind != InteractionKind.Dwell).OrderBy(row => row.Unit).Select(row => new { row.Unit, row.Row.Id, row.Row.Kind, row.Row.AtUtc });
        await using var rows = await RowReader.OpenAsync(db, asked, ct);
        var (unit, id, kind, at) = (rows.Column(nameof(OfUnit<>.Unit)), rows.Column(nameof(InteractionEntity.Id)), rows.Column(nameof(InteractionEntity.Kind)), rows.Column(nameof(InteractionEntity.AtUtc)));
        var (last, log) = ("", default(UnitLog));

        // A unit's acts come together: gathered first, they take no more than they need.
        List<ActDone> done = [];
        while (await rows.ReadAsync(ct))
        {
            var of = rows.Text(unit)!;
            if (of != last)
            {
                // Whoever was served nothing since cannot be in the experiment.
                log?.Acts.AddRange(done);
                done.Clear();
                (last, log) = (of, logs.GetValueOrDefault(of));
            }

            if (log is not null && rows.Long(id) is var act && !notes.Retracted.Contains(act))
            {
                var did = rows.Named<InteractionKind>(kind)!.Value;
                done.Add(new ActDone(did, rows.Instant(at), did == InteractionKind.Rating && notes.Stars.TryGetValue(act, out var stars) ? stars : null));
            }
        }

        log?.Acts.AddRange(done);
    }

    private static async Task AddListsAsync(Dictionary<string, UnitLog> logs, CountedExperiment experiment, IQueryable<OfUnit<FeedRequestEntity>> lists, PortalDbContext db, CancellationToken ct)
    {
        var asked = lists.OrderBy(row => row.Unit).Select(row => new
        {
            row.Unit, row.Row.AtUtc, row.Row.Id, row.Row.UserId, row.Row.Variants, row.Row.Device, row.Row.DurationMs, row.Row.Items, row.Row.Violations, row.Row.RepeatShare, row.Row.LongTailShare, row.Row.Diversity,
        });
        await using var rows = await RowReader.OpenAsync(db, asked, ct);
        ListColumns columns = new(rows, experiment.Unit == ExperimentUnitKind.Person);
        while (await rows.ReadAsync(ct))
        {
            var list = columns.Read();
            Log(logs, list.Unit).Lists.Add(list);
        }
    }

    private static async Task AddCreditsAsync(Dictionary<string, UnitLog> logs, IQueryable<OfUnit<InteractionEntity>> rows, PortalDbContext db, CancellationToken ct)
    {
        InteractionKind[] kinds = [InteractionKind.Click, InteractionKind.Like, InteractionKind.Save];
        var credits = rows
            .Where(row => row.Row.RetractedUtc == null && kinds.Contains(row.Row.Kind))
            .Join(
                db.ServedPositions.Where(place => place.Team != null),
                row => new { row.Row.RequestId, row.Row.ItemId },
                place => new { RequestId = (Guid?)place.RequestId, place.ItemId },
                (row, place) => new { row.Unit, row.Row.AtUtc, Team = place.Team!.Value });
        await foreach (var row in credits.AsAsyncEnumerable().WithCancellation(ct))
        {
            Log(logs, row.Unit!).Credits.Add((row.AtUtc, row.Team));
        }
    }

    private static UnitLog Log(Dictionary<string, UnitLog> logs, string unit) => logs.TryGetValue(unit, out var log) ? log : logs[unit] = new UnitLog();

    private static IQueryable<OfUnit<T>> Within<T>(IQueryable<OfUnit<T>> rows, string after, string? upTo)
        where T : class
    {
        rows = rows.Where(row => row.Unit!.CompareTo(after) > 0);
        return upTo is null ? rows : rows.Where(row => row.Unit!.CompareTo(upTo) <= 0);
    }

    private static IQueryable<OfUnit<FeedRequestEntity>> Lists(PortalDbContext db, CountedExperiment experiment)
    {
        var (from, lists) = (experiment.FromUtc, db.FeedRequests.AsNoTracking());
        var rows = experiment.Unit switch
        {
            ExperimentUnitKind.Visitor => lists.Select(list => new OfUnit<FeedRequestEntity> { Unit = list.Visitor, Row = list }),
            ExperimentUnitKind.Session => lists.Select(list => new OfUnit<FeedRequestEntity> { Unit = list.Session, Row = list }),
            _ => lists.Select(list => new OfUnit<FeedRequestEntity> { Unit = list.UserId, Row = list }),
        };
        return rows.Where(row => row.Unit != null && row.Row.AtUtc >= from);
    }

    private static IQueryable<OfUnit<InteractionEntity>> Acts(PortalDbContext db, CountedExperiment experiment)
    {
        var (from, acts) = (experiment.FromUtc, db.Interactions.AsNoTracking());
        var rows = experiment.Unit switch
        {
            ExperimentUnitKind.Visitor => acts.Join(db.FeedRequests, act => act.RequestId, list => list.Id, (act, list) => new OfUnit<InteractionEntity> { Unit = list.Visitor, Row = act }),
            ExperimentUnitKind.Session => acts.Join(db.FeedRequests, act => act.RequestId, list => list.Id, (act, list) => new OfUnit<InteractionEntity> { Unit = list.Session, Row = act }),
            _ => acts.Select(act => new OfUnit<InteractionEntity> { Unit = act.UserId, Row = act }),
        };
        return rows.Where(row => row.Unit != null && row.Row.AtUtc >= from);
    }

    /// <summary>A row, and the unit to which it belongs.</summary>
    private sealed class OfUnit<T>
        where T : class
    {
        public string? Unit { get; init; }

        public required T Row { get; init; }
    }
}
