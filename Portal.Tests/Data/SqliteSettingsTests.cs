using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Tests.Support;

namespace Portal.Tests.Data;

public sealed class SqliteSettingsTests
{
    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("foreign_keys", "1")]
    [InlineData("busy_timeout", "10000")]
    [InlineData("synchronous", "1")]
    public async Task Every_connection_has_its_settings(string pragma, string expected)
    {
        await using var database = await TestDatabase.CreateAsync();
        for (var i = 0; i < 2; i++)
        {
            await using var db = database.CreateDbContext();
            await db.Database.OpenConnectionAsync();
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"PRAGMA {pragma}";
            Assert.Equal(expected, Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task A_connection_opened_synchronously_has_them_too()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var db = database.CreateDbContext();
        db.Database.OpenConnection();
        using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA busy_timeout";
        Assert.Equal(10000L, command.ExecuteScalar());
    }

    [Fact]
    public async Task A_reader_does_not_wait_for_a_writer()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var writer = database.CreateDbContext();
        await writer.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await writer.Database.BeginTransactionAsync();
            writer.Add(SampleRows.Setting());
            await writer.SaveChangesAsync();

            await using var reader = database.CreateDbContext();
            Assert.Equal(0, await reader.Settings.CountAsync());
            await transaction.CommitAsync();
            Assert.Equal(1, await reader.Settings.CountAsync());
        });
    }

    [Fact]
    public void The_command_timeout_reaches_the_connection()
    {
        var connection = new SqliteConnectionStringBuilder(DatabaseRegistration.SqliteConnectionString("x.db", new DatabaseOptions { CommandTimeoutSeconds = 7 }));
        Assert.Equal((7, true, "x.db"), (connection.DefaultTimeout, connection.ForeignKeys, connection.DataSource));
    }
}
