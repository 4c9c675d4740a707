using Portal.Data.Entities;
using Quartz;

namespace Portal.Jobs;

/// <summary>
/// Before the scheduler starts: makes its store agree with the registered jobs, runs again what the last program left
/// unfinished, and what runs at every start. A trigger is only replaced when its cron changed, so a run that was missed while the program was down is
/// made up for.
/// </summary>
internal sealed partial class JobStartup(
    IEnumerable<RegisteredJob> jobs, JobRunRecorder recorder, ISchedulerFactory schedulers, ILogger<JobStartup> logger)
    : IHostedLifecycleService
{
    /// <summary>A job during which the program died this often in a row may be the reason: it is not started by itself again.</summary>
    private const int MaxDeaths = 3;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await recorder.MarkInterruptedAsync(cancellationToken);
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        await RemoveUnknownAsync(scheduler, cancellationToken);
        foreach (var job in jobs)
        {
            await scheduler.AddJob(
                JobBuilder.Create().OfType(job.QuartzType).WithIdentity(job.Definition.QuartzKey).StoreDurably().Build(),
                AddJobOptions.Replacing,
                cancellationToken);
            await ScheduleAsync(scheduler, job.Definition, cancellationToken);
            await RestartAsync(scheduler, job.Definition, cancellationToken);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // A job of another version of the program: its class is gone, and its trigger would only fail.
    private async Task RemoveUnknownAsync(IScheduler scheduler, CancellationToken ct)
    {
        var known = jobs.Select(job => job.Definition.QuartzKey).ToHashSet();
        var stored = await scheduler.QueryJobs(new JobQuery { Take = 1000 }, ct);
        foreach (var header in stored.Items.Where(header => header.Key.Group == JobDefinition.Group && !known.Contains(header.Key)))
        {
            await scheduler.DeleteJob(header.Key, ct);
        }
    }

    private static async Task ScheduleAsync(IScheduler scheduler, JobDefinition job, CancellationToken ct)
    {
        var stored = await scheduler.GetTrigger(job.ScheduleTrigger, ct);
        if (job.Cron is null)
        {
            await scheduler.UnscheduleJob(job.ScheduleTrigger, ct);
        }
        else if (stored is not ICronTrigger { CronExpressionString: var cron } || cron != job.Cron)
        {
            await scheduler.ScheduleTrigger(
                TriggerBuilder.Create().ForJob(job.QuartzKey).WithIdentity(job.ScheduleTrigger)
                    .WithCronSchedule(job.Cron, schedule => schedule.WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed))
                    .Build(),
                TriggerConflict.Replace,
                ct);
        }
    }

    private async Task RestartAsync(IScheduler scheduler, JobDefinition job, CancellationToken ct)
    {
        var newest = await recorder.NewestAsync(job.Key, MaxDeaths, ct);
        var interrupted = newest.Count > 0 && newest[0].State == JobRunState.Interrupted;
        if (!interrupted && !job.AtStart)
        {
            return;
        }

        if (newest.Count == MaxDeaths && newest.All(run => run is { State: JobRunState.Interrupted, Error: not null }))
        {
            LogGivenUp(logger, MaxDeaths, job.Key);
            return;
        }

        await scheduler.RunNowAsync(job, JobTriggers.StartUp, ct);
        if (interrupted)
        {
            LogRestarted(logger, job.Key);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {Job} was interrupted and starts again")]
    private static partial void LogRestarted(ILogger logger, string job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The program died {Count} times in a row during job {Job}: it is not started again by itself")]
    private static partial void LogGivenUp(ILogger logger, int count, string job);
}
