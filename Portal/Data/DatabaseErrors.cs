using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Data.SqlClient;

namespace Portal.Data;

/// <summary>What the codes of the two databases mean for whoever runs the portal: one sentence with the key and the remedy.</summary>
internal static class DatabaseErrors
{
    private const int CannotOpenDatabase = 4060;

    /// <summary>True where the server answers but has no such database yet, so that migrating may create it.</summary>
    public static bool IsMissingDatabase(DbException error) => error is SqlException { Number: CannotOpenDatabase };

    /// <param name="error">What the provider threw.</param>
    /// <param name="source">The file or the server, as its connection names it.</param>
    public static string Explain(DbException error, string source) => error switch
    {
        SqliteException sqlite => ExplainSqlite(sqlite.SqliteErrorCode, sqlite.Message, source),
        SqlException sql => ExplainSqlServer(sql.Number, sql.Class, sql.Message, source),
        _ => $"The database failed: {FirstSentence(error.Message)}",
    };

    public static string ExplainSqlite(int code, string message, string file) => code switch
    {
        26 => $"The file {file} is not a database; move it away to start with an empty one, or set Portal:DataFolder to another folder. It was left as it is.",
        11 => $"The database {file} is damaged; put a backup in its place, or set Portal:DataFolder to another folder. It was left as it is.",
        14 => $"The database {file} cannot be opened; give the account that runs the portal access to it, or set Portal:DataFolder to another folder.",
        8 => $"The database {file} cannot be written; give the account that runs the portal write access, or set Portal:DataFolder to another folder.",
        13 => $"The disk of {file} is full; make room, or set Portal:DataFolder to a folder on another disk.",
        5 or 6 => $"The database {file} is locked by another program; close that program and start again.",
        _ => $"The database {file} failed: {FirstSentence(message)}",
    };

    public static string ExplainSqlServer(int number, byte severity, string message, string server) => number switch
    {
        18456 or 18452 or 18486 or 18487 or 18488 =>
            $"The SQL Server {server} refused the login; correct the user and the password in ConnectionStrings:Portal.",
        CannotOpenDatabase =>
            $"The SQL Server {server} does not let this login open the database that ConnectionStrings:Portal names; correct the name, or grant the login access.",
        262 or 1807 or 15247 =>
            $"The SQL Server {server} does not let this login create the database; create it yourself, or use a login with that right in ConnectionStrings:Portal.",
        229 or 230 or 297 or 300 =>
            $"The SQL Server {server} does not let this login change the schema; use a login that owns the database in ConnectionStrings:Portal.",
        -2 when severity < 20 =>
            $"The SQL Server {server} did not answer in time; raise Database:CommandTimeoutSeconds, or look at the server's load.",
        _ when severity >= 20 || number is -2 or -1 or 0 or 2 or 53 =>
            $"The SQL Server {server} that ConnectionStrings:Portal names cannot be reached ({FirstSentence(message)}); start it, correct the connection string, or set Database:Provider to Sqlite.",
        _ => $"The SQL Server {server} failed with error {number}: {FirstSentence(message)}",
    };

    private static string FirstSentence(string message) =>
        message.ReplaceLineEndings("\n").Split('\n')[0].Split(". ")[0].TrimEnd('.');
}
