using System.Security.Claims;
using Portal.Accounts;
using Portal.Data.Entities;

namespace Portal.Importing;

/// <summary>Has waiting imports run in the background.</summary>
public interface IImportStarter
{
    /// <param name="import">The import that waits; the run, and what follows from it, is recorded under its id.</param>
    /// <param name="triggeredBy">Stands in the record of runs.</param>
    /// <param name="cancellationToken">Cancels the asking, not the import.</param>
    Task StartAsync(Guid import, string triggeredBy, CancellationToken cancellationToken);
}

/// <summary>Imports, for the page. Every call is an administrator's.</summary>
internal sealed class ImportService(ImportRunner runner, ImportStore store, ImportMonitor monitor, ImportFiles files, IImportStarter starter)
{
    /// <summary>Most bytes of an uploaded file: more is faster read from the server's own disk.</summary>
    public const long MostUpload = 2L << 30;

    private const int Shown = 50;

    /// <exception cref="UnauthorizedAccessException">The person is no administrator.</exception>
    /// <exception cref="ImportException">It is of no known format, or broken.</exception>
    public static async Task<ImportPreview> InspectAsync(ImportRequest request, ClaimsPrincipal user, CancellationToken ct)
    {
        Actor.Admin(user);
        return await Task.Run(() => ImportInspector.InspectAsync(request, ct), ct);
    }

    /// <summary>Stores an upload and answers its path; several files lie in one folder.</summary>
    /// <exception cref="UnauthorizedAccessException">The person is no administrator.</exception>
    public async Task<string> StoreAsync(IReadOnlyList<(string Name, Func<Stream> Open)> uploads, IProgress<long> progress, ClaimsPrincipal user, CancellationToken ct)
    {
        Actor.Admin(user);
        var folder = files.NewUpload();
        try
        {
            // Several lie in a folder that bears the name of the first, for that is what the import is called.
            var into = uploads.Count == 1 ? folder : Directory.CreateDirectory(Path.Combine(folder, $"{SafeName(uploads[0].Name)} +{uploads.Count - 1}")).FullName;
            long done = 0;
            foreach (var (name, open) in uploads)
            {
                await using var from = open();
                await using FileStream to = new(Path.Combine(into, SafeName(name)), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true);
                var buffer = new byte[1 << 16];
                while (await from.ReadAsync(buffer, ct) is > 0 and var read)
                {
                    await to.WriteAsync(buffer.AsMemory(0, read), ct);
                    progress.Report(done += read);
                }
            }

            return uploads.Count == 1 ? Path.Combine(into, SafeName(uploads[0].Name)) : into;
        }
        catch
        {
            files.DeleteUpload(folder);
            throw;
        }
    }

    /// <summary>Forgets an upload that is not imported after all.</summary>
    public void Discard(string path) => files.DeleteUpload(path);

    /// <exception cref="UnauthorizedAccessException">The person is no administrator.</exception>
    /// <exception cref="ImportException">The files cannot be imported.</exception>
    public Task<(Guid Id, ImportResult Result)> TryAsync(ImportRequest request, IProgress<ImportProgress> progress, ClaimsPrincipal user, CancellationToken ct) =>
        runner.TryAsync(request, Actor.Admin(user), progress, ct);

    /// <summary>Keeps an import and has it run.</summary>
    /// <exception cref="UnauthorizedAccessException">The person is no administrator.</exception>
    /// <exception cref="ImportException">The files cannot be imported.</exception>
    public async Task<Guid> StartAsync(ImportRequest request, ClaimsPrincipal user, CancellationToken ct)
    {
        var actor = Actor.Admin(user);
        var id = await runner.AddAsync(request, actor, ct);
        await starter.StartAsync(id, actor.Name, ct);
        monitor.Changed();
        return id;
    }

    /// <summary>Has an import go on where it stopped; false where there is nothing to go on with.</summary>
    /// <exception cref="UnauthorizedAccessException">The person is no administrator.</exception>
    public async Task<bool> ResumeAsync(Guid id, ClaimsPrincipal user, CancellationToken ct)
    {
        var actor = Actor.Admin(user);
        var found = await store.ChangeStateAsync(id, [JobRunState.Cancelled, JobRunState.Failed, JobRunState.Interrupted], JobRunState.Running, "import.resumed", actor, ct);
        if (found)
        {
            await starter.StartAsync(id, actor.Name, ct);
            monitor.Changed();
        }

        return found;
    }

    /// <summary>Stops an import that runs or waits; what it has brought stays.</summary>
    /// <exception cref="UnauthorizedAccessException">The person is no administrator.</exception>
    public async Task CancelAsync(Guid id, ClaimsPrincipal user, CancellationToken ct)
    {
        var actor = Actor.Admin(user);
        await store.ChangeStateAsync(id, [JobRunState.Running, JobRunState.Interrupted], JobRunState.Cancelled, "import.cancelled", actor, ct);
        monitor.Cancel(id);
        monitor.Changed();
    }

    /// <summary>The newest imports, newest first, as far as they are.</summary>
    public async Task<IReadOnlyList<ImportView>> ListAsync(CancellationToken ct)
    {
        var live = monitor.Current;
        return [.. (await store.ListAsync(Shown, ct)).Select(run => ImportView.Of(run, live, files))];
    }

    // A name of a browser is no path.
    private static string SafeName(string name)
    {
        var last = Path.GetFileName(name.Replace('\\', '/'));
        var safe = string.Concat(last.Where(letter => !char.IsControl(letter) && !Path.GetInvalidFileNameChars().Contains(letter))).TrimStart('.');
        return safe.Length == 0 ? "upload" : safe.Length <= 150 ? safe : safe[^150..];
    }
}

/// <summary>An import as the page shows it.</summary>
/// <param name="Live">Null unless it runs now.</param>
/// <param name="HasRejected">Whether the rejected rows can be downloaded.</param>
public sealed record ImportView(
    Guid Id, string Name, string Format, ImportSubject Subject, JobRunState State, ImportTally Tally, double Share, DateTime StartedUtc, DateTime? EndedUtc, string? Error, string Author,
    IReadOnlyDictionary<RejectReason, long> Reasons, IReadOnlyList<string> Warnings, LiveImport? Live, bool HasRejected)
{
    internal static ImportView Of(ImportRunEntity run, LiveImport? live, ImportFiles files)
    {
        var at = ImportCheckpoint.FromJson(run.Checkpoint);
        return new ImportView(
            run.Id, run.Name, run.Format, run.Subject, run.State, new ImportTally(run.Added, run.Changed, run.Unchanged, run.Rejected), run.Bytes == 0 ? 0 : (double)run.BytesDone / run.Bytes,
            run.StartedUtc, run.EndedUtc, run.Error, run.Author, at.Reasons, at.Warnings, live?.Id == run.Id ? live : null, run.Rejected > 0 && File.Exists(files.Rejected(run.Id)));
    }
}
