using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Diagnostics;

namespace Portal.Jobs;

/// <summary>Writes what becomes of each run of this process.</summary>
internal sealed class JobRunRecorder(IDbContextFactory<PortalDbContext> contexts, JobNode node, TimeProvider time)
{
    private const int MaxMessage = 1000;
    private const int MaxError = 4000;
    private const int MaxTriggeredBy = 256;

    /// <summary>A run that has not ended, as far as anybody has written.</summary>
    public static readonly Expression<Func<JobRunEntity, bool>> IsOpen = run => run.EndedUtc == null;

    public async Task<Guid> StartAsync(string job, JobCause cause, CancellationToken ct)
    {
        JobRunEntity run = new()
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Job = job,
            State = JobRunState.Running,
            StartedUtc = time.GetUtcNow().UtcDateTime,
            TriggeredBy = Cut(cause.By, MaxTriggeredBy),
            Chain = cause.Chain,
            Node = node.Name,
        };
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.JobRuns.Add(run);
        await db.SaveChangesAsync(ct);
        return run.Id;
    }

    public async Task ProgressAsync(Guid id, WorkProgress progress, string log, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var message = Cut(progress.Message, MaxMessage);
        await db.JobRuns.Where(run => run.Id == id).Where(IsOpen).ExecuteUpdateAsync(set => set
            .SetProperty(run => run.Done, progress.Done)
            .SetProperty(run => run.Total, progress.Total)
            .SetProperty(run => run.Message, message)
            .SetProperty(run => run.Log, log), ct);
    }

    /// <summary>What the record says of a run: another process may have asked it to stop, or given this one up for dead.</summary>
    public async Task<JobRunState?> StateAsync(Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.JobRuns.Where(run => run.Id == id).Select(run => (JobRunState?)run.State).FirstOrDefaultAsync(ct);
    }

    /// <summary>Asks a job's run to stop, in whatever process it is.</summary>
    /// <returns>Whether there was one to ask.</returns>
    public async Task<bool> AskToStopAsync(string job, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.JobRuns.Where(run => run.Job == job).Where(IsOpen).ExecuteUpdateAsync(set => set.SetProperty(run => run.State, JobRunState.Cancelling), ct) > 0;
    }

    /// <summary>Writes the end of a run, unless another process has given it up already: that stands.</summary>
    public async Task EndAsync(Guid id, JobRunState state, WorkProgress progress, string? error, string log, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var message = Cut(progress.Message, MaxMessage);
        var step = state == JobRunState.Failed && message.Length > 0 ? message : null;
        var shortError = error is null ? null : Cut(error, MaxError);
        var now = time.GetUtcNow().UtcDateTime;
        await db.JobRuns.Where(run => run.Id == id).Where(IsOpen).ExecuteUpdateAsync(set => set
            .SetProperty(run => run.State, state)
            .SetProperty(run => run.EndedUtc, now)
            .SetProperty(run => run.Done, progress.Done)
            .SetProperty(run => run.Total, progress.Total)
            .SetProperty(run => run.Message, message)
            .SetProperty(run => run.Step, step)
            .SetProperty(run => run.Error, shortError)
            .SetProperty(run => run.Log, log), ct);
    }

    /// <summary>Of a job's runs by the schedule that found nothing to do, all but one are dropped.</summary>
    /// <param name="job">The job.</param>
    /// <param name="but">The run that stays.</param>
    /// <param name="ct">Cancels.</param>
    public async Task ForgetIdleAsync(string job, Guid but, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.JobRuns
            .Where(run => run.Job == job && run.Id != but && run.State == JobRunState.Succeeded && run.Total == 0
                && (run.TriggeredBy == JobTriggers.Schedule || run.TriggeredBy == JobTriggers.StartUp))
            .ExecuteDeleteAsync(ct);
    }

    /// <summary>Runs whose process is gone say that they run, for ever: they get an end, and an error.</summary>
    /// <param name="alive">Names of the processes that are there, see <see cref="JobNodes"/>.</param>
    /// <returns>The jobs of these runs.</returns>
    public async Task<IReadOnlyList<string>> MarkInterruptedAsync(IReadOnlyCollection<string> alive, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var dead = await db.JobRuns.Where(IsOpen).Where(run => !alive.Contains(run.Node)).Select(run => new { run.Id, run.Job }).ToListAsync(ct);
        var now = time.GetUtcNow().UtcDateTime;
        List<string> jobs = [];
        foreach (var run in dead)
        {
            // One by one: of several processes that look, one is the first, and that one starts the job again.
            if (await db.JobRuns.Where(row => row.Id == run.Id).Where(IsOpen).ExecuteUpdateAsync(set => set
                .SetProperty(row => row.State, JobRunState.Interrupted)
                .SetProperty(row => row.Error, "The program ended during the run.")
                .SetProperty(row => row.EndedUtc, now), ct) > 0)
            {
                jobs.Add(run.Job);
            }
        }

        return jobs;
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
