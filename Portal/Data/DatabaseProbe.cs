using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Portal.Data;

internal static class DatabaseProbe
{
    /// <summary>
    /// Connects and reads a little, straight on the connection: the retries and logs that help a running portal would only
    /// delay and repeat the answer at start-up. A server that has no such database yet passes.
    /// </summary>
    /// <exception cref="DbException">The database cannot be used.</exception>
    public static async Task ConnectAsync(PortalDbContext db, CancellationToken ct)
    {
        var connection = db.Database.GetDbConnection();
        try
        {
            await connection.OpenAsync(ct);
            if (db.Database.IsSqlite())
            {
                // Opening reads nothing; this reads the header.
                await using var command = connection.CreateCommand();
                command.CommandText = "PRAGMA schema_version";
                await command.ExecuteScalarAsync(ct);
            }
        }
        catch (DbException e) when (DatabaseErrors.IsMissingDatabase(e))
        {
            // Migrating creates it.
        }
        finally
        {
            await connection.CloseAsync();
        }
    }
}
