using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Tests.Support;

namespace Portal.Tests.Data;

public sealed class RoundTripTests
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task Every_table_gives_back_what_was_stored(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var stored = await StoreAsync(database);

        await using var db = database.CreateDbContext();
        var missing = db.Model.GetEntityTypes().Select(type => type.ClrType)
            .Where(type => type.Namespace == typeof(ItemEntity).Namespace).Except(stored.Select(row => row.GetType()));
        Assert.Empty(missing);
        foreach (var row in stored)
        {
            var type = db.Model.FindEntityType(row.GetType())!;
            var key = type.FindPrimaryKey()!.Properties.Select(property => property.PropertyInfo!.GetValue(row)).ToArray();
            var found = await db.FindAsync(row.GetType(), key);
            Assert.NotNull(found);
            foreach (var property in type.GetProperties())
            {
                Assert.True(
                    property.GetValueComparer().Equals(property.PropertyInfo!.GetValue(row), property.PropertyInfo.GetValue(found)),
                    $"{type.ClrType.Name}.{property.Name}: {property.PropertyInfo.GetValue(row)} became {property.PropertyInfo.GetValue(found)}");
            }
        }
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Every_instant_comes_back_as_utc(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await StoreAsync(database);

        await using var db = database.CreateDbContext();
        object[] rows =
        [
            await db.Users.SingleAsync(), await db.Items.SingleAsync(), await db.ItemVectors.SingleAsync(), await db.Statements.SingleAsync(),
            await db.StatementChanges.SingleAsync(), await db.Interactions.SingleAsync(), await db.FeedRequests.SingleAsync(),
            await db.ServedPositions.SingleAsync(), await db.WeightProfiles.SingleAsync(), await db.Settings.SingleAsync(),
            await db.AuditEntries.SingleAsync(), await db.JobRuns.SingleAsync(), await db.PersonSettings.SingleAsync(), await db.RuleExemptions.SingleAsync(),
            await db.InterestEdits.SingleAsync(), await db.Reviews.SingleAsync(), await db.EvaluationReports.SingleAsync(),
            await db.MetricRollups.SingleAsync(), await db.LabelAliases.SingleAsync(), await db.ImportRuns.SingleAsync(),
            await db.Experiments.SingleAsync(), await db.ExperimentPeriods.SingleAsync(), await db.ExperimentUnits.SingleAsync(), await db.ExperimentResults.SingleAsync(),
        ];
        var instants =
            from row in rows
            from property in row.GetType().GetProperties()
            where property.PropertyType == typeof(DateTime) || property.PropertyType == typeof(DateTime?)
            select (Name: $"{row.GetType().Name}.{property.Name}", Value: property.GetValue(row));
        Assert.Equal(42, instants.Count());
        Assert.All(instants, instant => Assert.Equal(DateTimeKind.Utc, Assert.IsType<DateTime>(instant.Value).Kind));
        Assert.Equal(DateTimeKind.Utc, (await db.Interactions.Select(x => x.AtUtc).SingleAsync()).Kind);
        Assert.Equal(DateTimeKind.Utc, (await db.Interactions.MaxAsync(x => x.RetractedUtc))!.Value.Kind);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Local_time_is_stored_as_the_same_instant(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var db = database.CreateDbContext();
        var setting = SampleRows.Setting();
        setting.UpdatedUtc = SampleRows.Noon.ToLocalTime();
        db.Settings.Add(setting);
        await db.SaveChangesAsync();

        Assert.Equal(SampleRows.Noon, await db.Settings.Select(x => x.UpdatedUtc).SingleAsync());
        Assert.Equal(1, await db.Settings.CountAsync(x => x.UpdatedUtc == setting.UpdatedUtc));
    }

    /// <summary>SQLite compares instants as text: fractions of a second of different length must not upset the order.</summary>
    [Theory, OnSqlite, OnSqlServer]
    public async Task Instants_compare_as_instants_down_to_the_tick(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var db = database.CreateDbContext();
        var second = new DateTime(2026, 1, 1, 0, 0, 10, DateTimeKind.Utc);
        DateTime[] ordered = [second.AddTicks(-1), second, second.AddTicks(1), second.AddMilliseconds(100), second.AddMilliseconds(120), second.AddSeconds(1)];
        foreach (var (index, instant) in ordered.Index())
        {
            db.Settings.Add(new SettingEntity { Key = $"{5 - index}", Value = "", UpdatedUtc = instant });
        }

        await db.SaveChangesAsync();

        Assert.Equal(ordered, await db.Settings.OrderBy(x => x.UpdatedUtc).Select(x => x.UpdatedUtc).ToListAsync());
        for (var i = 0; i < ordered.Length; i++)
        {
            var limit = ordered[i];
            Assert.Equal(i, await db.Settings.CountAsync(x => x.UpdatedUtc < limit));
            Assert.Equal(ordered.Length - i, await db.Settings.CountAsync(x => x.UpdatedUtc >= limit));
        }
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_change_inside_a_list_or_an_attribute_is_saved(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await StoreAsync(database);
        await using (var db = database.CreateDbContext())
        {
            var item = await db.Items.SingleAsync();
            item.Tags.Add("new");
            item.Attributes["a"] = "changed";
            Assert.Equal(1, await db.SaveChangesAsync());
        }

        await using (var db = database.CreateDbContext())
        {
            var item = await db.Items.SingleAsync(item => item.Tags.Contains("new"));
            Assert.Equal(["👍", "slow-burn", "new"], item.Tags);
            Assert.Equal("changed", item.Attributes["a"]);
            Assert.Equal(["B", "a", "a\u200d", "b"], item.Attributes.Keys);
            Assert.Equal(0, await db.SaveChangesAsync());
        }
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Missing_and_empty_values_stay_different(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using (var db = database.CreateDbContext())
        {
            db.Items.Add(new ItemEntity { ExternalId = "bare", Kind = "film", Title = "", Source = "demo" });
            var user = SampleRows.User();
            var statement = SampleRows.Statement(user.Id);
            (statement.Vector, statement.EncoderId, statement.ExpiresUtc) = (null, null, null);
            db.AddRange(user, statement);
            await db.SaveChangesAsync();
        }

        await using (var db = database.CreateDbContext())
        {
            var item = await db.Items.SingleAsync();
            Assert.Equal("", item.Description);
            Assert.Null(item.Language);
            Assert.Null(item.Year);
            Assert.Empty(item.Tags);
            Assert.Empty(item.Attributes);
            var statement = await db.Statements.SingleAsync();
            Assert.Null(statement.Vector);
            Assert.Null(statement.ExpiresUtc);
        }
    }

    [Fact]
    public async Task Attributes_emptied_by_hand_are_read_as_none()
    {
        await using var database = await TestDatabase.CreateAsync();
        await StoreAsync(database);
        foreach (var broken in new[] { "", " ", "null" })
        {
            await using var db = database.CreateDbContext();
            await db.Database.ExecuteSqlAsync($"UPDATE Items SET Attributes = {broken}");
            Assert.Empty((await db.Items.SingleAsync()).Attributes);
        }
    }

    /// <summary>One row of every table; the rows as they should be found.</summary>
    private static async Task<IReadOnlyList<object>> StoreAsync(TestDatabase database)
    {
        await using var db = database.CreateDbContext();
        var (user, item) = (SampleRows.User(), SampleRows.Item());
        var experiment = SampleRows.Experiment();
        db.AddRange(user, item, experiment);
        await db.SaveChangesAsync();
        var request = SampleRows.Request(user.Id);
        object[] others =
        [
            SampleRows.Vector(item.Id), SampleRows.Passage(item.Id), SampleRows.Statement(user.Id), SampleRows.Change(user.Id), request,
            SampleRows.Interaction(user.Id, item.Id, request.Id), SampleRows.Position(request, item.Id),
            SampleRows.Weights(), SampleRows.Setting(), SampleRows.Audit(), SampleRows.Run(),
            SampleRows.Settings(user.Id), SampleRows.Exemption(user.Id, item.Id), SampleRows.InterestEdit(user.Id, item.Id), SampleRows.Review(user.Id, item.Id),
            SampleRows.RuleAudit(), SampleRows.Report(), SampleRows.Rollup(), SampleRows.Alias(), SampleRows.Import(),
            SampleRows.Period(experiment.Id), SampleRows.Unit(experiment.Id), SampleRows.Result(experiment.Id),
        ];
        db.AddRange(others);
        await db.SaveChangesAsync();
        return [user, item, experiment, .. others];
    }
}
