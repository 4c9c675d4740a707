using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace Portal.Data;

/// <summary>What a database error means, whichever database reported it.</summary>
internal static class DbErrors
{
    /// <summary>Whether a row with the same unique key is there already.</summary>
    public static bool IsUniqueViolation(Exception error) => error.GetBaseException() switch
    {
        // SQLITE_CONSTRAINT_UNIQUE and SQLITE_CONSTRAINT_PRIMARYKEY of SQLITE_CONSTRAINT (19), which covers other rules too.
        SqliteException sqlite => sqlite is { SqliteErrorCode: 19, SqliteExtendedErrorCode: 2067 or 1555 },

        // A primary key or unique constraint, and a unique index.
        SqlException server => server.Number is 2627 or 2601,
        _ => false,
    };
}
