using System.Globalization;
using Portal.Diagnostics;
using Portal.Models;

namespace Portal.Jobs;

/// <summary>Compares the text encoder that serves with the one that was last asked about.</summary>
internal sealed class CompareEncodersJob(EncoderComparison comparison) : IPortalJob
{
    public static JobDefinition Definition { get; } = new("compare-encoders", "CompareEncoders");

    public async Task RunAsync(IProgress<WorkProgress> progress, CancellationToken ct)
    {
        var report = await comparison.RunAsync(progress, ct);
        progress.Report(new WorkProgress(2 * report.Items, 2 * report.Items, string.Create(CultureInfo.InvariantCulture, $"{report.Items} items, {report.People} people, {report.Searches} searches")));
    }
}
