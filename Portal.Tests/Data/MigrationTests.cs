using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Tests.Support;

namespace Portal.Tests.Data;

public sealed class MigrationTests
{
    private const string Advice = "The model has changed: add a migration for both databases (dotnet ef migrations add <Name> --project Portal --context <Context> --output-dir Data/Migrations/<Provider>).";

    [Fact]
    public void No_migration_is_forgotten_for_Sqlite()
    {
        using var db = new SqliteDesignTimeFactory().CreateDbContext([]);
        Assert.False(db.Database.HasPendingModelChanges(), Advice);
    }

    /// <summary>The model must not depend on the level either: a portal at 170 has the same migrations.</summary>
    [Theory]
    [InlineData(150)]
    [InlineData(160)]
    [InlineData(170)]
    public void No_migration_is_forgotten_for_SqlServer(int level)
    {
        var builder = new DbContextOptionsBuilder<SqlServerPortalDbContext>();
        DatabaseRegistration.ConfigureSqlServer(builder, new DatabaseOptions { SqlServerCompatibilityLevel = level }, "Server=none");
        using var db = new SqlServerPortalDbContext(builder.Options);
        Assert.False(db.Database.HasPendingModelChanges(), Advice);
    }

    [Fact]
    public void Both_databases_have_the_same_migrations()
    {
        using var sqlite = new SqliteDesignTimeFactory().CreateDbContext([]);
        using var server = new SqlServerDesignTimeFactory().CreateDbContext([]);
        Assert.Equal(sqlite.Database.GetMigrations().Select(Name), server.Database.GetMigrations().Select(Name));

        static string Name(string id) => id[(id.IndexOf('_', StringComparison.Ordinal) + 1)..];
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_migrated_database_has_nothing_to_do(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var db = database.CreateDbContext();
        await db.Database.MigrateAsync();
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
    }
}
