using System.Globalization;
using Portal.Diagnostics;
using Portal.OfflineEvaluation;

namespace Portal.Jobs;

/// <summary>Evaluates models as the evaluation page asked, else the usual ones on the portal's own data.</summary>
internal sealed class EvaluateOfflineJob(OfflineEvaluator evaluator) : IPortalJob
{
    public static JobDefinition Definition { get; } = new(OfflineRequests.JobKey, "EvaluateOffline");

    public async Task RunAsync(IProgress<WorkProgress> progress, CancellationToken ct)
    {
        var report = await evaluator.RunAsync(progress, ct);
        var data = report.Report.Data;
        progress.Report(new WorkProgress(1, 1, string.Create(
            CultureInfo.InvariantCulture, $"{report.Report.Results.Count} models, {data.Users} people, {data.Items} items, {report.Seconds:F1} s")));
    }
}
