using Microsoft.EntityFrameworkCore;

namespace Portal.Data;

/// <summary>
/// More memory for the pages of a SQLite file while much is written, and more of its log before that is copied into the file: usually
/// an index page would be read and written again for every few rows.
/// </summary>
internal static class BulkCache
{
    private const string Large = "PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=16000;", Usual = "PRAGMA cache_size=-2000; PRAGMA wal_autocheckpoint=1000; PRAGMA shrink_memory;";

    /// <summary>Gives the context's connection more, until <see cref="EndBulkAsync"/>. Elsewhere than on SQLite it does nothing.</summary>
    public static Task BeginBulkAsync(this PortalDbContext db, CancellationToken ct) => ExecuteAsync(db, Large, ct);

    /// <summary>Gives it back.</summary>
    public static Task EndBulkAsync(this PortalDbContext db, CancellationToken ct) => ExecuteAsync(db, Usual, ct);

    private static async Task ExecuteAsync(PortalDbContext db, string pragma, CancellationToken ct)
    {
        if (!db.Database.IsSqlite())
        {
            return;
        }

        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = pragma;
            await command.ExecuteNonQueryAsync(ct);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
