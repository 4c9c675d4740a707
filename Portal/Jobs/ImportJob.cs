using System.Globalization;
using Portal.Diagnostics;
using Portal.Importing;

namespace Portal.Jobs;

/// <summary>Runs the imports that wait or were cut off, and then what follows from them.</summary>
internal sealed class ImportJob(ImportStore store, ImportRunner runner, IJobChains chains) : IPortalJob
{
    // The engine first: until they have vectors, the new items are found by their words.
    private static readonly string[] Following = [RefreshEngineJob.Definition.Key, EmbedCatalogueJob.Definition.Key, TrainModelsJob.Definition.Key];

    public static JobDefinition Definition { get; } = new("import", "Import", AtStart: true);

    public async Task RunAsync(IProgress<WorkProgress> progress, CancellationToken ct)
    {
        ImportTally all = default;
        List<Exception> failures = [];
        var runs = 0;

        // Asked anew each time: another may have come meanwhile.
        HashSet<Guid> tried = [];
        while ((await store.UnfinishedAsync(ct)).FirstOrDefault(id => !tried.Contains(id)) is var next && next != default)
        {
            tried.Add(next);
            try
            {
                if (await runner.RunAsync(next, progress, ct) is { } result)
                {
                    all += result.Tally;
                    runs++;
                    if (result.Tally.Added + result.Tally.Changed > 0)
                    {
                        await chains.StartAsync(next, Following, Definition.Key, ct);
                    }
                }
            }
#pragma warning disable CA1031 // One file that cannot be imported must not keep the others waiting; it is thrown when they are done.
            catch (Exception e) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
            {
                failures.Add(e);
            }
        }

        if (failures.Count > 0)
        {
            throw failures.Count == 1 ? failures[0] : new AggregateException(failures);
        }

        progress.Report(new WorkProgress(runs, runs, runs == 0 ? "Nothing waits to be imported" : string.Create(
            CultureInfo.InvariantCulture, $"{runs} imports: {all.Added} rows added, {all.Changed} changed, {all.Unchanged} unchanged, {all.Rejected} rejected")));
    }
}

/// <summary>Has the job run for an import, under its name.</summary>
internal sealed class ImportStarter(JobService jobs) : IImportStarter
{
    public async Task StartAsync(Guid import, string triggeredBy, CancellationToken cancellationToken) =>
        await jobs.StartAsync(ImportJob.Definition.Key, triggeredBy, cancellationToken, import);
}
