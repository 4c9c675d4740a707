using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Accounts;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Diagnostics;

namespace Portal.Experiments.Counting;

/// <summary>
/// Keeps the units of experiments up to date with the lists that were served and what people did. Those that were served or acted since the last count are counted
/// anew, each as a whole; all units are when an experiment is new to it, when what they are counted by has changed, when it ends, and once a day. It may be cut off and
/// repeated at any point.
/// </summary>
public sealed class ExperimentCounter(IDbContextFactory<PortalDbContext> contexts, ChangedUnits changes, UnitLogReader reader, CountLedger ledger, TimeProvider time)
{
    /// <summary>All units are counted again when the last time was longer ago.</summary>
    public static readonly TimeSpan Again = TimeSpan.FromDays(1);

    /// <summary>So many units that changed are not worth looking up one by one.</summary>
    internal const int MostByIds = 20_000;

    private const int UnitsAtOnce = 2000;

    /// <summary>How long after its end an experiment is still looked at.</summary>
    private static readonly TimeSpan Afterwards = TimeSpan.FromDays(7);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Counts what has happened.</summary>
    /// <returns>The experiments, with how far each is counted; those that are over and counted for good are left out.</returns>
    /// <exception cref="CountedElsewhereException">Another process counts.</exception>
    public async Task<IReadOnlyList<CountedUnits>> RunAsync(IProgress<WorkProgress>? progress, CancellationToken ct)
    {
        var known = await ledger.ReadAsync(ct);
        var experiments = await OpenAsync(known.Mark, ct);
        if (experiments.Count == 0)
        {
            return [];
        }

        Run run = new(known, progress, await StaffAsync(ct));
        await CatchUpAsync(run, experiments, ct);
        foreach (var experiment in experiments)
        {
            await WalkAsync(run, experiment, ct);
        }

        return [.. experiments.Select(experiment => new CountedUnits(experiment, run.Known.Mark.Experiments[experiment.Id].ChangedUtc, run.Changed.GetValueOrDefault(experiment.Id)))];
    }

    private async Task<IReadOnlyList<CountedExperiment>> OpenAsync(CountMark mark, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var since = Now - Afterwards;
        var rows = await db.Experiments.AsNoTracking().Where(row => !row.Simulated && row.State != ExperimentState.Draft && (row.State != ExperimentState.Stopped || row.EndedUtc >= since)).OrderBy(row => row.Id).ToListAsync(ct);
        return [.. rows.Select(CountedExperiment.Of).OfType<CountedExperiment>().Where(experiment => !(mark.Experiments.TryGetValue(experiment.Id, out var of) && of.Final && of.Fingerprint == experiment.Fingerprint))];
    }

