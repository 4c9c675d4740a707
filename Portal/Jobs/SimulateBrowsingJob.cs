using Portal.Demo.Browsing;
using Portal.Diagnostics;

namespace Portal.Jobs;

/// <summary>Lets the demo's simulated readers use their feeds. On demo portals only, and only when asked.</summary>
internal sealed class SimulateBrowsingJob(BrowsingSimulator simulator) : IPortalJob
{
    public static JobDefinition Definition { get; } = new("simulate-browsing", "SimulateBrowsing");

    public async Task RunAsync(IProgress<WorkProgress> progress, CancellationToken ct)
    {
        var result = await simulator.RunAsync(BrowsingSimulator.DefaultRequests, progress, ct);
        progress.Report(new WorkProgress(result.Requests, result.Requests, result.ToString()));
    }
}
