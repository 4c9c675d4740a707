using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Tests.Support;

namespace Portal.Tests.Data;

public sealed class IntegrityTests
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task An_external_id_is_taken_once(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var db = database.CreateDbContext();
        db.AddRange(SampleRows.Item("a"), SampleRows.Item("a"));

        var error = await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());

        Assert.True(DbErrors.IsUniqueViolation(error));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_primary_key_is_taken_once(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await AddAsync(database, SampleRows.Setting("k"));

        var error = await Assert.ThrowsAsync<DbUpdateException>(() => AddAsync(database, SampleRows.Setting("k")));

        Assert.True(DbErrors.IsUniqueViolation(error));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_broken_reference_is_no_unique_violation(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);

        var error = await Assert.ThrowsAsync<DbUpdateException>(() => AddAsync(database, SampleRows.Statement("nobody")));

        Assert.False(DbErrors.IsUniqueViolation(error));
    }

    /// <summary>Ids of other systems may differ in case, or only in a letter that a collation gives no weight to.</summary>
    [Theory, OnSqlite, OnSqlServer]
    public async Task External_ids_are_compared_exactly(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        string[] ids = ["aB3", "Ab3", "🎬", "🎭", "é", "e\u0301"];
        await AddAsync(database, [.. ids.Select(id => SampleRows.Item(id))]);

        await using var db = database.CreateDbContext();
        foreach (var id in ids)
        {
            Assert.Equal(id, (await db.Items.SingleAsync(item => item.ExternalId == id)).ExternalId);
        }
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Titles_are_sorted_without_regard_to_case(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        foreach (var title in new[] { "Zulu", "apple", "Banana", "cherry" })
        {
            var item = SampleRows.Item(title);
            item.Title = title;
            await AddAsync(database, item);
        }

        await using var db = database.CreateDbContext();
        Assert.Equal(["apple", "Banana", "cherry", "Zulu"], await db.Items.OrderBy(item => item.Title).Select(item => item.Title).ToListAsync());
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task The_second_of_two_editors_is_refused(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await AddAsync(database, SampleRows.Weights());
        await using var first = database.CreateDbContext();
        await using var second = database.CreateDbContext();
        (await first.WeightProfiles.SingleAsync()).Note = "first";
        (await second.WeightProfiles.SingleAsync()).Note = "second";

        await first.SaveChangesAsync();
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => second.SaveChangesAsync());

        await using var db = database.CreateDbContext();
        var stored = await db.WeightProfiles.SingleAsync();
        Assert.Equal(("first", 4), (stored.Note, stored.Revision));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_row_deleted_meanwhile_is_reported(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await AddAsync(database, SampleRows.Setting());
        await using var editor = database.CreateDbContext();
        (await editor.Settings.SingleAsync()).Value = "late";
        await using (var db = database.CreateDbContext())
        {
            await db.Settings.ExecuteDeleteAsync();
        }

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => editor.SaveChangesAsync());
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Every_revised_row_counts_its_revision_up(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var db = database.CreateDbContext();
        var user = SampleRows.User();
        var item = SampleRows.Item();
        db.AddRange(user, item);
        await db.SaveChangesAsync();
        IRevised[] rows = [SampleRows.Statement(user.Id), SampleRows.Weights(), SampleRows.Setting(), SampleRows.Settings(user.Id), SampleRows.Review(user.Id, item.Id), SampleRows.Import(), SampleRows.Experiment()];
        var revised = db.Model.GetEntityTypes().Select(type => type.ClrType).Where(typeof(IRevised).IsAssignableFrom);
        Assert.Equal(revised.Select(type => type.Name).Order(), rows.Append(item).Select(row => row.GetType().Name).Order());
        db.AddRange(rows);
        await db.SaveChangesAsync();
        Assert.Equal([4, 2, 3, 1, 6, 7, 8, 9], rows.Prepend(item).Select(row => row.Revision));

        foreach (var row in rows.Prepend(item))
        {
            db.Entry(row).State = EntityState.Modified;
        }

        await db.SaveChangesAsync();
        Assert.Equal([5, 3, 4, 2, 7, 8, 9, 10], rows.Prepend(item).Select(row => row.Revision));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_deleted_person_leaves_nothing_behind(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (gone, stays, item) = (SampleRows.User("gone"), SampleRows.User("stays"), SampleRows.Item());
        await AddAsync(database, gone, stays, item);
        foreach (var user in new[] { gone, stays })
        {
            var request = SampleRows.Request(user.Id);
            await AddAsync(database, SampleRows.Statement(user.Id), SampleRows.Change(user.Id), request, SampleRows.Position(request, item.Id), SampleRows.Interaction(user.Id, item.Id, request.Id));
        }

        await using (var db = database.CreateDbContext())
        {
            db.Users.Remove(await db.Users.SingleAsync(user => user.Id == gone.Id));
            await db.SaveChangesAsync();
        }

        await using (var db = database.CreateDbContext())
        {
            string[] owners =
            [
                .. await db.Users.Select(x => x.Id).ToListAsync(), .. await db.Statements.Select(x => x.UserId).ToListAsync(),
                .. await db.StatementChanges.Select(x => x.UserId).ToListAsync(), .. await db.FeedRequests.Select(x => x.UserId).ToListAsync(),
                .. await db.ServedPositions.Select(x => x.UserId).ToListAsync(), .. await db.Interactions.Select(x => x.UserId).ToListAsync(),
            ];
            Assert.Equal(Enumerable.Repeat(stays.Id, 6), owners);
            Assert.Equal(1, await db.Items.CountAsync());
        }
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_deleted_item_takes_its_vectors_and_its_traces_along(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (user, gone, stays) = (SampleRows.User(), SampleRows.Item("gone"), SampleRows.Item("stays"));
        await AddAsync(database, user, gone, stays);
        foreach (var item in new[] { gone, stays })
        {
            var request = SampleRows.Request(user.Id);
            await AddAsync(database, request, SampleRows.Position(request, item.Id), SampleRows.Interaction(user.Id, item.Id), SampleRows.Vector(item.Id), SampleRows.Passage(item.Id));
        }

        await using var db = database.CreateDbContext();
        Assert.Equal(1, await db.Items.Where(item => item.ExternalId == "gone").ExecuteDeleteAsync());

        Assert.Equal(stays.Id, (await db.ItemVectors.SingleAsync()).ItemId);
        Assert.Equal(stays.Id, (await db.PassageVectors.SingleAsync()).ItemId);
        Assert.Equal(stays.Id, (await db.Interactions.SingleAsync()).ItemId);
        Assert.Equal(stays.Id, (await db.ServedPositions.SingleAsync()).ItemId);
        Assert.Equal(2, await db.FeedRequests.CountAsync());
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_text_longer_than_its_column_is_named(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var db = database.CreateDbContext();
        var item = SampleRows.Item();
        item.Title = new string('t', 300);
        db.Add(item);
        await db.SaveChangesAsync();

        item.Title += "!";
        var error = await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal("ItemEntity.Title has 301 characters; at most 300 fit. Shorten it.", error.Message);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Writers_at_the_same_time_wait_for_each_other(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 25; i++)
            {
                await AddAsync(database, SampleRows.Setting($"{writer}-{i}"), SampleRows.Audit(), SampleRows.Run());
            }
        })));

        await using var db = database.CreateDbContext();
        Assert.Equal((100, 100, 100), (await db.Settings.CountAsync(), await db.AuditEntries.CountAsync(), await db.JobRuns.CountAsync()));
    }

    private static async Task AddAsync(TestDatabase database, params object[] rows)
    {
        await using var db = database.CreateDbContext();
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }
}
