using System.Globalization;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Portal.Accounts;
using Portal.Data;
using Portal.Data.Entities;
using Quartz;

namespace Portal.Jobs;

/// <summary>The jobs, for pages: what there is, what ran, and what an administrator can do about it, with its entry in the audit log.</summary>
internal sealed class JobService(
    JobStarter starter,
    JobBoard board,
    JobRunRecorder recorder,
    JobRunReader reader,
    ISchedulerFactory schedulers,
    IDbContextFactory<PortalDbContext> contexts,
    TimeProvider time)
{
    private const int NextTimes = 3;

    /// <param name="runs">Newest runs of each job.</param>
    public async Task<IReadOnlyList<JobView>> ListAsync(int runs, CancellationToken ct)
    {
        var scheduler = await schedulers.GetScheduler(ct);
        List<JobView> views = [];
        foreach (var definition in starter.Definitions)
        {
            var pause = await scheduler.PauseOfAsync(definition, ct);
            var next = pause is null ? (await scheduler.GetTrigger(definition.ScheduleTrigger, ct))?.NextFireTimeUtc : null;
            var newest = await reader.NewestAsync(definition.Key, runs, ct);
            views.Add(new JobView(definition, Live(definition.Key, newest), next, newest)
            {
                Next = Next(definition.Cron, next),
                Pause = pause,
                Waiting = await scheduler.Exists(definition.RunNowTrigger, ct),
            });
        }

        return views;
    }

    /// <summary>Starts a job for a person.</summary>
    /// <exception cref="UnauthorizedAccessException">The person is no administrator.</exception>
    /// <exception cref="ArgumentException">There is no such job.</exception>
    public async Task<JobCommandResult> RunNowAsync(string key, ClaimsPrincipal user, CancellationToken ct)
    {
        var actor = Actor.Admin(user);
        return await AuditedAsync(await StartAsync(key, actor.Name, ct), actor, JobActions.Started, key, "", ct);
    }

    /// <summary>Runs the job of a run again, as part of its chain, or as one with it.</summary>
    /// <exception cref="UnauthorizedAccessException">The person is no administrator.</exception>
    public async Task<JobCommandResult> RetryAsync(Guid runId, ClaimsPrincipal user, CancellationToken ct)
    {
        var actor = Actor.Admin(user);
        if ((await reader.FindAsync(runId, ct))?.Run is not { CanRetry: true } run)
        {
            return JobCommandResult.NotRunning;
        }

        // By itself it would wait behind the run that goes on already, and do the same again.
        var result = Live(run.Job, await reader.NewestAsync(run.Job, 1, ct)) is null
            ? await starter.StartAsync(run.Job, new JobCause(actor.Name, run.Chain ?? run.Id), ct)
            : JobCommandResult.AlreadyRunning;
        return await AuditedAsync(result, actor, JobActions.Retried, run.Job, run.Id.ToString("D", CultureInfo.InvariantCulture), ct);
    }

    /// <summary>Asks a running job to stop, in whatever process it runs.</summary>
    /// <exception cref="UnauthorizedAccessException">The person is no administrator.</exception>
    /// <exception cref="ArgumentException">There is no such job.</exception>
    public async Task<JobCommandResult> CancelAsync(string key, ClaimsPrincipal user, CancellationToken ct)
    {
        var actor = Actor.Admin(user);
        var job = starter.Find(key);
        var asked = await recorder.AskToStopAsync(key, ct);
        var scheduler = await schedulers.GetScheduler(ct);
        var interrupted = await scheduler.Interrupt(job.QuartzKey, ct);
        board.Changed();
        return await AuditedAsync(asked || interrupted ? JobCommandResult.Done : JobCommandResult.NotRunning, actor, JobActions.Cancelled, key, "", ct);
    }

    /// <summary>Stops a job from starting by itself, until it is resumed; that outlives the program.</summary>
    /// <exception cref="UnauthorizedAccessException">The person is no administrator.</exception>
    /// <exception cref="ArgumentException">There is no such job.</exception>
    public async Task<JobCommandResult> PauseAsync(string key, ClaimsPrincipal user, CancellationToken ct)
    {
        var actor = Actor.Admin(user);
        var job = starter.Find(key);
        var scheduler = await schedulers.GetScheduler(ct);
        var done = await scheduler.PauseOfAsync(job, ct) is null && await scheduler.PauseScheduleAsync(job, actor.Name, ct);
        return await AuditedAsync(done ? JobCommandResult.Done : JobCommandResult.NothingToDo, actor, JobActions.Paused, key, "", ct);
    }

    /// <summary>Lets a job start by its schedule again; if it missed a time meanwhile, it runs at once.</summary>
    /// <exception cref="UnauthorizedAccessException">The person is no administrator.</exception>
    /// <exception cref="ArgumentException">There is no such job.</exception>
    public async Task<JobCommandResult> ResumeAsync(string key, ClaimsPrincipal user, CancellationToken ct)
    {
        var actor = Actor.Admin(user);
        var job = starter.Find(key);
        var scheduler = await schedulers.GetScheduler(ct);
        var done = await scheduler.ResumeTrigger(job.ScheduleTrigger, ct);
        return await AuditedAsync(done ? JobCommandResult.Done : JobCommandResult.NothingToDo, actor, JobActions.Resumed, key, "", ct);
    }

    /// <summary>Starts a job for the program itself, e.g. after an import.</summary>
    /// <param name="key">Which job.</param>
    /// <param name="triggeredBy">Stands in the record of runs.</param>
    /// <param name="chain">What the run shares with others of the same cause, if it does. Several jobs in a row: <see cref="Diagnostics.IJobChains"/>.</param>
    /// <exception cref="ArgumentException">There is no such job.</exception>
    public Task<JobCommandResult> StartAsync(string key, string triggeredBy, CancellationToken ct, Guid? chain = null) =>
        starter.StartAsync(key, new JobCause(triggeredBy, chain), ct);

    private static List<DateTimeOffset> Next(string? cron, DateTimeOffset? first)
    {
        List<DateTimeOffset> times = [];
        for (var next = first; cron is not null && next is { } at && times.Count < NextTimes;)
        {
            times.Add(at);
            next = new CronExpression(cron).GetNextValidTimeAfter(at);
        }

        return times;
    }

    // What runs here is on the board; what runs in another process, in the record.
    private LiveRun? Live(string job, IReadOnlyList<JobRunView> newest)
    {
        var open = newest.FirstOrDefault(run => run.EndedUtc is null);
        var cancelling = open?.State == JobRunState.Cancelling;
        if (board.Find(job) is { } live)
        {
            return live with { Cancelling = cancelling };
        }

        return open is null ? null : new LiveRun(open.Id, job, open.TriggeredBy, new DateTimeOffset(open.StartedUtc), open.Done, open.Total, open.Message, null, null)
        {
            Chain = open.Chain, Elsewhere = open.Node, Cancelling = cancelling,
        };
    }

    private async Task<JobCommandResult> AuditedAsync(JobCommandResult result, Actor actor, string action, string key, string details, CancellationToken ct)
    {
        if (result == JobCommandResult.Done)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            db.Audit(actor, action, key, time.GetUtcNow().UtcDateTime, details);
            await db.SaveChangesAsync(ct);
        }

        return result;
    }
}
