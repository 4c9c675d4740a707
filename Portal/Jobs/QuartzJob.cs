using Portal.Data.Entities;
using Quartz;

namespace Portal.Jobs;

/// <summary>
/// What Quartz sees of a job. The job itself is made inside the run, so that one that cannot be made is a failed run. Never twice at
/// once: the store holds back its other triggers, for all processes that share it.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class QuartzJob<TJob>(IServiceProvider services, JobRunner runner, JobChains chains) : IJob
    where TJob : class, IPortalJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var cause = JobTriggers.Cause(context.MergedJobDataMap);
        var state = await runner.RunAsync(
            TJob.Definition, cause, (progress, ct) => services.GetRequiredService<TJob>().RunAsync(progress, ct), cancellationToken);
        if (state == JobRunState.Succeeded && cause.Chain is { } chain)
        {
            await chains.ContinueAsync(chain, cancellationToken);
        }
    }
}

/// <summary>Who started a run, apart from persons, and how a trigger carries it.</summary>
internal static class JobTriggers
{
    public const string Schedule = "schedule";

    public const string StartUp = "start-up";

    public const string ByKey = "by", ChainKey = "chain";

    public static JobCause Cause(JobDataMap data) => new(
        data.TryGetValue(ByKey, out var by) && by is string name ? name : Schedule,
        data.TryGetValue(ChainKey, out var chain) && chain is string text && Guid.TryParse(text, out var id) ? id : null);
}
