using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Data;

namespace Portal.Startup;

/// <summary>Brings the database to this program's schema, or says in one sentence why it cannot.</summary>
internal sealed partial class DatabaseMigrator(
    IDbContextFactory<PortalDbContext> contexts, DataFolder folder, IOptions<DatabaseOptions> options, ILogger<DatabaseMigrator> logger)
{
    /// <summary>Applies what is missing and answers the names of the applied migrations.</summary>
    public Task<IReadOnlyList<string>> MigrateAsync(CancellationToken ct) => WithDatabaseAsync(async db =>
    {
        var start = Stopwatch.GetTimestamp();
        await SqliteMigrationLock.ClearAsync(db, ct);
        var pending = (await db.Database.GetPendingMigrationsAsync(ct)).ToList();
        if (pending.Count > 0)
        {
            await db.Database.MigrateAsync(ct);
            var milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            LogMigrated(logger, pending.Count, milliseconds);
        }

        return (IReadOnlyList<string>)pending;
    }, ct);

    /// <summary>For a program that does not own the data folder: only looks.</summary>
    /// <exception cref="PortalStartupException">The schema is not this program's.</exception>
    public Task EnsureCurrentAsync(CancellationToken ct) => WithDatabaseAsync(async db =>
        (await db.Database.GetPendingMigrationsAsync(ct)).Any()
            ? throw new PortalStartupException($"The database in {folder.Path} is older than this program and in use; stop the portal that uses it and run 'migrate'.")
            : true, ct);

    private async Task<T> WithDatabaseAsync<T>(Func<PortalDbContext, Task<T>> work, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        try
        {
            await DatabaseProbe.ConnectAsync(db, ct);
            await RefuseNewerAsync(db, ct);
            return await work(db);
        }
        catch (Exception e) when (Chain(e).OfType<DbException>().FirstOrDefault() is { } cause)
        {
            throw new PortalStartupException(DatabaseErrors.Explain(cause, db.Database.GetDbConnection().DataSource), e);
        }
    }

    private async Task RefuseNewerAsync(PortalDbContext db, CancellationToken ct)
    {
        var unknown = (await db.Database.GetAppliedMigrationsAsync(ct)).Except(db.Database.GetMigrations()).ToList();
        if (unknown.Count > 0)
        {
            var key = options.Value.Provider == DatabaseProvider.Sqlite ? "Portal:DataFolder" : "ConnectionStrings:Portal";
            throw new PortalStartupException(
                $"The database was written by a newer portal (it has the migration {unknown[^1]}, unknown to version {PortalVersion.Current}); start that version, or set {key} to another database. Nothing was changed.");
        }
    }

    private static IEnumerable<Exception> Chain(Exception error)
    {
        for (var e = error; e is not null; e = e.InnerException)
        {
            yield return e;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Applied {Count} migrations in {Milliseconds:F0} ms")]
    private static partial void LogMigrated(ILogger logger, int count, double milliseconds);
}
