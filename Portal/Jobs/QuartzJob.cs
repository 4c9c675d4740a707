using Quartz;

namespace Portal.Jobs;

/// <summary>What Quartz sees of a job. The job itself is made inside the run, so that one that cannot be made is a failed run.</summary>
[DisallowConcurrentExecution]
internal sealed class QuartzJob<TJob>(IServiceProvider services, JobRunner runner) : IJob
    where TJob : class, IPortalJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var by = context.MergedJobDataMap.TryGetValue(JobTriggers.ByKey, out var value) && value is string name ? name : JobTriggers.Schedule;
        await runner.RunAsync(
            TJob.Definition, by, (progress, ct) => services.GetRequiredService<TJob>().RunAsync(progress, ct), cancellationToken);
    }
}

/// <summary>Who started a run, apart from persons.</summary>
internal static class JobTriggers
{
    public const string Schedule = "schedule";

    public const string StartUp = "start-up";

    /// <summary>Where a trigger carries it.</summary>
    public const string ByKey = "by";
}
