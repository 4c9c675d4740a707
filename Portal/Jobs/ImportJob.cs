using System.Globalization;
using Portal.Diagnostics;
using Portal.Importing;

namespace Portal.Jobs;

/// <summary>Runs the imports that wait or were cut off, and then what follows from them.</summary>
internal sealed class ImportJob(ImportStore store, ImportRunner runner, ImportFollowUp followUp) : IPortalJob
{
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
                }
            }
#pragma warning disable CA1031 // One file that cannot be imported must not keep the others waiting; it is thrown when they are done.
            catch (Exception e) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
            {
                failures.Add(e);
            }
        }

        if (all.Added + all.Changed > 0)
        {
            await followUp.StartAsync(progress, ct);
        }

        if (failures.Count > 0)
        {
            throw failures.Count == 1 ? failures[0] : new AggregateException(failures);
        }

        progress.Report(new WorkProgress(runs, runs, runs == 0 ? "Nothing waits to be imported" : string.Create(
            CultureInfo.InvariantCulture, $"{runs} imports: {all.Added} rows added, {all.Changed} changed, {all.Unchanged} unchanged, {all.Rejected} rejected")));
    }
}

/// <summary>What follows from an import: the engine shows the new items, they get their vectors, and the models learn from what is new.</summary>
internal sealed class ImportFollowUp(JobService jobs, TimeProvider time) : IImportStarter
{
    // Each finds out by itself what there is to do, and what is found later is put in force when it is done: they may overlap.
    private static readonly JobDefinition[] Following = [RefreshEngineJob.Definition, EmbedCatalogueJob.Definition, TrainModelsJob.Definition];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public async Task StartAsync(string triggeredBy, CancellationToken cancellationToken) => await jobs.StartAsync(ImportJob.Definition.Key, triggeredBy, cancellationToken);

    /// <summary>Starts them one after another. One that runs already began before the import ended: it is awaited and started again.</summary>
    public async Task StartAsync(IProgress<WorkProgress> progress, CancellationToken ct)
    {
        for (var i = 0; i < Following.Length; i++)
        {
            while (await jobs.StartAsync(Following[i].Key, ImportJob.Definition.Key, ct) == JobCommandResult.AlreadyRunning)
            {
                progress.Report(new WorkProgress(i, Following.Length, $"waiting for {Following[i].Key}"));
                await Task.Delay(Patience, time, ct);
            }
        }
    }
}
