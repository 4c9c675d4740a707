using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Profiles;
using Portal.Tests.Support;
using Portal.Tests.Support.SqlServer;

namespace Portal.Tests.Data;

public sealed class SqlServerQueryTests
{
    [Fact]
    public async Task Reading_queries_translate_and_compile()
    {
        var since = SampleRows.Noon.AddDays(-30);
        string[] wanted = ["a", "b", "c"];
        var report = await SqlServerQueryCheck.RunAsync(async factory =>
        {
            await using var db = factory.CreateDbContext();
            var liked = db.Interactions.Where(x => x.Kind == InteractionKind.Like && x.RetractedUtc == null);
            await db.Items.AsNoTracking().Where(x => wanted.Contains(x.ExternalId) && x.Active).OrderBy(x => x.Title).Skip(5).Take(10).ToListAsync();
            await db.Items.CountAsync(x => x.Tags.Contains("slow") || x.Title.Contains("%ü_") || EF.Functions.Like(x.Title, "a%"));
            await db.Items.FirstOrDefaultAsync(x => x.ExternalId == wanted[1]);
            await db.Items.FindAsync(3);
            await liked.GroupBy(x => x.ItemId).Select(g => new { g.Key, Count = g.Count(), Last = g.Max(x => x.AtUtc) }).OrderByDescending(x => x.Count).ToListAsync();
            await db.Interactions.Where(x => x.AtUtc >= since).GroupBy(x => x.AtUtc.Date).Select(g => new { g.Key, Count = g.Count() }).ToListAsync();
            await db.Users.Where(u => !db.Interactions.Any(x => x.UserId == u.Id && liked.Any(l => l.Id == x.Id))).Select(u => u.DisplayName).ToListAsync();
            await db.ServedPositions.Join(db.Set<ItemEntity>(), p => p.ItemId, i => i.Id, (p, i) => new { p.Score, i.Tags, i.Attributes }).ToListAsync();
            await db.WeightProfiles.MaxAsync(x => (int?)x.Version);
            _ = db.JobRuns.Where(x => x.EndedUtc == null).OrderBy(x => x.StartedUtc).ToList();
            _ = db.Statements.Sum(x => x.Text.Length);
            await foreach (var _ in db.AuditEntries.AsAsyncEnumerable())
            {
            }
        });

        report.AssertGreen();
        Assert.Equal(12, report.Queries);
        AssertAsked(report, "[i].[ExternalId] IN (@wanted1, @wanted2, @wanted3)");
        AssertAsked(report, "FROM OPENJSON([i].[Tags])");
        AssertAsked(report, "OFFSET @p ROWS FETCH NEXT @p2 ROWS ONLY");
        AssertAsked(report, "[i0].[Kind] = N'Like'");
        AssertAsked(report, "FROM [AuditEntries] AS [a]");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_part_of_a_split_query_is_seen(bool async)
    {
        var report = await SqlServerQueryCheck.RunAsync(async factory =>
        {
            await using var db = factory.CreateDbContext();
            var people = db.Users.Select(u => new
            {
                u.Id,
                Said = db.Statements.Where(s => s.UserId == u.Id && s.State == StatementState.Active).ToList(),
                Saw = db.ServedPositions.Where(p => p.UserId == u.Id).Select(p => p.TopSignal).ToList(),
            });
            _ = async ? await people.ToListAsync() : people.ToList();
        });

        report.AssertGreen();
        AssertAsked(report, "[State] = N'Active'");
        AssertAsked(report, "[TopSignal], [a].[Id]");
    }

    [Fact]
    public async Task Writing_and_raw_statements_compile()
    {
        var report = await SqlServerQueryCheck.RunAsync(async factory =>
        {
            await using var db = factory.CreateDbContext();
            var end = SampleRows.Noon;
            await db.JobRuns.Where(x => x.State == JobRunState.Running).ExecuteUpdateAsync(set => set
                .SetProperty(x => x.State, JobRunState.Interrupted)
                .SetProperty(x => x.EndedUtc, end)
                .SetProperty(x => x.Done, x => x.Done + 1));
            await db.FeedRequests.Where(x => x.AtUtc < end).ExecuteDeleteAsync();
            await db.Settings.FromSql($"SELECT * FROM Settings WHERE UpdatedUtc > {end}").Where(x => x.Value != "").ToListAsync();
            await db.Settings.FromSql($"SELECT * FROM Settings").ToListAsync();
            await db.Database.SqlQuery<int>($"SELECT Version AS Value FROM WeightProfiles WHERE Name = {"x"}").ToListAsync();
            await db.Database.SqlQuery<Seen>($"SELECT ItemId, Context FROM Interactions").ToListAsync();
            await db.Database.ExecuteSqlAsync($"UPDATE Items SET Active = {true} WHERE Source = {"demo"}");
        });

        report.AssertGreen();
        Assert.Equal(7, report.Queries);
        AssertAsked(report, "UPDATE Items SET Active = @p0 WHERE Source = @p1");
    }

    [Fact]
    public async Task Every_table_of_the_model_is_saved_to()
    {
        var report = await SqlServerQueryCheck.RunAsync(_ => Task.CompletedTask);

        report.AssertGreen();
        Assert.Equal(0, report.Queries);
        using var db = new SqlServerDesignTimeFactory().CreateDbContext([]);
        Assert.All(db.Model.GetEntityTypes().Select(type => type.GetTableName()), table =>
        {
            AssertAsked(report, $"INSERT INTO [{table}]");
            AssertAsked(report, $"DELETE FROM [{table}]");
        });
        AssertAsked(report, "MERGE [Interactions]");
        AssertAsked(report, "UPDATE [Settings] SET [Revision]");
    }

    /// <summary>These names stand in the SQLite database, so SQLite is content.</summary>
    [Fact]
    public async Task A_table_of_one_database_only_is_found()
    {
        var report = await SqlServerQueryCheck.RunAsync(async factory =>
        {
            await using var db = factory.CreateDbContext();
            await db.Database.SqlQuery<string>($"SELECT name AS Value FROM sqlite_master").ToListAsync();
        });

        Assert.NotEmpty(report.Errors);
        Assert.All(report.Errors, error => Assert.Contains("sqlite_master", error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unknown_column_is_found_wherever_it_stands()
    {
        var report = await SqlServerQueryCheck.RunAsync(async factory =>
        {
            await using var db = factory.CreateDbContext();
                await db.Database.OpenConnectionAsync();
                await using var command = db.Database.GetDbConnection().CreateCommand();
                command.CommandText = "ALTER TABLE Items ADD COLUMN Extra TEXT";
                await command.ExecuteNonQueryAsync();
                await db.Database.SqlQuery<string>($"SELECT i.Extra AS Value FROM Items AS i").ToListAsync();
                await db.Items.FromSql($"SELECT * FROM Items WHERE Extra = {"x"}").Where(i => i.Active).ToListAsync();
                await db.Database.ExecuteSqlAsync($"UPDATE Items SET Extra = {3}");
        });

        Assert.Equal(3, report.Errors.Count);
        Assert.All(report.Errors, error => Assert.Contains("Extra", error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_dialect_is_found_and_its_statement_named()
    {
        var report = await SqlServerQueryCheck.RunAsync(async factory =>
        {
            await using var db = factory.CreateDbContext();
            await db.Items.CountAsync();
            await db.Database.SqlQuery<string>($"SELECT Title AS Value FROM Items LIMIT 3").ToListAsync();
            await db.Database.SqlQuery<string>($"SELECT name AS Value FROM pragma_table_list").ToListAsync();
        });

        Assert.Contains(report.Errors, error => error.Contains("IN SELECT Title AS Value FROM Items LIMIT 3", StringComparison.Ordinal));
        Assert.Contains(report.Errors, error => error.Contains("[pragma_table_list]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_only_SQLite_translates_is_found()
    {
        var report = await SqlServerQueryCheck.RunAsync(async factory =>
        {
            await using var db = factory.CreateDbContext();
            await db.Items.CountAsync(item => EF.Functions.Glob(item.Title, "*a*"));
        });

        Assert.Contains("could not be translated", Assert.Single(report.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_precompiled_query_is_refused_instead_of_missed()
    {
        var count = EF.CompileAsyncQuery((PortalDbContext db, int year) => db.Items.Count(item => item.Year == year));
        var report = await SqlServerQueryCheck.RunAsync(async factory =>
        {
            await using var db = factory.CreateDbContext();
            Assert.Equal(0, await count(db, 2001));
        });

        Assert.StartsWith("EF.CompileQuery cannot be checked", Assert.Single(report.Errors), StringComparison.Ordinal);
    }

    /// <summary>The check around a container of services, which take their contexts from it as in the portal.</summary>
    [Fact]
    public async Task The_queries_of_Identity_compile()
    {
        var check = new SqlServerQueryCheck();
        using var folder = new TestFolder();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Portal:DataFolder", folder.FullName)]).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton<IHostEnvironment>(new HostingEnvironment { ContentRootPath = folder.FullName });
        services.AddLogging();
        services.AddPortalData(configuration);
        services.AddIdentityCore<PortalUser>().AddRoles<IdentityRole>().AddEntityFrameworkStores<PortalDbContext>();
        services.ConfigureDbContext<SqlitePortalDbContext>(check.Attach);
        await using (var provider = services.BuildServiceProvider())
        {
            await using var scope = provider.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<PortalDbContext>().Database.MigrateAsync();
            var roles = scope.ServiceProvider.GetRequiredService<RoleManager<IdentityRole>>();
            Assert.True((await roles.CreateAsync(new IdentityRole("admin"))).Succeeded);
            var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
            var user = new PortalUser { UserName = "zoe", Email = "zoe@example.org" };
            Assert.True((await users.CreateAsync(user, "Pa55-word")).Succeeded);
            Assert.True((await users.AddToRoleAsync(user, "admin")).Succeeded);
            Assert.Equal(["admin"], await users.GetRolesAsync((await users.FindByEmailAsync("zoe@example.org"))!));
            Assert.Single(await users.GetUsersInRoleAsync("admin"));
            Assert.Empty(await users.GetClaimsAsync(user));
            Assert.Empty(await users.GetLoginsAsync(user));
            await users.SetAuthenticationTokenAsync(user, "provider", "name", "value");
        }

        var report = check.Compile();
        report.AssertGreen();
        Assert.InRange(report.Queries, 10, 40);
        AssertAsked(report, "FROM [AspNetUserRoles] AS [a]");
    }

    /// <summary>SQL Server connections are retried, and what a retry cannot repeat fails there: it does so here.</summary>
    [Fact]
    public async Task A_transaction_without_a_strategy_is_refused()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => SqlServerQueryCheck.RunAsync(async factory =>
        {
            await using var db = factory.CreateDbContext();
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.Items.CountAsync();
        }));
    }

    private static void AssertAsked(SqlServerQueryReport report, string part) =>
        Assert.Contains(report.Statements, text => text.Contains(part, StringComparison.Ordinal));

    private sealed record Seen(int ItemId, string Context);
}
