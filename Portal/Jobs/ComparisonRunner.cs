using Portal.Models;
using Quartz;

namespace Portal.Jobs;

/// <summary>Runs the comparison of encoders as a job.</summary>
internal sealed class ComparisonRunner(JobService jobs, ISchedulerFactory schedulers) : IComparisonRunner
{
    public async Task<bool> StartAsync(string by, CancellationToken cancellationToken) =>
        await jobs.StartAsync(CompareEncodersJob.Definition.Key, by, cancellationToken) == JobCommandResult.Done;

    public async Task<bool> StopAsync(CancellationToken cancellationToken) =>
        await (await schedulers.GetScheduler(cancellationToken)).Interrupt(CompareEncodersJob.Definition.QuartzKey, cancellationToken);
}
