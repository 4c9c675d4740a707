using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Portal.Accounts;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Diagnostics;
using Portal.Importing;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Importing;

/// <summary>An empty portal's database, and files to import into it.</summary>
internal sealed class ImportScene : IAsyncDisposable
{
    /// <summary>Rows of a transaction.</summary>
    public const int Batch = 400;

    private readonly TestFolder _folder = new();

    private ImportScene(TestDatabase database)
    {
        Database = database;
        DataFolder data = new(Options.Create(new PortalOptions { DataFolder = _folder.File("data") }), new HostingEnvironment { ContentRootPath = _folder.FullName });
        Files = new ImportFiles(data, Clock);
        Store = new ImportStore(database, Clock);
        Monitor = new ImportMonitor(Clock);
        Runner = new ImportRunner(database, Store, Files, Monitor, NullLogger<ImportRunner>.Instance) { Batch = Batch };
    }

    public TestDatabase Database { get; }

    public TestClock Clock { get; } = new();

    public ImportFiles Files { get; }

    public ImportStore Store { get; }

    public ImportMonitor Monitor { get; }

    public ImportRunner Runner { get; }

    public static async Task<ImportScene> CreateAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        ImportScene scene = new(await TestDatabase.CreateAsync(provider));
        await using var db = scene.Database.CreateDbContext();
        db.Roles.Add(new IdentityRole(Roles.User) { NormalizedName = "USER" });
        await db.SaveChangesAsync();
        return scene;
    }

    /// <summary>Writes a file of lines and answers its path; a name with a folder makes the folder.</summary>
    public string Write(string name, params string[] lines) => Write(name, System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));

    public string Write(string name, byte[] bytes)
    {
        var path = _folder.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public string Folder(string name) => _folder.File(name);

    public async Task<ImportResult> ImportAsync(string path, ImportOptions? options = null, string format = "auto", IProgress<WorkProgress>? progress = null)
    {
        var id = await AddAsync(path, options, format);
        return await Runner.RunAsync(id, progress, default) ?? throw new InvalidOperationException("It was cancelled.");
    }

    public Task<Guid> AddAsync(string path, ImportOptions? options = null, string format = "auto")
    {
        // No two imports at one instant: the newest has to be told.
        Clock.Advance(TimeSpan.FromSeconds(1));
        return Runner.AddAsync(new ImportRequest(path, format, options ?? new ImportOptions()), Actor.CommandLine, default);
    }

    public async Task<(ImportResult Result, string[] Rejected)> TryAsync(string path, ImportOptions? options = null, string format = "auto")
    {
        var (id, result) = await Runner.TryAsync(new ImportRequest(path, format, options ?? new ImportOptions()), Actor.CommandLine, null, default);
        return (result, RejectedOf(id));
    }

    /// <summary>Line, reason and text of the rejected rows of the newest import, as the file has them.</summary>
    public async Task<string[]> RejectedAsync() => RejectedOf((await Store.ListAsync(1, default))[0].Id);

    /// <summary>What is in the database, a line for each interaction, sorted.</summary>
    public async Task<string[]> InteractionsAsync()
    {
        await using var db = Database.CreateDbContext();
        var rows = await db.Interactions.AsNoTracking()
            .Join(db.Users, row => row.UserId, user => user.Id, (row, user) => new { row, user.ExternalId })
            .Join(db.Items, pair => pair.row.ItemId, item => item.Id, (pair, item) => new { pair.row, Person = pair.ExternalId, Item = item.ExternalId })
            .ToListAsync();
        return [.. rows.Select(all => FormattableString.Invariant($"{all.Person} {all.row.Kind} {all.row.Value} {all.row.AtUtc:yyyy-MM-ddTHH:mm:ss} {all.Item}")).Order(StringComparer.Ordinal)];
    }

    public async Task<Dictionary<string, ItemEntity>> ItemsAsync()
    {
        await using var db = Database.CreateDbContext();
        return await db.Items.AsNoTracking().ToDictionaryAsync(item => item.ExternalId);
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        _folder.Dispose();
    }

    private string[] RejectedOf(Guid id) => File.Exists(Files.Rejected(id)) ? File.ReadAllLines(Files.Rejected(id))[1..] : [];
}

/// <summary>Stops an import by an error after a number of batches.</summary>
internal sealed class FailAfter(int batches) : IProgress<WorkProgress>
{
    private int _reports;

    public void Report(WorkProgress value)
    {
        if (++_reports == batches)
        {
            throw new IOException("the disk is gone");
        }
    }
}
