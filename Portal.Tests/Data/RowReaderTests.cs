using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Context;
using Portal.Tests.Support;

namespace Portal.Tests.Data;

/// <summary>What is read and written past EF Core comes out as EF Core has it.</summary>
public sealed class RowReaderTests : IAsyncLifetime
{
    private static readonly DateTime At = new(2026, 3, 4, 5, 6, 7, DateTimeKind.Utc);
    private TestDatabase _database = default!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await using var db = _database.CreateDbContext();
        db.Users.AddRange(new PortalUser { Id = "ana", UserName = "ana" }, new PortalUser { Id = "béa", UserName = "béa" });
        db.Experiments.Add(new ExperimentEntity { Id = 3, Key = "e", Name = "E", Plan = "{}", Author = "ana", CreatedUtc = At });
        await db.SaveChangesAsync();
    }

    public Task DisposeAsync() => _database.DisposeAsync().AsTask();

    [Fact]
    public async Task Columns_are_read_as_ef_core_reads_them()
    {
        await using var db = _database.CreateDbContext();
        db.AddRange(List("ana", At.AddTicks(1)), List("béa", At), new FeedRequestEntity { Id = Guid.NewGuid(), UserId = "ana", AtUtc = At.AddSeconds(0.25), WeightsFingerprint = "", EngineVersion = "e" });
        await db.SaveChangesAsync();
        var query = db.FeedRequests.AsNoTracking().OrderBy(row => row.Id).Select(row => new { row.Id, row.UserId, row.AtUtc, row.WeightsFingerprint, row.Device, row.DurationMs, row.Items, row.Diversity, row.Mood });
        var expected = await query.ToListAsync();

        await using var rows = await RowReader.OpenAsync(db, query, default);
        foreach (var row in expected)
        {
            Assert.True(await rows.ReadAsync(default));
            Assert.Equal(row, new
            {
                Id = rows.Guid(rows.Column("Id")),
                UserId = rows.Text(rows.Column("UserId"))!,
                AtUtc = rows.Instant(rows.Column("AtUtc")),
                WeightsFingerprint = rows.Text(rows.Column("WeightsFingerprint"))!,
                Device = rows.Named<DeviceClass>(rows.Column("Device")),
                DurationMs = rows.Double(rows.Column("DurationMs"))!.Value,
                Items = rows.Int(rows.Column("Items")),
                Diversity = rows.Float(rows.Column("Diversity")),
                Mood = rows.Text(rows.Column("Mood")),
            });
            Assert.Equal(DateTimeKind.Utc, rows.Instant(rows.Column("AtUtc")).Kind);
        }

        Assert.False(await rows.ReadAsync(default));
    }

    [Fact]
    public async Task A_text_that_comes_again_is_the_same_object_and_many_different_ones_stay_apart()
    {
        await using var db = _database.CreateDbContext();
        db.AddRange(Enumerable.Range(0, 40).Select(i => List(i % 2 == 0 ? "ana" : "béa", At.AddMinutes(i), $"w{i % 13}")));
        await db.SaveChangesAsync();
        var query = db.FeedRequests.OrderBy(row => row.AtUtc).Select(row => new { row.UserId, row.WeightsFingerprint });

        await using var rows = await RowReader.OpenAsync(db, query, default);
        List<string> people = [];
        for (var i = 0; await rows.ReadAsync(default); i++)
        {
            people.Add(rows.Text(0)!);
            Assert.Equal($"w{i % 13}", rows.Text(1));
        }

        Assert.Equal(40, people.Count);
        Assert.Same(people[0], people[38]);
        Assert.Same(people[1], people[39]);
    }

    [Fact]
    public async Task A_prepared_insert_stores_what_a_save_stores()
    {
        await using var db = _database.CreateDbContext();
        ExperimentUnitEntity Unit(string id) => new() { ExperimentId = 3, Unit = id, Variant = 1, ExposedUtc = At.AddTicks(1_200_000), RequestId = Guid.Parse("0a1b2c3d-0000-4000-8000-00000000000f"), Exclusion = UnitExclusion.Bot, Segments = "", Values = [0, 255, 7], UpdatedUtc = At };
        db.ExperimentUnits.Add(Unit("saved"));
        await db.SaveChangesAsync();
        string[] columns = [.. db.Model.FindEntityType(typeof(ExperimentUnitEntity))!.GetProperties().Select(property => property.Name)];

        await db.InsertPreparedAsync([Unit("prépared"), Unit("without")], columns, default);

        await using var command = db.Database.GetDbConnection().CreateCommand();
        await db.Database.OpenConnectionAsync();
        command.CommandText = $"SELECT \"Unit\", {string.Join(" || ',' || ", columns.Where(column => column != "Unit").Select(column => $"quote(\"{column}\")"))} FROM ExperimentUnits ORDER BY Unit";
        Dictionary<string, string> stored = [];
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            stored.Add(rows.GetString(0), rows.GetString(1));
        }

        Assert.Equal(["prépared", "saved", "without"], stored.Keys);
        Assert.Single(stored.Values.Distinct());
    }

    [Fact]
    public async Task A_row_that_is_there_is_refused_as_ef_core_tells_it()
    {
        await using var db = _database.CreateDbContext();
        ExperimentUnitEntity unit = new() { ExperimentId = 3, Unit = "u", ExposedUtc = At, Segments = "s", UpdatedUtc = At };
        string[] columns = ["ExperimentId", "Unit", "Variant", "ExposedUtc", "Exclusion", "Segments", "UpdatedUtc"];

        var error = await Record.ExceptionAsync(() => db.InsertPreparedAsync([unit, unit], columns, default));

        Assert.True(DbErrors.IsUniqueViolation(Assert.IsAssignableFrom<System.Data.Common.DbException>(error)));
        Assert.Equal(1, await db.ExperimentUnits.CountAsync());
    }

    [Theory]
    [InlineData("2026-03-04 05:06:07", 0)]
    [InlineData("2026-03-04 05:06:07.1", 1_000_000)]
    [InlineData("2026-03-04 05:06:07.0000021", 21)]
    public void An_instant_is_parsed_and_written_to_the_tick(string text, int ticks)
    {
        Assert.True(SqliteInstant.TryParse(System.Text.Encoding.UTF8.GetBytes(text), out var instant));
        Assert.Equal(At.AddTicks(ticks), instant);
        var bytes = new byte[SqliteInstant.MostBytes];
        Assert.Equal(text, System.Text.Encoding.UTF8.GetString(bytes, 0, SqliteInstant.Write(instant, bytes)));
    }

    [Fact]
    public void Every_instant_is_written_as_it_is_formatted_and_read_back() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), ArbMap.Default.ArbFor<byte>(), (seed, digits) =>
    {
        var ticks = new Random(seed).NextInt64(DateTime.MaxValue.Ticks);
        DateTime instant = new(ticks - (ticks % (long)Math.Pow(10, digits % 8)), DateTimeKind.Utc);
        var bytes = new byte[SqliteInstant.MostBytes];
        var text = bytes.AsSpan(0, SqliteInstant.Write(instant, bytes));
        return System.Text.Encoding.UTF8.GetString(text) == instant.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture) && SqliteInstant.TryParse(text, out var again) && again == instant;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("2026-02-29 05:06:07")]
    [InlineData("2026-03-04T05:06:07")]
    [InlineData("2026-03-04 05:06:07.")]
    [InlineData("2026-03-04 05:06:07.00000001")]
    [InlineData("2026-03-04 24:06:07")]
    [InlineData("2026-03-04")]
    public void Another_form_is_no_instant(string text) => Assert.False(SqliteInstant.TryParse(System.Text.Encoding.UTF8.GetBytes(text), out _));

    private static FeedRequestEntity List(string userId, DateTime at, string weights = "w") => new()
    {
        Id = Guid.NewGuid(), UserId = userId, AtUtc = at, WeightsFingerprint = weights, EngineVersion = "e", Device = DeviceClass.Television, DurationMs = 12.5, Items = 12, Diversity = 0.3f,
    };
}
