using System.Globalization;
using Portal.Diagnostics;
using Portal.Engine;

namespace Portal.Jobs;

/// <summary>Reads catalogue, vectors, popularity and weights anew, so that what changed meanwhile counts.</summary>
internal sealed class RefreshEngineJob(EngineService engine) : IPortalJob
{
    public static JobDefinition Definition { get; } = new("refresh-engine", "RefreshEngine", "0 0/10 * * * ?", InMemory: true);

    public async Task RunAsync(IProgress<WorkProgress> progress, CancellationToken ct)
    {
        await engine.RefreshAsync(ct);
        var snapshot = (await engine.GetAsync(ct)).Snapshot;
        progress.Report(new WorkProgress(
            snapshot.Catalogue.Count,
            snapshot.Catalogue.Count,
            string.Create(CultureInfo.InvariantCulture, $"{snapshot.Catalogue.Count} items, {snapshot.Vectors?.Count ?? 0} with a vector, engine {snapshot.Version}")));
    }
}
