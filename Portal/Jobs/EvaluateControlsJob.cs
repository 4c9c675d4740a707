using Portal.Diagnostics;
using Portal.Quality;

namespace Portal.Jobs;

/// <summary>Measures what each control does to people's lists.</summary>
internal sealed class EvaluateControlsJob(ControlEvaluator controls) : IPortalJob
{
    public static JobDefinition Definition { get; } = new("evaluate-controls", "EvaluateControls", "0 30 3 ? * SUN");

    public async Task RunAsync(IProgress<WorkProgress> progress, CancellationToken ct)
    {
        var report = await controls.RunAndStoreAsync(progress, ct);
        var cases = report.Rows.Sum(row => row.Cases);
        var reached = report.Rows.Where(row => row.Cases > 0).Sum(row => row.Reached * row.Cases);
        progress.Report(new WorkProgress(report.People, report.People, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{report.People} people, {cases} cases, {reached:F0} reached their target")));
    }
}
