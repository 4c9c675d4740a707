using Quartz;

namespace Portal.Jobs;

internal static class SchedulerExtensions
{
    /// <summary>Puts a run into the queue; answers false where one is waiting there already.</summary>
    public static async Task<bool> RunNowAsync(this IScheduler scheduler, JobDefinition job, string by, CancellationToken ct)
    {
        var result = await scheduler.ScheduleTrigger(
            TriggerBuilder.Create().ForJob(job.QuartzKey).WithIdentity(job.RunNowTrigger).UsingJobData(JobTriggers.ByKey, by).StartNow().Build(),
            TriggerConflict.Keep,
            ct);
        return result.Outcome != ScheduleOutcome.Kept;
    }
}
