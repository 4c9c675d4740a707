using System.Globalization;
using Quartz;

namespace Portal.Jobs;

internal static class SchedulerExtensions
{
    /// <summary>
    /// Puts a run into the queue; answers false where one is waiting there already. One that waits by itself becomes part of the chain that
    /// asks for it.
    /// </summary>
    public static async Task<bool> RunNowAsync(this IScheduler scheduler, JobDefinition job, JobCause cause, CancellationToken ct)
    {
        var trigger = TriggerBuilder.Create().ForJob(job.QuartzKey).WithIdentity(job.RunNowTrigger).UsingJobData(JobTriggers.ByKey, cause.By).StartNow();
        if (cause.Chain is { } chain)
        {
            trigger = trigger.UsingJobData(JobTriggers.ChainKey, chain.ToString("D", CultureInfo.InvariantCulture));
        }

        var adopts = cause.Chain is not null && await scheduler.GetTrigger(job.RunNowTrigger, ct) is { } waiting && JobTriggers.Cause(waiting.JobDataMap).Chain is null;
        var result = await scheduler.ScheduleTrigger(trigger.Build(), adopts ? TriggerConflict.Replace : TriggerConflict.Keep, ct);
        return result.Outcome != ScheduleOutcome.Kept;
    }

    /// <summary>Pauses a job's schedule, and remembers who wanted it and since when.</summary>
    /// <returns>False for a job without a schedule.</returns>
    public static async Task<bool> PauseScheduleAsync(this IScheduler scheduler, JobDefinition job, string by, CancellationToken ct) =>
        await scheduler.PauseTriggerWith(job.ScheduleTrigger, new PauseDetails { RequestedBy = by }, ct);

    /// <summary>Since when a job's schedule is paused; null when it is not.</summary>
    public static async Task<JobPause?> PauseOfAsync(this IScheduler scheduler, JobDefinition job, CancellationToken ct)
    {
        if (job.Cron is null || await scheduler.GetTriggerState(job.ScheduleTrigger, ct) != TriggerState.Paused)
        {
            return null;
        }

        var pause = await scheduler.GetTriggerPause(job.ScheduleTrigger, ct);
        return new JobPause(pause?.PausedAtUtc, pause?.RequestedBy);
    }
}
