using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Profiles;

namespace Portal.Tests.Data;

public sealed class MultiRowInsertTests : IAsyncLifetime
{
    private static readonly DateTime At = new(2026, 3, 4, 5, 6, 7, 890, DateTimeKind.Utc);
    private readonly string _folder = Directory.CreateTempSubdirectory("portal-insert-").FullName;

    public async Task InitializeAsync()
    {
        await using var db = Open();
        await db.Database.MigrateAsync();
    }

    public Task DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task InsertAsync_Row_IsStoredAsSaveChangesStoresIt()
    {
        await using var db = Open();
        db.Items.Add(NewItem("saved"));
        await db.SaveChangesAsync();

        await db.InsertAsync([NewItem("inserted")], CancellationToken.None);

        var rows = await RowsWithoutIdsAsync(db);
        Assert.Equal(2, rows.Count);
        Assert.Equal(rows[0], rows[1]);
    }

    [Fact]
    public async Task InsertAsync_MoreRowsThanAStatementTakes_InsertsAllInOrder()
    {
        await using var db = Open();
        db.Items.Add(NewItem("one"));
        db.Users.Add(new PortalUser { Id = "ana", UserName = "ana" });
        await db.SaveChangesAsync();
        var rows = Enumerable.Range(0, 1003).Select(number => new InteractionEntity
        {
            UserId = "ana",
            ItemId = 1,
            Kind = number % 3 == 0 ? InteractionKind.Rating : InteractionKind.Click,
            Value = number % 3 == 0 ? number / 2.0 : null,
            AtUtc = At.AddSeconds(number),
            Context = "simulation",
        }).ToList();

        await db.InsertAsync(rows, CancellationToken.None);

        var stored = await db.Interactions.AsNoTracking().OrderBy(row => row.Id).ToListAsync();
        Assert.Equal(rows.Select(row => (row.Kind, row.Value, row.AtUtc)), stored.Select(row => (row.Kind, row.Value, row.AtUtc)));
    }

    [Fact]
    public async Task InsertAsync_TransactionRolledBack_LeavesNothing()
    {
        await using var db = Open();
        await using (await db.Database.BeginTransactionAsync())
        {
            await db.InsertAsync([NewItem("gone")], CancellationToken.None);
        }

        Assert.Equal(0, await db.Items.CountAsync());
    }

    private static ItemEntity NewItem(string id) => new()
    {
        ExternalId = id,
        Kind = "film",
        Title = "Quiet \"Sea\"",
        Creators = ["Ada Grey", "Żaneta O'Neil"],
        Genres = ["drama"],
        Tags = [],
        Year = 1999,
        Attributes = new() { ["minutes"] = "130", ["country"] = "Ireland" },
        PublishedUtc = At.AddYears(-27),
        Source = "demo",
        UpdatedUtc = At,
    };

    private static async Task<List<List<string>>> RowsWithoutIdsAsync(SqlitePortalDbContext db)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "SELECT * FROM Items ORDER BY Id";
        await using var reader = await command.ExecuteReaderAsync();
        List<List<string>> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount)
                .Where(column => reader.GetName(column) is not "Id" and not "ExternalId")
                .Select(column => reader.IsDBNull(column) ? "NULL" : reader.GetString(column))]);
        }

        return rows;
    }

    private SqlitePortalDbContext Open()
    {
        DbContextOptionsBuilder<SqlitePortalDbContext> builder = new();
        DatabaseRegistration.ConfigureSqlite(builder, new DatabaseOptions(), Path.Combine(_folder, "portal.db"));
        return new SqlitePortalDbContext(builder.Options);
    }
}
