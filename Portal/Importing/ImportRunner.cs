using Microsoft.EntityFrameworkCore;
using Portal.Accounts;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Diagnostics;
using Portal.Importing.Files;
using Portal.Importing.Formats;

namespace Portal.Importing;

/// <summary>Runs imports, and tries them out.</summary>
internal sealed partial class ImportRunner(
    IDbContextFactory<PortalDbContext> contexts, ImportStore store, ImportFiles files, ImportMonitor monitor, ILogger<ImportRunner> logger)
{
    /// <summary>Most rows of a transaction: the more, the less often index pages are written; but who else writes waits for it.</summary>
    public int Batch { get; init; } = 10_000;

    /// <summary>Keeps a new import, to be run by <see cref="RunAsync"/>; or takes up that of the same files which was not finished.</summary>
    /// <exception cref="ImportException">The files cannot be imported.</exception>
    public async Task<Guid> AddAsync(ImportRequest request, Actor actor, CancellationToken ct)
    {
        var run = await PrepareAsync(request, actor, ct);
        if (await store.UnfinishedLikeAsync(run, ct) is not { } earlier)
        {
            return (await store.AddAsync(run, actor, ct)).Id;
        }

        await store.ChangeStateAsync(earlier.Id, [JobRunState.Cancelled, JobRunState.Failed, JobRunState.Interrupted], JobRunState.Running, "import.resumed", actor, ct);
        return earlier.Id;
    }

    /// <summary>Everything but the writing: the same counts, the same rejected rows.</summary>
    /// <returns>What would come of it, and under which id the rejected rows are kept.</returns>
    /// <exception cref="ImportException">The files cannot be imported.</exception>
    public async Task<(Guid Id, ImportResult Result)> TryAsync(ImportRequest request, Actor actor, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        var run = await PrepareAsync(request, actor, ct);
        return (run.Id, await Task.Run(() => RunAsync(run, trial: true, progress, ct), ct));
    }

    /// <summary>Runs an import from where it stopped.</summary>
    /// <returns>What came of it; null where somebody cancelled it.</returns>
    /// <exception cref="ImportException">The files cannot be imported; that is written down too.</exception>
    public async Task<ImportResult?> RunAsync(Guid id, IProgress<WorkProgress>? progress, CancellationToken ct)
    {
        var run = await store.FindAsync(id, ct) ?? throw new ImportException($"There is no import {id}.");
        using var live = monitor.Begin(run, progress, ct);
        try
        {
            await store.SetStateAsync(id, JobRunState.Running, null, ct);
            await CheckAsync(run, ct);
            var result = await Task.Run(() => RunAsync(run, trial: false, live, live.Token), live.Token);
            await store.SetStateAsync(id, JobRunState.Succeeded, null, CancellationToken.None);
            files.DeleteUpload(run.Path);
            LogDone(logger, run.Name, result.Tally.Added, result.Tally.Changed, result.Tally.Unchanged, result.Tally.Rejected);
            return result;
        }
        catch (OperationCanceledException) when (live.Token.IsCancellationRequested)
        {
            await store.SetStateAsync(id, live.IsCancelled ? JobRunState.Cancelled : JobRunState.Interrupted, null, CancellationToken.None);
            ct.ThrowIfCancellationRequested();
            return null;
        }
        catch (Exception e)
        {
            await store.SetStateAsync(id, JobRunState.Failed, e is ImportException ? e.Message : $"{e.GetBaseException().Message} ({e.GetType().Name})", CancellationToken.None);
            throw;
        }
    }

    private async Task<ImportRunEntity> PrepareAsync(ImportRequest request, Actor actor, CancellationToken ct)
    {
        request.Options.Check();
        var full = request with { Path = Path.GetFullPath(request.Path) };
        using var source = ImportSource.Open(full.Path);
        var format = ImportFormats.Find(request.Format, source);
        var plan = await format.PlanAsync(source, request.Options, ct);
        foreach (var step in plan.Steps)
        {
            // What is missing is said before anything is written.
            await using var file = await TableFile.OpenAsync(source, step.File, step.Shape, null, ct);
            _ = new RowReader(step, file);
        }

        return store.New(full, format.Key, plan.Steps.Count == 1 ? plan.Steps[0].Subject : ImportSubject.Dataset, await ImportFiles.FingerprintAsync(source, ct), actor);
    }

    // Going on in the middle of other files would make a mixture.
    private static async Task CheckAsync(ImportRunEntity run, CancellationToken ct)
    {
        using var source = ImportSource.Open(run.Path);
        if (await ImportFiles.FingerprintAsync(source, ct) != run.Fingerprint)
        {
            throw new ImportException($"'{run.Path}' is no longer what it was when this import began. Start a new import: what is there already is left as it is.");
        }
    }

    private async Task<ImportResult> RunAsync(ImportRunEntity run, bool trial, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        using var source = ImportSource.Open(run.Path);
        try
        {
            var plan = await ImportFormats.Find(run.Format, source).PlanAsync(source, ImportOptions.FromJson(run.Options), ct);
            ImportStart start = new(trial, await store.AliasesAsync(ct), await store.UndatedUtcAsync(run, ct), Batch);
            await using ImportSession session = new(contexts, source, plan, run, files, start, progress);
            await session.RunAsync(ct);
            return session.Result;
        }
        catch (InvalidDataException e)
        {
            throw new ImportException($"'{run.Path}' is damaged: {e.Message}");
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Imported {Name}: {Added} added, {Changed} changed, {Unchanged} unchanged, {Rejected} rejected")]
    private static partial void LogDone(ILogger logger, string name, long added, long changed, long unchanged, long rejected);
}
