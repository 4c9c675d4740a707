using Microsoft.EntityFrameworkCore;
using Portal.Accounts;
using Portal.Data;
using Portal.Data.Entities;

namespace Portal.Importing;

/// <summary>What is to be imported.</summary>
/// <param name="Path">File, folder or archive, as the server sees it.</param>
/// <param name="Format">Key of the format, or <c>auto</c>.</param>
/// <param name="Options">What was chosen.</param>
public sealed record ImportRequest(string Path, string Format, ImportOptions Options)
{
    /// <summary>The name of the file or folder.</summary>
    public string Name => System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(Path)) is { Length: > 0 } name ? name : Path;
}

/// <summary>The imports in the database.</summary>
internal sealed class ImportStore(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    private const int MostName = 256, MostError = 4000;

    /// <summary>Keeps a new import, which waits to be run.</summary>
    public async Task<ImportRunEntity> AddAsync(ImportRunEntity run, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.ImportRuns.Add(run);
        db.Audit(actor, "import.started", run.Name, time.GetUtcNow().UtcDateTime, $"{run.Format}, {run.Path}");
        await db.SaveChangesAsync(ct);
        return run;
    }

    /// <summary>A run that is not kept yet.</summary>
    public ImportRunEntity New(ImportRequest request, string format, ImportSubject subject, string fingerprint, Actor actor) => new()
    {
        Id = Guid.CreateVersion7(time.GetUtcNow()),
        Format = format,
        Subject = subject,
        Path = request.Path,
        Name = Cut(request.Name, MostName),
        Fingerprint = fingerprint,
        Options = request.Options.ToJson(),
        State = JobRunState.Running,
        StartedUtc = time.GetUtcNow().UtcDateTime,
        Author = Cut(actor.Name, MostName),
    };

    public async Task<ImportRunEntity?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.ImportRuns.AsNoTracking().SingleOrDefaultAsync(run => run.Id == id, ct);
    }

    /// <summary>The newest imports, newest first.</summary>
    public async Task<IReadOnlyList<ImportRunEntity>> ListAsync(int most, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.ImportRuns.AsNoTracking().OrderByDescending(run => run.StartedUtc).ThenByDescending(run => run.Id).Take(most).ToListAsync(ct);
    }

    /// <summary>What has to be run: what waits and what was cut off, the oldest first.</summary>
    public async Task<IReadOnlyList<Guid>> UnfinishedAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.ImportRuns.Where(run => run.State == JobRunState.Running || run.State == JobRunState.Interrupted)
            .OrderBy(run => run.StartedUtc).ThenBy(run => run.Id).Select(run => run.Id).ToListAsync(ct);
    }

    /// <summary>An import of the same files with the same choices that is not finished; null for none.</summary>
    public async Task<ImportRunEntity?> UnfinishedLikeAsync(ImportRunEntity like, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.ImportRuns.AsNoTracking()
            .Where(run => run.State != JobRunState.Succeeded && run.Fingerprint == like.Fingerprint && run.Path == like.Path && run.Format == like.Format && run.Options == like.Options)
            .OrderByDescending(run => run.StartedUtc).FirstOrDefaultAsync(ct);
    }

    /// <summary>Says how an import stands.</summary>
    public async Task SetStateAsync(Guid id, JobRunState state, string? error, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var ended = state == JobRunState.Running ? (DateTime?)null : time.GetUtcNow().UtcDateTime;
        var told = error is null ? null : Cut(error, MostError);
        await db.ImportRuns.Where(run => run.Id == id).ExecuteUpdateAsync(set => set
            .SetProperty(run => run.State, state)
            .SetProperty(run => run.EndedUtc, ended)
            .SetProperty(run => run.Error, told), ct);
    }

    /// <summary>The same on somebody's word, if it is in one of the states; false where it is not.</summary>
    public async Task<bool> ChangeStateAsync(Guid id, JobRunState[] from, JobRunState state, string action, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.ImportRuns.SingleOrDefaultAsync(run => run.Id == id, ct) is not { } found || !from.Contains(found.State))
        {
            return false;
        }

        var now = time.GetUtcNow().UtcDateTime;
        (found.State, found.EndedUtc, found.Error) = (state, state == JobRunState.Running ? null : now, null);
        db.Audit(actor, action, found.Name, now);
        await db.SaveChangesAsync(ct);
        return true;
    }

    /// <summary>Labels by the other words for them, whatever the case.</summary>
    public async Task<IReadOnlyDictionary<string, string>> AliasesAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        Dictionary<string, string> aliases = new(StringComparer.OrdinalIgnoreCase);
        await foreach (var alias in db.LabelAliases.AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
        {
            aliases[alias.Alias] = alias.Label;
        }

        return aliases;
    }

    /// <summary>
    /// The time of interactions of which the file tells none: when a file of that name and format was first imported. So a second import
    /// finds what the first one brought.
    /// </summary>
    public async Task<DateTime> UndatedUtcAsync(ImportRunEntity run, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var first = await db.ImportRuns.Where(other => other.Format == run.Format && other.Subject == run.Subject && other.Name == run.Name)
            .MinAsync(other => (DateTime?)other.StartedUtc, ct);
        return first is { } earlier && earlier < run.StartedUtc ? earlier : run.StartedUtc;
    }

    /// <summary>Writes down that data left the portal.</summary>
    public async Task AuditExportAsync(Actor actor, string what, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.Audit(actor, "data.exported", what, time.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync(ct);
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
