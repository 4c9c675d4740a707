using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Portal.Accounts;
using Portal.Data;
using Quartz;

namespace Portal.Jobs;

/// <summary>The jobs, for pages: what there is, what ran, run now, cancel.</summary>
internal sealed class JobService(
    IEnumerable<RegisteredJob> jobs,
    JobBoard board,
    JobRunRecorder recorder,
    ISchedulerFactory schedulers,
    IDbContextFactory<PortalDbContext> contexts,
    TimeProvider time)
{
    public async Task<IReadOnlyList<JobView>> ListAsync(int runs, CancellationToken ct)
    {
        var scheduler = await schedulers.GetScheduler(ct);
        List<JobView> views = [];
        foreach (var definition in jobs.Select(job => job.Definition))
        {
            var trigger = await scheduler.GetTrigger(definition.ScheduleTrigger, ct);
            views.Add(new JobView(
                definition, board.Find(definition.Key), trigger?.NextFireTimeUtc, await recorder.NewestAsync(definition.Key, runs, ct)));
        }

        return views;
    }

    /// <summary>Starts a job for a person, and says so in the audit log.</summary>
    /// <exception cref="UnauthorizedAccessException">The person is no administrator.</exception>
    /// <exception cref="ArgumentException">There is no such job.</exception>
    public async Task<JobCommandResult> RunNowAsync(string key, ClaimsPrincipal user, CancellationToken ct)
    {
        var actor = Actor.Admin(user);
        var result = await StartAsync(key, actor.Name, ct);
        if (result == JobCommandResult.Done)
        {
            await AuditAsync("job.started", key, actor, ct);
        }

        return result;
    }

    /// <summary>Asks a running job to stop, for a person, and says so in the audit log.</summary>
    /// <exception cref="UnauthorizedAccessException">The person is no administrator.</exception>
    /// <exception cref="ArgumentException">There is no such job.</exception>
    public async Task<JobCommandResult> CancelAsync(string key, ClaimsPrincipal user, CancellationToken ct)
    {
        var actor = Actor.Admin(user);
        var scheduler = await schedulers.GetScheduler(ct);
        if (!await scheduler.Interrupt(Find(key).QuartzKey, ct))
        {
            return JobCommandResult.NotRunning;
        }

        await AuditAsync("job.cancelled", key, actor, ct);
        return JobCommandResult.Done;
    }

    /// <summary>Starts a job for the program itself, e.g. after an import.</summary>
    /// <param name="triggeredBy">Stands in the record of runs.</param>
    /// <exception cref="ArgumentException">There is no such job.</exception>
    public async Task<JobCommandResult> StartAsync(string key, string triggeredBy, CancellationToken ct)
    {
        var job = Find(key);
        if (board.Find(key) is not null)
        {
            return JobCommandResult.AlreadyRunning;
        }

        var scheduler = await schedulers.GetScheduler(ct);
        return await scheduler.RunNowAsync(job, triggeredBy, ct) ? JobCommandResult.Done : JobCommandResult.AlreadyRunning;
    }

    private JobDefinition Find(string key) =>
        jobs.FirstOrDefault(job => job.Definition.Key == key)?.Definition
        ?? throw new ArgumentException($"There is no job '{key}'; there are {string.Join(", ", jobs.Select(job => job.Definition.Key))}.", nameof(key));

    private async Task AuditAsync(string action, string key, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.Audit(actor, action, key, time.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync(ct);
    }
}
