using Microsoft.EntityFrameworkCore;
using Portal.Accounts;
using Portal.Data;
using Portal.Data.Entities;

namespace Portal.OfflineEvaluation;

/// <summary>A file that somebody chose.</summary>
/// <param name="Role">What it is for.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Open">Opens it.</param>
public sealed record ChosenFile(string Role, string Name, Func<Stream> Open);

/// <summary>Keeps what is to be evaluated until the job has done it: a row of the settings, and a folder of the uploaded files.</summary>
public sealed class OfflineRequests(IDbContextFactory<PortalDbContext> contexts, DataFolder folder, TimeProvider time)
{
    /// <summary>Key of the job that does it.</summary>
    public const string JobKey = "evaluate-offline";

    /// <summary>Most bytes of one file.</summary>
    public const long MostBytes = 200L * 1024 * 1024;

    private const string Key = "evaluation.request";
    private const string Uploads = "evaluation";

    /// <summary>The request that waits or is being worked on; null for none.</summary>
    public async Task<OfflineRequest?> FindAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Settings.AsNoTracking().Where(row => row.Key == Key).Select(row => row.Value).FirstOrDefaultAsync(cancellationToken) is { } json ? OfflineRequest.FromJson(json) : null;
    }

    /// <summary>Stores a request with its files, in the place of one that waits.</summary>
    /// <exception cref="ArgumentException">Something about it is wrong.</exception>
    /// <exception cref="IOException">A file is too large, or cannot be stored.</exception>
    public async Task SaveAsync(OfflineRequest request, IReadOnlyList<ChosenFile> files, Actor actor, CancellationToken cancellationToken)
    {
        var id = files.Count == 0 ? null : Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
        request = request with { Folder = id, Files = files.ToDictionary(file => file.Role, file => Path.GetFileName(file.Name)), By = actor.Name };
        if (request.Problems().FirstOrDefault() is { } problem)
        {
            throw new ArgumentException(problem);
        }

        try
        {
            await StoreAsync(id, files, cancellationToken);
            var before = await FindAsync(cancellationToken);
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var (now, row) = (time.GetUtcNow().UtcDateTime, await db.Settings.FirstOrDefaultAsync(row => row.Key == Key, cancellationToken));
            if (row is null)
            {
                db.Settings.Add(new SettingEntity { Key = Key, Value = request.ToJson(), UpdatedUtc = now });
            }
            else
            {
                (row.Value, row.UpdatedUtc) = (request.ToJson(), now);
            }

            db.Audit(actor, "evaluation.requested", request.Protocol, now, string.Join(", ", request.Models));
            await db.SaveChangesAsync(cancellationToken);
            Delete(before);
        }
        catch
        {
            Delete(request);
            throw;
        }
    }

    /// <summary>Forgets a request that was done, failed or cancelled, with its files.</summary>
    public async Task ClearAsync(OfflineRequest request, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var json = request.ToJson();
        await db.Settings.Where(row => row.Key == Key && row.Value == json).ExecuteDeleteAsync(cancellationToken);
        Delete(request);
    }

    /// <summary>Paths of the uploaded files by role.</summary>
    public IReadOnlyDictionary<string, string> PathsOf(OfflineRequest request) =>
        request.Files.Keys.ToDictionary(role => role, role => Path.Combine(FolderOf(request.Folder!), role));

    private string FolderOf(string id) => Path.Combine(folder.File(Uploads), id);

    // The person's names are shown, but never paths: each file is called by its role.
    private async Task StoreAsync(string? id, IReadOnlyList<ChosenFile> files, CancellationToken cancellationToken)
    {
        if (id is null)
        {
            return;
        }

        Directory.CreateDirectory(FolderOf(id));
        foreach (var file in files)
        {
            await using var from = file.Open();
            await using var to = File.Create(Path.Combine(FolderOf(id), file.Role));
            await from.CopyToAsync(to, cancellationToken);
        }
    }

    private void Delete(OfflineRequest? request)
    {
        if (request?.Folder is { } id && Directory.Exists(FolderOf(id)))
        {
            Directory.Delete(FolderOf(id), recursive: true);
        }
    }
}
