using Microsoft.Data.Sqlite;

namespace Portal.Data;

internal static class SqliteFiles
{
    /// <summary>Closes the files that pooled connections keep open, so that they can be deleted.</summary>
    public static void Release() => SqliteConnection.ClearAllPools();
}
