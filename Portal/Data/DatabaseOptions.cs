namespace Portal.Data;

/// <summary>Section <c>Database</c>: which database, and how it is spoken to.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Database";

    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>Rows per statement of a save, 1..1000. Some servers that speak SQL Server's protocol want 1.</summary>
    public int MaxBatchSize { get; set; } = 42;

    /// <summary>150 = SQL Server 2019, 160 = 2022, 170 = 2025.</summary>
    public int SqlServerCompatibilityLevel { get; set; } = 150;

    /// <summary>How long a command may take, in seconds, 1..600.</summary>
    public int CommandTimeoutSeconds { get; set; } = 30;
}

public enum DatabaseProvider
{
    /// <summary>One file in the data folder; nothing to install.</summary>
    Sqlite,

    /// <summary>The server that <c>ConnectionStrings:Portal</c> names.</summary>
    SqlServer,
}