    private async Task<IReadOnlySet<string>> StaffAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        string[] roles = [Roles.Admin.ToUpperInvariant(), Roles.Analyst.ToUpperInvariant()];
        return await db.UserRoles.Join(db.Roles.Where(role => roles.Contains(role.NormalizedName)), of => of.RoleId, role => role.Id, (of, _) => of.UserId).ToHashSetAsync(StringComparer.Ordinal, ct);
    }

    // The mark moves with the last write, so that what is cut off begins again where it began.
    private async Task CatchUpAsync(Run run, IReadOnlyList<CountedExperiment> experiments, CancellationToken ct)
    {
        var (now, newest) = (Now, await changes.NewestActAsync(ct));
        var mark = run.Known.Mark;
        mark = mark.Acts.IsEmpty ? mark with { Acts = [await changes.BeginAsync(now, ct)] } : mark;
        var next = mark with { Experiments = mark.Experiments.RemoveRange(mark.Experiments.Keys.Except(experiments.Select(experiment => experiment.Id)).Where(id => !mark.Experiments[id].Final || mark.Experiments[id].WholeUtc < now - (2 * Afterwards))) };
        var walks = false;
        foreach (var experiment in experiments)
        {
            next = next.With(experiment.Id, Plan(experiment, mark, now, ref walks));
        }

        if (mark.ListsUtc is not null)
        {
            var found = await changes.FindAsync(mark, experiments, now, ct);
            foreach (var experiment in experiments.Where(experiment => next.Experiments[experiment.Id].Walked is not ""))
            {
                if (found[experiment.Id].Count > MostByIds)
                {
                    next = next.With(experiment.Id, next.Experiments[experiment.Id] with { Walked = "", WholeUtc = now });
                }
                else
                {
                    next = await CountAsync(run, experiment, found[experiment.Id], next, ct);
                }
            }
        }

        run.Known = await ledger.WriteAsync(run.Known, next.After(now, newest), [], [], ct);
    }

    // Whether all units of an experiment are to be counted. One that began after the last count is caught up with like the others.
    private static ExperimentMark Plan(CountedExperiment experiment, CountMark mark, DateTime now, ref bool walks)
    {
        var of = mark.Experiments.GetValueOrDefault(experiment.Id);
        if (of is null && experiment.StartedUtc >= mark.ListsUtc)
        {
            return new ExperimentMark(experiment.Fingerprint) { WholeUtc = now };
        }

        // What is over is counted for good when nothing can come in late any more.
        var last = experiment.EndedUtc is { } ended && now >= ended + CountMark.Overlap && of is not null && of.WholeUtc < ended + CountMark.Overlap;
        var due = !walks && of is not null && now - of.WholeUtc >= Again;
        if (of is null || of.Fingerprint != experiment.Fingerprint || last || due)
        {
            walks |= due;
            return new ExperimentMark(experiment.Fingerprint) { WholeUtc = now, Walked = "", ChangedUtc = of?.ChangedUtc };
        }

        return of;
    }

    private async Task<CountMark> CountAsync(Run run, CountedExperiment experiment, IReadOnlyList<string> units, CountMark next, CancellationToken ct)
    {
        var done = 0;
        foreach (var ids in units.Chunk(UnitsAtOnce))
        {
            var logs = await reader.ReadAsync(experiment, ids, ct);
            var (rows, replaced) = Differing(run, experiment, logs, await StoredAsync(experiment, ids, ct));
            if (rows.Count > 0)
            {
                next = next.With(experiment.Id, next.Experiments[experiment.Id] with { ChangedUtc = Now });

                // Only that something changed: how far it is moves when all are counted.
                run.Known = await ledger.WriteAsync(run.Known, run.Known.Mark.With(experiment.Id, next.Experiments[experiment.Id]), rows, replaced, ct);
            }

            run.Report(experiment, rows.Count, done += ids.Length, units.Count);
        }

        return next;
    }

    private async Task WalkAsync(Run run, CountedExperiment experiment, CancellationToken ct)
    {
        if (run.Known.Mark.Experiments[experiment.Id].Walked is not { } after)
        {
            return;
        }

        var done = 0;
        await foreach (var range in reader.ReadAllAsync(experiment, after, ct))
        {
            await WriteRangeAsync(run, experiment, after, range, ct);
            (after, done) = (range.UpTo ?? "", done + range.Logs.Count);
            run.Report(experiment, 0, done, 0);
        }
    }

    private async Task WriteRangeAsync(Run run, CountedExperiment experiment, string after, UnitRange range, CancellationToken ct)
    {
        var (rows, replaced) = Differing(run, experiment, range.Logs, await StoredAsync(experiment, after, range.UpTo, ct));
        var of = run.Known.Mark.Experiments[experiment.Id];
        of = of with
        {
            Walked = range.UpTo,
            ChangedUtc = rows.Count > 0 ? Now : of.ChangedUtc,
            Final = range.UpTo is null && experiment.EndedUtc is { } ended && of.WholeUtc >= ended + CountMark.Overlap,
        };
        run.Known = await ledger.WriteAsync(run.Known, run.Known.Mark.With(experiment.Id, of), rows, replaced, ct);
        run.Count(experiment, rows.Count);
    }

    private (List<ExperimentUnitEntity> Rows, List<string> Replaced) Differing(Run run, CountedExperiment experiment, IReadOnlyDictionary<string, UnitLog> logs, Dictionary<string, ExperimentUnitEntity> stored)
    {
        UnitCount count = new(experiment, run.Staff);
        var now = Now;
        List<ExperimentUnitEntity> rows = [];
        List<string> replaced = [];
        foreach (var (unit, log) in logs)
        {
            var before = stored.GetValueOrDefault(unit);
            if (count.Of(unit, log, before, now) is { } row && !Same(row, before))
            {
                rows.Add(row);
                if (before is not null)
                {
                    replaced.Add(unit);
                }
            }
        }

        return (rows, replaced);
    }

    private static bool Same(ExperimentUnitEntity row, ExperimentUnitEntity? stored) => stored is not null
        && (row.Variant, row.ExposedUtc, row.RequestId, row.Exclusion, row.Segments) == (stored.Variant, stored.ExposedUtc, stored.RequestId, stored.Exclusion, stored.Segments)
        && row.Values.AsSpan().SequenceEqual(stored.Values);

    private async Task<Dictionary<string, ExperimentUnitEntity>> StoredAsync(CountedExperiment experiment, IReadOnlyList<string> units, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        Dictionary<string, ExperimentUnitEntity> stored = new(StringComparer.Ordinal);
        foreach (var ids in units.Chunk(UnitLogReader.IdsAtOnce))
        {
            foreach (var row in await db.ExperimentUnits.AsNoTracking().Where(row => row.ExperimentId == experiment.Id && ids.Contains(row.Unit)).ToListAsync(ct))
            {
                stored[row.Unit] = row;
            }
        }

        return stored;
    }

    private async Task<Dictionary<string, ExperimentUnitEntity>> StoredAsync(CountedExperiment experiment, string after, string? upTo, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = db.ExperimentUnits.AsNoTracking().Where(row => row.ExperimentId == experiment.Id && row.Unit.CompareTo(after) > 0);
        rows = upTo is null ? rows : rows.Where(row => row.Unit.CompareTo(upTo) <= 0);
        return await rows.ToDictionaryAsync(row => row.Unit, StringComparer.Ordinal, ct);
    }

    private sealed class Run(KnownMark known, IProgress<WorkProgress>? progress, IReadOnlySet<string> staff)
    {
        public KnownMark Known { get; set; } = known;

        public IReadOnlySet<string> Staff { get; } = staff;

        public Dictionary<int, int> Changed { get; } = [];

        public void Count(CountedExperiment experiment, int changed) => Changed[experiment.Id] = Changed.GetValueOrDefault(experiment.Id) + changed;

        public void Report(CountedExperiment experiment, int changed, int done, int total)
        {
            Count(experiment, changed);
            progress?.Report(new WorkProgress(done, total, string.Create(CultureInfo.InvariantCulture, $"counting experiment {experiment.Id}")));
        }
    }
}

/// <summary>An experiment after a count.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="ChangedUtc">When any of its units changed last; null before there were any.</param>
/// <param name="Changed">Units that this count changed.</param>
public sealed record CountedUnits(CountedExperiment Experiment, DateTime? ChangedUtc, int Changed);
