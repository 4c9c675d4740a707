using Microsoft.EntityFrameworkCore;
using Portal.Data;

namespace Portal.Tests.Support.SqlServer;

/// <summary>
/// Every query that code sends to SQLite, translated for SQL Server as well and compiled there without a server: that it
/// translates, that its syntax is right, and that its tables and columns exist.
/// </summary>
/// <remarks>
/// <para>
/// In a test: <c>var report = await SqlServerQueryCheck.RunAsync(async factory => …); report.AssertGreen();</c>. Around a
/// whole portal: <c>var check = new SqlServerQueryCheck(); services.ConfigureDbContext&lt;SqlitePortalDbContext&gt;(check.Attach);</c>,
/// then, after the tour, <c>check.Compile().AssertGreen()</c>. A query is seen when it runs, with its real parameters, so
/// the tour decides what is checked. Saves are checked for every table of the model, whether the tour makes them or not.
/// </para>
/// <para>
/// Not seen: SQL sent through ADO.NET past EF Core, what is inside a text given to EXEC, and what SQL Server only finds
/// out when it runs a statement (types, collations, permissions, plans).
/// </para>
/// </remarks>
public sealed class SqlServerQueryCheck
{
    private readonly SqlServerMirror _mirror = new();

    /// <summary>Runs calls against an empty, migrated SQLite database and compiles what they asked it.</summary>
    public static async Task<SqlServerQueryReport> RunAsync(Func<IDbContextFactory<PortalDbContext>, Task> calls)
    {
        var check = new SqlServerQueryCheck();
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, check.Attach);
        await calls(database);
        return check.Compile();
    }

    /// <summary>Makes contexts with these options report what they run.</summary>
    public void Attach(DbContextOptionsBuilder builder) => _mirror.Attach(builder);

    public SqlServerQueryReport Compile()
    {
        var statements = _mirror.Statements.Concat(SqlServerSaves.Record()).Distinct().ToList();
        return new SqlServerQueryReport(
            _mirror.Queries,
            [.. statements.Select(statement => statement.Text)],
            [.. _mirror.Errors, .. SqlServerCheckScript.Compile(statements)],
            [.. _mirror.Unfinished]);
    }
}

/// <summary>What a check found.</summary>
/// <param name="Queries">LINQ queries and raw statements that ran on SQLite, repetitions included.</param>
/// <param name="Statements">The different statements for SQL Server that came of them, and those of the saves.</param>
/// <param name="Errors">What could not be translated or compiled, each with its statement.</param>
/// <param name="Unfinished">
/// Queries whose first statement was recorded, but whose reading of a made-up row failed: a second statement of a split
/// query would have been missed.
/// </param>
public sealed record SqlServerQueryReport(
    int Queries,
    IReadOnlyList<string> Statements,
    IReadOnlyList<string> Errors,
    IReadOnlyList<string> Unfinished)
{
    public void AssertGreen()
    {
        Assert.True(Errors.Count == 0, string.Join("\n\n", Errors));
        Assert.True(Unfinished.Count == 0, string.Join("\n\n", Unfinished));
    }
}
