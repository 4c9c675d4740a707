using System.Data;
using System.Reflection;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Tests.Support.SqlServer;

namespace Portal.Tests.Data;

/// <summary>The client for SQL Server as it is delivered: complete, and configured as the options say.</summary>
public sealed class SqlServerClientTests
{
    /// <summary>What is left out on purpose, with the feature that needs it.</summary>
    private static readonly Dictionary<string, string> Absent = new()
    {
        ["Microsoft.Identity.Client.Broker"] = "Authentication=ActiveDirectoryInteractive, which opens a sign-in window; a server has none",
    };

    [Fact]
    public void Every_assembly_that_the_client_names_is_there()
    {
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<string>();
        Walk(typeof(SqlConnection).Assembly.GetName());
        Assert.Contains("Microsoft.SqlServer.Server", seen);
        Assert.Equal(Absent.Keys.Order(StringComparer.Ordinal), missing);

        void Walk(AssemblyName name)
        {
            if (!seen.Add(name.Name!))
            {
                return;
            }

            try
            {
                foreach (var reference in Assembly.Load(name).GetReferencedAssemblies())
                {
                    Walk(reference);
                }
            }
            catch (IOException)
            {
                missing.Add(name.Name!);
            }
        }
    }

    /// <summary>Type inference asks for an assembly that some registries lack and the portal stands in for.</summary>
    [Fact]
    public void The_type_of_a_parameter_is_inferred_from_its_value()
    {
        Assert.Equal(SqlDbType.NVarChar, new SqlParameter("@p", "x").SqlDbType);
        Assert.Equal(SqlDbType.Int, new SqlParameter("@p", 1).SqlDbType);
        Assert.Equal(SqlDbType.VarBinary, new SqlParameter("@p", new byte[] { 1 }).SqlDbType);
        Assert.Equal(SqlDbType.UniqueIdentifier, new SqlParameter("@p", Guid.Empty).SqlDbType);
    }

    [Fact]
    public async Task The_client_tries_to_connect()
    {
        await using var connection = new SqlConnection("Server=tcp:127.0.0.1,1;Database=x;User ID=x;Password=x;Connect Timeout=3;Encrypt=false");
        var error = await Assert.ThrowsAsync<SqlException>(() => connection.OpenAsync());
        Assert.Contains("network-related", error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.False(DbErrors.IsUniqueViolation(new DbUpdateException("x", error)));
    }

    [Fact]
    public void A_broken_connection_is_tried_again()
    {
        using var db = new SqlServerDesignTimeFactory().CreateDbContext([]);
        var strategy = Assert.IsType<SqlServerRetryingExecutionStrategy>(db.Database.CreateExecutionStrategy());
        Assert.True(strategy.RetriesOnFailure);
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 3)]
    [InlineData(42, 1)]
    public void MaxBatchSize_limits_the_rows_of_a_statement(int most, int expected)
    {
        var server = new FakeSqlServer(new DatabaseOptions { MaxBatchSize = most });
        using var db = server.Open();
        db.AddRange(Enumerable.Range(0, 5).Select(i => SampleRows.Setting($"{i}")));
        db.SaveChanges();
        Assert.Equal(expected, server.TakeRecorded().Count);
    }

    /// <summary>The server that has no MERGE wants one row at a time.</summary>
    [Theory]
    [InlineData(1, false)]
    [InlineData(42, true)]
    public void One_row_at_a_time_needs_no_merge(int most, bool merges)
    {
        var server = new FakeSqlServer(new DatabaseOptions { MaxBatchSize = most });
        using var db = server.Open();
        db.AddRange(Enumerable.Range(0, 5).Select(_ => SampleRows.Audit()));
        Record.Exception(() => db.SaveChanges());
        var recorded = server.TakeRecorded();
        Assert.NotEmpty(recorded);
        Assert.Equal(merges, recorded.Any(statement => statement.Text.Contains("MERGE", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(150, false)]
    [InlineData(160, true)]
    [InlineData(170, true)]
    public void The_compatibility_level_decides_what_is_asked(int level, bool newer)
    {
        using var db = new FakeSqlServer(new DatabaseOptions { SqlServerCompatibilityLevel = level }).Open();
        var query = db.Items.Where(item => EF.Functions.Least(item.Id, item.Revision) > 1);
        Assert.Equal(newer, Record.Exception(() => query.ToQueryString()) is null);
    }
}
