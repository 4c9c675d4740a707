using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Portal.Data;

namespace Portal.Tests.Support;

/// <summary>
/// A migrated, empty database of its own, gone when disposed: a SQLite file in a temporary folder, or a new database on
/// the server that <see cref="SqlServerVariable"/> names. Give it to services as their context factory.
/// </summary>
/// <remarks>
/// On SQLite too, a transaction begun outside an execution strategy fails: on SQL Server, where connections are retried,
/// it would.
/// </remarks>
public sealed class TestDatabase : IDbContextFactory<PortalDbContext>, IAsyncDisposable
{
    public const string SqlServerVariable = "PORTAL_TEST_SQLSERVER";

    /// <summary>Migrated once; each database starts as a copy of it.</summary>
    private static readonly Lazy<Task<byte[]>> Template = new(CreateTemplateAsync);

    private readonly Func<PortalDbContext> _create;
    private readonly TestFolder? _folder;

    private TestDatabase(DatabaseProvider provider, Func<PortalDbContext> create, TestFolder? folder) =>
        (Provider, _create, _folder) = (provider, create, folder);

    /// <summary>The connection string of a server on which databases may be created; null where there is none.</summary>
    public static string? SqlServer { get; } = Environment.GetEnvironmentVariable(SqlServerVariable) is { Length: > 0 } server ? server : null;

    public DatabaseProvider Provider { get; }

    /// <param name="configure">More about the contexts, e.g. an interceptor.</param>
    public static async Task<TestDatabase> CreateAsync(DatabaseProvider provider = DatabaseProvider.Sqlite, Action<DbContextOptionsBuilder>? configure = null) =>
        provider == DatabaseProvider.Sqlite ? await CreateSqliteAsync(configure) : await CreateSqlServerAsync(configure);

    public PortalDbContext CreateDbContext() => _create();

    public async ValueTask DisposeAsync()
    {
        if (Provider == DatabaseProvider.SqlServer)
        {
            await using var db = CreateDbContext();
            await db.Database.EnsureDeletedAsync();
        }

        _folder?.Dispose();
    }

    private static async Task<TestDatabase> CreateSqliteAsync(Action<DbContextOptionsBuilder>? configure)
    {
        var folder = new TestFolder();
        var file = folder.File("portal.db");
        await File.WriteAllBytesAsync(file, await Template.Value);
        return new TestDatabase(DatabaseProvider.Sqlite, () => OpenSqlite(file, configure), folder);
    }

    private static async Task<TestDatabase> CreateSqlServerAsync(Action<DbContextOptionsBuilder>? configure)
    {
        var server = SqlServer ?? throw new InvalidOperationException($"{SqlServerVariable} is not set; set it to a connection string.");
        var connection = new SqlConnectionStringBuilder(server) { InitialCatalog = $"PortalTest_{Guid.NewGuid():N}" }.ToString();
        var builder = new DbContextOptionsBuilder<SqlServerPortalDbContext>();
        DatabaseRegistration.ConfigureSqlServer(builder, new DatabaseOptions(), connection);
        configure?.Invoke(builder);
        var database = new TestDatabase(DatabaseProvider.SqlServer, () => new SqlServerPortalDbContext(builder.Options), folder: null);
        await using var db = database.CreateDbContext();
        await db.Database.MigrateAsync();
        return database;
    }

    private static async Task<byte[]> CreateTemplateAsync()
    {
        using var folder = new TestFolder();
        var file = folder.File("template.db");
        await using (var db = OpenSqlite(file, configure: null))
        {
            await db.Database.MigrateAsync();
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE);");
        }

        SqliteConnection.ClearAllPools();
        return await File.ReadAllBytesAsync(file);
    }

    private static SqlitePortalDbContext OpenSqlite(string file, Action<DbContextOptionsBuilder>? configure)
    {
        var builder = new DbContextOptionsBuilder<SqlitePortalDbContext>();
        DatabaseRegistration.ConfigureSqlite(builder, new DatabaseOptions(), file);
        builder.UseSqlite(sqlite => sqlite.ExecutionStrategy(dependencies => new SqlServerManners(dependencies)));
        configure?.Invoke(builder);
        return new SqlitePortalDbContext(builder.Options);
    }

    /// <summary>Never retries, but as a strategy that could it refuses transactions that it cannot repeat.</summary>
    private sealed class SqlServerManners(ExecutionStrategyDependencies dependencies)
        : ExecutionStrategy(dependencies, maxRetryCount: 1, maxRetryDelay: TimeSpan.Zero)
    {
        protected override bool ShouldRetryOn(Exception exception) => false;
    }
}
