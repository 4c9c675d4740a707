using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Profiles;
using Portal.Tests.Support;

namespace Portal.Tests.Data;

public sealed class MultiRowLookupTests
{
    private static readonly DateTime At = new DateTime(2026, 3, 4, 5, 6, 7, DateTimeKind.Utc).AddTicks(7);

    private static readonly string[] Key = [nameof(InteractionEntity.UserId), nameof(InteractionEntity.Kind), nameof(InteractionEntity.AtUtc), nameof(InteractionEntity.ItemId)];

    [Theory]
    [OnSqlite]
    [OnSqlServer]
    public async Task Rows_that_are_there_are_told_by_their_places(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var db = database.CreateDbContext();
        db.Users.Add(new PortalUser { Id = "ana", UserName = "ana" });
        db.Items.Add(new ItemEntity { ExternalId = "one", Kind = "film", Title = "One", Source = "test" });
        await db.SaveChangesAsync();
        var item = await db.Items.Select(row => row.Id).SingleAsync();
        InteractionEntity Row(int number) => new() { UserId = "ana", ItemId = item, Kind = number % 2 == 0 ? InteractionKind.Like : InteractionKind.Save, AtUtc = At.AddSeconds(number), Context = "test" };
        await db.InsertAsync(Enumerable.Range(0, 100).Where(number => number % 3 == 0).Select(Row), default);

        var found = await db.ExistingAsync([.. Enumerable.Range(0, 100).Select(Row)], Key, default);

        Assert.Equal(Enumerable.Range(0, 100).Where(number => number % 3 == 0), found.Order());
    }

    [Fact]
    public async Task The_database_finds_them_by_the_index_of_person_kind_and_time()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var db = database.CreateDbContext();
        var entity = db.Model.FindEntityType(typeof(InteractionEntity))!;
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + MultiRowLookup.Statement(db.GetService<ISqlGenerationHelper>(), entity, [.. Key.Select(name => entity.FindProperty(name)!)], 2);
        for (var i = 0; i < 2 * Key.Length; i++)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"@p{i}", i);
            command.Parameters.Add(parameter);
        }

        await using var reader = await command.ExecuteReaderAsync();
        List<string> steps = [];
        while (await reader.ReadAsync())
        {
            steps.Add(reader.GetString(3));
        }

        Assert.Contains(steps, step => step.Contains("IX_Interactions_UserId_Kind_AtUtc (UserId=? AND Kind=? AND AtUtc=?)", StringComparison.Ordinal));
    }

    [Theory]
    [OnSqlite]
    [OnSqlServer]
    public async Task Only_rows_that_are_not_there_are_inserted(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var db = database.CreateDbContext();
        db.Users.Add(new PortalUser { Id = "ana", UserName = "ana" });
        db.Items.Add(new ItemEntity { ExternalId = "one", Kind = "film", Title = "One", Source = "test" });
        await db.SaveChangesAsync();
        var item = await db.Items.Select(row => row.Id).SingleAsync();
        InteractionEntity Row(int number) => new() { UserId = "ana", ItemId = item, Kind = InteractionKind.Rating, Value = number % 4 == 0 ? null : number / 2.0, AtUtc = At.AddSeconds(number), Context = "test" };
        string[] stored = [.. Key, nameof(InteractionEntity.Value), nameof(InteractionEntity.Context)];
        Assert.Equal(20, await db.InsertMissingAsync([.. Enumerable.Range(0, 20).Select(Row)], stored, Key, default));

        Assert.Equal(1000 - 20, await db.InsertMissingAsync([.. Enumerable.Range(0, 1000).Select(Row)], stored, Key, default));

        var rows = await db.Interactions.AsNoTracking().OrderBy(row => row.AtUtc).ToListAsync();
        Assert.Equal(Enumerable.Range(0, 1000).Select(Row).Select(row => (row.Kind, row.Value, row.AtUtc, row.Context)), rows.Select(row => (row.Kind, row.Value, row.AtUtc, row.Context)));
    }

    [Fact]
    public void The_statement_is_one_for_sql_server_too()
    {
        using var db = new SqlServerDesignTimeFactory().CreateDbContext([]);
        var entity = db.Model.FindEntityType(typeof(InteractionEntity))!;

        IProperty[] properties = [.. Key.Select(name => entity.FindProperty(name)!)];
        Assert.Empty(TSqlCompiler.CheckSyntax(MultiRowLookup.Statement(db.GetService<ISqlGenerationHelper>(), entity, properties, 3)));
    }
}
