using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Portal.Data;
using Portal.Startup;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Startup;

public sealed class PortalStartupTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Start_EmptyFolder_CreatesTheDatabaseAndSeedsInOrder()
    {
        List<string> seeded = [];
        var data = _folder.File("new/data");
        using var host = StartupHost.Create(data, services => services
            .AddSingleton<ISeeder>(new ListSeeder(20, "people", seeded))
            .AddSingleton<ISeeder>(new ListSeeder(-1, "roles", seeded))
            .AddSingleton<ISeeder>(new ListSeeder(10, "items", seeded)));

        await host.StartAsync();

        await using var db = await ContextAsync(host);
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
        Assert.Equal(["roles", "items", "people"], seeded);
        Assert.DoesNotContain(Directory.EnumerateFiles(data), file => file.Contains("write-test", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Seeder_that_fails_is_named()
    {
        using var host = StartupHost.Create(_folder.FullName, services => services.AddSingleton<ISeeder, FailingSeeder>());

        var error = await Assert.ThrowsAsync<PortalStartupException>(() => host.StartAsync());

        Assert.Equal("The seeder 'demo catalogue' failed (films.jsonl is gone); correct the cause and start again, it goes on where it stopped.", error.Message);
    }

    [Fact]
    public async Task Folder_that_cannot_be_written_is_named_with_the_remedy()
    {
        await File.WriteAllTextAsync(_folder.File("plain"), "");
        var data = _folder.File("plain/data");

        var message = await StartupHost.FailAsync(data);

        Assert.StartsWith($"The data folder {data} cannot be written (", message, StringComparison.Ordinal);
        Assert.EndsWith("or set Portal:DataFolder to another folder.", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Second_portal_on_the_folder_is_refused_until_the_first_ends()
    {
        using (var first = StartupHost.Create(_folder.FullName))
        {
            await first.StartAsync();

            Assert.Equal(
                $"Another portal (process {Environment.ProcessId}) already uses the data folder {_folder.FullName}; stop it or set Portal:DataFolder.",
                await StartupHost.FailAsync(_folder.FullName));
        }

        using var second = StartupHost.Create(_folder.FullName);
        await second.StartAsync();
        Assert.Equal(Environment.ProcessId.ToString(CultureInfo.InvariantCulture), await File.ReadAllTextAsync(_folder.File("portal.pid")));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(700)]
    [InlineData(9000)]
    public async Task File_that_is_no_database_is_named_and_left_alone(int length)
    {
        var garbage = RandomNumberGenerator.GetBytes(length);
        await File.WriteAllBytesAsync(_folder.File("portal.db"), garbage);

        var message = await StartupHost.FailAsync(_folder.FullName);

        Assert.Equal(
            $"The file {_folder.File("portal.db")} is not a database; move it away to start with an empty one, or set Portal:DataFolder to another folder. It was left as it is.",
            message);
        Assert.Equal(garbage, await File.ReadAllBytesAsync(_folder.File("portal.db")));
    }

    [Fact]
    public async Task Empty_file_becomes_a_database()
    {
        await File.WriteAllBytesAsync(_folder.File("portal.db"), []);
        using var host = StartupHost.Create(_folder.FullName);

        await host.StartAsync();

        await using var db = await ContextAsync(host);
        Assert.Equal(0, await db.Items.CountAsync());
    }

    [Fact]
    public async Task Database_of_a_newer_portal_is_refused_unchanged()
    {
        await StartOnceAsync();
        Execute("INSERT INTO __EFMigrationsHistory VALUES ('20990101000000_Future', '99.0')");

        var message = await StartupHost.FailAsync(_folder.FullName);

        Assert.StartsWith("The database was written by a newer portal (it has the migration 20990101000000_Future, unknown to version ", message, StringComparison.Ordinal);
        Assert.EndsWith("set Portal:DataFolder to another database. Nothing was changed.", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migration_mark_of_a_killed_program_does_not_block_the_start()
    {
        Execute("CREATE TABLE __EFMigrationsLock (Id INTEGER PRIMARY KEY, Timestamp TEXT NOT NULL); INSERT INTO __EFMigrationsLock VALUES (1, '2026-01-01')");
        using var host = StartupHost.Create(_folder.FullName);
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));

        await host.StartAsync(limit.Token);

        await using var db = await ContextAsync(host);
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(limit.Token));
    }

    [Fact]
    public async Task Server_that_does_not_answer_is_named_with_the_keys()
    {
        var message = await StartupHost.FailAsync(
            _folder.FullName,
            ("Database:Provider", "SqlServer"),
            ("ConnectionStrings:Portal", "Server=tcp:127.0.0.1,1;Database=x;User ID=x;Password=secret;Connect Timeout=2;Encrypt=false"));

        Assert.StartsWith("The SQL Server tcp:127.0.0.1,1 that ConnectionStrings:Portal names cannot be reached (", message, StringComparison.Ordinal);
        Assert.EndsWith("start it, correct the connection string, or set Database:Provider to Sqlite.", message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PrepareShared_NobodyRuns_Prepares()
    {
        using var host = StartupHost.Create(_folder.FullName);

        await PortalStartup.PrepareSharedAsync(host.Services, CancellationToken.None);

        await using var db = await ContextAsync(host);
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
    }

    [Fact]
    public async Task PrepareShared_BesideARunningPortal_SeedsNothingAndComparesTheSchema()
    {
        List<string> seeded = [];
        using var running = StartupHost.Create(_folder.FullName);
        await running.StartAsync();
        using var beside = StartupHost.Create(_folder.FullName, services => services.AddSingleton<ISeeder>(new ListSeeder(1, "items", seeded)));

        await PortalStartup.PrepareSharedAsync(beside.Services, CancellationToken.None);
        Assert.Empty(seeded);

        Execute("DELETE FROM __EFMigrationsHistory");
        var error = await Assert.ThrowsAsync<PortalStartupException>(() => PortalStartup.PrepareSharedAsync(beside.Services, CancellationToken.None));
        Assert.Contains("is older than this program", error.Message, StringComparison.Ordinal);
    }

    private async Task StartOnceAsync()
    {
        using var host = StartupHost.Create(_folder.FullName);
        await host.StartAsync();
        SqliteConnection.ClearAllPools();
    }

    private void Execute(string sql)
    {
        using SqliteConnection connection = new($"Data Source={_folder.File("portal.db")};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static Task<PortalDbContext> ContextAsync(IHost host) =>
        host.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();

    private sealed class ListSeeder(int order, string name, List<string> seeded) : ISeeder
    {
        public int Order => order;

        public string Name => name;

        public Task SeedAsync(CancellationToken ct)
        {
            seeded.Add(name);
            return Task.CompletedTask;
        }
    }

    private sealed class FailingSeeder : ISeeder
    {
        public int Order => 5;

        public string Name => "demo catalogue";

        public Task SeedAsync(CancellationToken ct) => throw new FileNotFoundException("films.jsonl is gone.");
    }
}
