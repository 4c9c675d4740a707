using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;

namespace Portal.Jobs;

/// <summary>Reads what is recorded of runs.</summary>
internal sealed class JobRunReader(IDbContextFactory<PortalDbContext> contexts)
{
    private static readonly Expression<Func<JobRunEntity, JobRunView>> View = run => new JobRunView(
        run.Id, run.State, run.StartedUtc, run.EndedUtc, run.Done, run.Total, run.Message, run.Error, run.TriggeredBy)
    {
        Job = run.Job, Step = run.Step, Chain = run.Chain, Node = run.Node,
    };

    /// <summary>A job's newest runs, newest first.</summary>
    public async Task<IReadOnlyList<JobRunView>> NewestAsync(string job, int count, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.JobRuns.Where(run => run.Job == job)
            .OrderByDescending(run => run.StartedUtc).ThenByDescending(run => run.Id)
            .Take(count).Select(View).ToListAsync(ct);
    }

    /// <summary>A page of the history, newest first.</summary>
    /// <param name="filter">Which runs.</param>
    /// <param name="page">From 1; beyond the last it is empty.</param>
    /// <param name="size">Runs of a page.</param>
    public async Task<JobHistoryPage> HistoryAsync(JobRunFilter filter, int page, int size, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var runs = db.JobRuns.AsQueryable();
        runs = filter.Job is { } job ? runs.Where(run => run.Job == job) : runs;
        runs = filter.State is { } state ? runs.Where(run => run.State == state) : runs;
        return new JobHistoryPage(
            await runs.OrderByDescending(run => run.StartedUtc).ThenByDescending(run => run.Id).Skip((page - 1) * size).Take(size).Select(View).ToListAsync(ct),
            await runs.CountAsync(ct));
    }

    /// <summary>A run with its log and the others of its chain; null when there is none, or it was cleaned up.</summary>
    public async Task<JobRunDetail?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var run = await db.JobRuns.Where(row => row.Id == id).Select(View).FirstOrDefaultAsync(ct);
        if (run is null)
        {
            return null;
        }

        var chain = run.Chain ?? run.Id;
        return new JobRunDetail(
            run,
            await db.JobRuns.Where(row => row.Id == id).Select(row => row.Log).FirstAsync(ct),
            await db.JobRuns.Where(row => (row.Chain == chain || row.Id == chain) && row.Id != id).OrderBy(row => row.StartedUtc).Select(View).ToListAsync(ct));
    }

    /// <summary>Runs of a chain, oldest first.</summary>
    public async Task<IReadOnlyList<JobRunView>> OfChainAsync(Guid chain, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.JobRuns.Where(run => run.Chain == chain).OrderBy(run => run.StartedUtc).ThenBy(run => run.Id).Select(View).ToListAsync(ct);
    }

    /// <summary>What people did with the jobs, newest first.</summary>
    public async Task<JobActionPage> ActionsAsync(int page, int size, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var actions = db.AuditEntries.AsNoTracking().Where(entry => entry.Action.StartsWith(JobActions.Prefix));
        return new JobActionPage(
            await actions.OrderByDescending(entry => entry.AtUtc).ThenByDescending(entry => entry.Id).Skip((page - 1) * size).Take(size).ToListAsync(ct),
            await actions.CountAsync(ct));
    }
}
