using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Demo;
using Portal.Domain.Language;
using Portal.Domain.Profiles;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Demo;

public sealed class DemoSeederTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
    private readonly string _folder = Directory.CreateTempSubdirectory("portal-demo-").FullName;
    private DatabaseFile _databases = null!;

    public async Task InitializeAsync()
    {
        _databases = new DatabaseFile(Path.Combine(_folder, "portal.db"));
        await using var db = _databases.CreateDbContext();
        await db.Database.MigrateAsync();
        db.Roles.Add(new IdentityRole { Name = "User", NormalizedName = "USER" });
        await db.SaveChangesAsync();
    }

    public Task DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task SeedAsync_EmptyDatabase_AddsItemsPeopleAndHistory()
    {
        await SeedAsync();

        await using var db = _databases.CreateDbContext();
        var amara = await db.Users.SingleAsync(user => user.UserName == "amara");
        var statements = await db.Statements.Where(statement => statement.UserId == amara.Id).OrderBy(statement => statement.CreatedUtc).ToListAsync();
        var parsed = JsonSerializer.Deserialize<ParsedStatement>(statements[0].Parsed, JsonSerializerOptions.Web)!;
        var roles = await db.UserRoles.CountAsync(role => role.UserId == amara.Id);
        var newest = await db.Interactions.MaxAsync(done => done.AtUtc);
        Assert.Equal((660, 412, 12), (await db.Items.CountAsync(), await db.Users.CountAsync(), await db.Users.CountAsync(user => user.Persona)));
        Assert.True(amara is { Simulated: true, PasswordHash: null, Email: "amara@demo.invalid", OnboardedUtc: not null });
        Assert.Equal(1, roles);
        Assert.Equal(Now.UtcDateTime.AddDays(-61), statements[0].CreatedUtc);
        Assert.Equal(["gore"], parsed.RefusedLabels());
        Assert.Equal(await db.Statements.CountAsync(), await db.StatementChanges.CountAsync(change => change.Action == StatementAction.Added));
        Assert.Equal(10, await db.Interactions.CountAsync(done => done.UserId == amara.Id && done.Kind == InteractionKind.Like));
        Assert.InRange(newest, Now.UtcDateTime.AddDays(-2), Now.UtcDateTime);
        Assert.Equal(["simulation"], await db.Interactions.Select(done => done.Context).Distinct().ToListAsync());
    }

    [Fact]
    public async Task SeedAsync_SecondRun_ChangesNothing()
    {
        await SeedAsync();
        var first = await CountAsync();
        await using (var db = _databases.CreateDbContext())
        {
            var item = await db.Items.SingleAsync(item => item.ExternalId == "film-arrival-2016");
            item.Title = "Edited by an admin";
            await db.SaveChangesAsync();
        }

        await SeedAsync();

        await using var after = _databases.CreateDbContext();
        Assert.Equal(first, await CountAsync());
        Assert.Equal("Edited by an admin", (await after.Items.SingleAsync(item => item.ExternalId == "film-arrival-2016")).Title);
    }

    [Fact]
    public async Task SeedAsync_SomethingMissing_AddsJustThat()
    {
        await SeedAsync();
        var first = await CountAsync();
        await using (var db = _databases.CreateDbContext())
        {
            await db.Users.Where(user => user.UserName == "declan" || user.UserName == "reader-007").ExecuteDeleteAsync();
        }

        await SeedAsync();

        Assert.Equal(first, await CountAsync());
    }

    [Fact]
    public async Task SeedAsync_NameTakenByARealPerson_LeavesThemAlone()
    {
        await using (var db = _databases.CreateDbContext())
        {
            db.Users.Add(new PortalUser { UserName = "Zahra", NormalizedUserName = "ZAHRA", DisplayName = "Somebody else" });
            await db.SaveChangesAsync();
        }

        await SeedAsync();

        await using var after = _databases.CreateDbContext();
        Assert.False((await after.Users.SingleAsync(user => user.NormalizedUserName == "ZAHRA")).Persona);
        Assert.Equal(11, await after.Users.CountAsync(user => user.Persona));
    }

    [Fact]
    public async Task SeedAsync_WithoutTheRole_SaysWhatIsMissingAndKeepsNoHalfPerson()
    {
        await using (var db = _databases.CreateDbContext())
        {
            await db.Roles.ExecuteDeleteAsync();
        }

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => SeedAsync());

        await using var after = _databases.CreateDbContext();
        Assert.Contains("'User'", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, await after.Users.CountAsync());
    }

    [Fact]
    public async Task SeedAsync_DemoOff_AddsNothing()
    {
        await SeedAsync(demo: false);

        Assert.Equal((0, 0, 0, 0, 0), await CountAsync());
    }

    private Task SeedAsync(bool demo = true)
    {
        DemoSeeder seeder = new(_databases, Options.Create(new PortalOptions { Demo = demo }), new StoppedClock(), NullLogger<DemoSeeder>.Instance);
        return seeder.SeedAsync(CancellationToken.None);
    }

    private async Task<(int Items, int Users, int Statements, int Changes, int Interactions)> CountAsync()
    {
        await using var db = _databases.CreateDbContext();
        return (await db.Items.CountAsync(), await db.Users.CountAsync(), await db.Statements.CountAsync(), await db.StatementChanges.CountAsync(), await db.Interactions.CountAsync());
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed class DatabaseFile(string path) : IDbContextFactory<PortalDbContext>
    {
        public PortalDbContext CreateDbContext()
        {
            DbContextOptionsBuilder<SqlitePortalDbContext> builder = new();
            DatabaseRegistration.ConfigureSqlite(builder, new DatabaseOptions(), path);
            return new SqlitePortalDbContext(builder.Options);
        }
    }
}
