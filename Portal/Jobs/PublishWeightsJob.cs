using Portal.Diagnostics;
using Portal.Weights;

namespace Portal.Jobs;

/// <summary>Makes drafts of the weights live whose time has come; at the start, those that were missed.</summary>
internal sealed class PublishWeightsJob(WeightReleases releases) : IPortalJob
{
    public static JobDefinition Definition { get; } = new("publish-weights", "PublishWeights", "0 * * * * ?", AtStart: true, Quiet: true);

    public async Task RunAsync(IProgress<WorkProgress> progress, CancellationToken ct)
    {
        var live = await releases.PublishDueAsync(ct);
        progress.Report(new WorkProgress(live.Count, live.Count, live.Count == 0 ? "nothing due" : $"live: {string.Join(", ", live.Select(version => version.Subject))}"));
    }
}
