using Microsoft.EntityFrameworkCore;

namespace Portal.Data;

internal static class SqliteMigrationLock
{
    /// <summary>
    /// EF Core marks a migration of a SQLite file with a row and waits for ever for one that a killed program left.
    /// To be called only by the one program that holds the data folder.
    /// </summary>
    public static async Task ClearAsync(PortalDbContext db, CancellationToken ct)
    {
        if (!db.Database.IsSqlite())
        {
            return;
        }

        var tables = await db.Database
            .SqlQueryRaw<int>("SELECT COUNT(*) AS \"Value\" FROM sqlite_master WHERE name = '__EFMigrationsLock'")
            .SingleAsync(ct);
        if (tables > 0)
        {
            await db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsLock\"", ct);
        }
    }
}
