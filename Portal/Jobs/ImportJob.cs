using System.Globalization;
using Portal.Diagnostics;
using Portal.Importing;

namespace Portal.Jobs;

/// <summary>
/// Runs the imports that wait or were cut off, and then what follows from them: the engine shows the new items, they get their vectors, and
/// the models learn from what is new. The chain bears the id of the last import that changed something.
/// </summary>
internal sealed class ImportJob(ImportStore store, ImportRunner runner, IJobChains chains) : IPortalJob
{
    private static readonly string[] Following = [RefreshEngineJob.Definition.Key, EmbedCatalogueJob.Definition.Key, TrainModelsJob.Definition.Key];

    public static JobDefinition Definition { get; } = new("import", "Import", AtStart: true);

    public async Task RunAsync(IProgress<WorkProgress> progress, CancellationToken ct)
    {
        ImportTally all = default;
        List<Exception> failures = [];
        var runs = 0;
        Guid? cause = null;

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
                    cause = result.Tally.Added + result.Tally.Changed > 0 ? next : cause;
                }
            }
#pragma warning disable CA1031 // One file that cannot be imported must not keep the others waiting; it is thrown when they are done.
            catch (Exception e) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
            {
                failures.Add(e);
            }
        }

        if (cause is { } chain)
        {
            await chains.StartAsync(chain, Following, Definition.Key, ct);
        }

        if (failures.Count > 0)
        {
            throw failures.Count == 1 ? failures[0] : new AggregateException(failures);
        }

        progress.Report(new WorkProgress(runs, runs, string.Create(
            CultureInfo.InvariantCulture, $"{runs} imports: {all.Added} rows added, {all.Changed} changed, {all.Unchanged} unchanged, {all.Rejected} rejected")));
    }
}

/// <summary>Starts the job for whoever has something to import.</summary>
internal sealed class ImportStarter(JobService jobs) : IImportStarter
{
    public Task StartAsync(string triggeredBy, CancellationToken cancellationToken) => jobs.StartAsync(ImportJob.Definition.Key, triggeredBy, cancellationToken);
}
