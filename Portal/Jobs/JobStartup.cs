using Quartz;

namespace Portal.Jobs;

/// <summary>
/// Before the scheduler starts: makes its store agree with the registered jobs, runs again what the last program left
/// unfinished, and what runs at every start. A trigger is only replaced when its cron changed, so a run that was missed while the program was down is
/// made up for.
/// </summary>
internal sealed class JobStartup(
    IEnumerable<RegisteredJob> jobs, JobRunRecorder recorder, JobNodes nodes, JobStarter starter, JobChains chains, ISchedulerFactory schedulers)
    : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await recorder.MarkInterruptedAsync(await nodes.AliveAsync(cancellationToken), cancellationToken);
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        await RemoveUnknownAsync(scheduler, cancellationToken);
        foreach (var job in jobs)
        {
            await scheduler.AddJob(
                JobBuilder.Create().OfType(job.QuartzType).WithIdentity(job.Definition.QuartzKey).StoreDurably().Build(),
                AddJobOptions.Replacing,
                cancellationToken);
            await ScheduleAsync(scheduler, job.Definition, cancellationToken);
            await starter.StartAgainAsync(job.Definition, programStarts: true, cancellationToken);
        }

        await chains.ContinueAllAsync(cancellationToken);
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
            // A new version's other times do not undo that somebody has paused the job.
            var pause = stored is null ? null : await scheduler.PauseOfAsync(job, ct);
            await scheduler.ScheduleTrigger(
                TriggerBuilder.Create().ForJob(job.QuartzKey).WithIdentity(job.ScheduleTrigger)
                    .WithCronSchedule(job.Cron, schedule => schedule.WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed))
                    .Build(),
                TriggerConflict.Replace,
                ct);
            if (pause is not null)
            {
                await scheduler.PauseScheduleAsync(job, pause.By ?? "", ct);
            }
        }
    }
}
