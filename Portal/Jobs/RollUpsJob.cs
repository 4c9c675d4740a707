using Portal.Diagnostics;
using Portal.Overview;

namespace Portal.Jobs;

/// <summary>Counts what happened in each hour, for the administration's home page.</summary>
internal sealed class RollUpsJob(MetricRollUp rollUp) : IPortalJob
{
    public static JobDefinition Definition { get; } = new("roll-ups", "RollUps", "0 2 * * * ?", AtStart: true);

    public async Task RunAsync(IProgress<WorkProgress> progress, CancellationToken ct)
    {
        var result = await rollUp.RunAsync(progress, ct);
        progress.Report(new WorkProgress(result.Hours, result.Hours, result.Message));
    }
}
