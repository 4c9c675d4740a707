using Microsoft.EntityFrameworkCore;
using Portal.Data.Entities;
using Portal.Diagnostics;
using Portal.Domain.Numerics;
using Portal.Domain.Profiles;
using Portal.Overview;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Overview;

public sealed class MetricRollUpTests : IAsyncLifetime
{
    private readonly TestClock _clock = new();
    private TestDatabase _database = default!;

    private DateTime Now => _clock.GetUtcNow().UtcDateTime;

    private DateTime Hour => MetricTally.HourOf(Now);

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await using var db = _database.CreateDbContext();
        db.Users.Add(new PortalUser { Id = "real", UserName = "real" });
        db.Users.Add(new PortalUser { Id = "made-up", UserName = "made-up", Simulated = true });
        db.Items.AddRange(Enumerable.Range(1, 5).Select(i => new ItemEntity { Id = i, ExternalId = $"i{i}", Kind = "film", Title = $"Film {i}", Source = "test", Active = i != 5 }));
        await db.SaveChangesAsync();
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Hours_are_counted_for_everybody_and_for_real_people()
    {
        var list = Guid.NewGuid();
        await AddAsync(
            Act("real", 1, InteractionKind.Impression, Hour.AddMinutes(-50), list),
            Act("real", 2, InteractionKind.Impression, Hour.AddMinutes(-50), list),
            Act("real", 1, InteractionKind.Click, Hour.AddMinutes(-40), list),
            Act("real", 3, InteractionKind.Click, Hour.AddMinutes(-39)),
            Act("made-up", 1, InteractionKind.Like, Hour.AddMinutes(-30)),
            Act("made-up", 2, InteractionKind.Like, Hour.AddMinutes(-61)),
            Act("real", 4, InteractionKind.Hide, Now.AddMinutes(-1), list));
        await AddFeedAsync("real", Hour.AddMinutes(-55), 40, places: 2);
        await AddFeedAsync("made-up", Hour.AddMinutes(-20), 80, places: 0);

        var result = await RollUp().RunAsync(null, default);

        var last = await CountsAsync(Hour.AddHours(-1));
        Assert.Equal((2, 1, 1), (last["feed.requests"], last["real:feed.requests"], last["feed.empty"]));
        Assert.Equal((2, 2, 1), (last["act.click"], last["real:act.click"], last["list.click"]));
        Assert.Equal((3, 2), (last["acts"], last["real:acts"]));
        Assert.False(last.ContainsKey("real:act.like"));
        Assert.Equal(1, (await CountsAsync(Hour.AddHours(-2)))["act.like"]);
        Assert.Empty(await CountsAsync(Hour));
        Assert.Equal(2, result.Hours);

        // Of five items one is inactive; of the rest 4 was only hidden in the hour that goes on, which is something, too.
        Assert.Equal((4, 0), (last["items.active"], last["items.cold"]));
        Assert.Equal((2, 0, 1), (last["people.total"], last["people.cold"], last["real:people.total"]));
        Assert.Equal((2, 1), (await DifferentAsync("people.active"), await DifferentAsync("real:people.active")));
        Assert.Equal(2, await DifferentAsync("items.shown"));
        await using var db = _database.CreateDbContext();
        var feeds = await db.MetricRollups.SingleAsync(row => row.Metric == "feed.requests");
        LogHistogram latency = new();
        latency.AddEncoded(feeds.Histogram);
        Assert.Equal((120, 2), (feeds.Sum, latency.Count));
        Assert.Equal(80, latency.Quantile(1), 80 * LogHistogram.RelativeError);
    }

    [Fact]
    public async Task Counting_again_changes_nothing_and_what_is_taken_back_is_no_longer_counted()
    {
        await AddAsync(Act("real", 1, InteractionKind.Like, Hour.AddHours(-3)), Act("real", 2, InteractionKind.Like, Hour.AddHours(-3)), Act("real", 3, InteractionKind.Click, Hour.AddDays(-40)));
        await RollUp().RunAsync(null, default);
        var before = await AllAsync();

        await RollUp().RunAsync(null, default);
        Assert.Equal(before, await AllAsync());

        await using (var db = _database.CreateDbContext())
        {
            await db.Interactions.Where(row => row.ItemId == 2).ExecuteUpdateAsync(set => set.SetProperty(row => row.RetractedUtc, Now));
        }

        await RollUp().RunAsync(null, default);
        Assert.Equal(1, (await CountsAsync(Hour.AddHours(-3)))["act.like"]);
        Assert.Equal(1, (await CountsAsync(MetricTally.HourOf(Hour.AddDays(-40))))["act.click"]);
    }

    [Fact]
    public async Task Missed_hours_are_made_up_for_and_what_comes_in_late_is_counted_where_it_belongs()
    {
        await AddAsync(Act("real", 1, InteractionKind.Click, Hour.AddHours(-2)));
        await RollUp().RunAsync(null, default);
        var end = Hour;
        _clock.Advance(TimeSpan.FromHours(30));
        await AddAsync(
            Act("real", 2, InteractionKind.Save, end.AddHours(4)),
            Act("real", 3, InteractionKind.Rating, end.AddDays(-60)),
            Act("real", 3, InteractionKind.Rating, end.AddDays(-4000)));

        List<WorkProgress> told = [];
        await RollUp().RunAsync(new Told(told), default);

        Assert.Equal(1, (await CountsAsync(end.AddHours(4)))["act.save"]);
        Assert.Equal(1, (await CountsAsync(end.AddDays(-60)))["act.rating"]);
        Assert.Equal(1, (await CountsAsync(end.AddHours(-2)))["act.click"]);
        await using var db = _database.CreateDbContext();
        Assert.Equal(1, await db.MetricRollups.CountAsync(row => row.Metric == "act.rating"));
        Assert.Equal(Hour, (await RollUp().MarkAsync(default))!.Whole);
        Assert.Equal(told[^1].Done, told[^1].Total);
    }

    [Fact]
    public async Task Cut_off_it_goes_on_where_it_was()
    {
        await AddAsync([.. Enumerable.Range(0, 12).Select(day => Act("real", 1 + (day % 3), InteractionKind.Click, Hour.AddDays(-day)))]);
        using CancellationTokenSource stop = new();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RollUp().RunAsync(new StopAfter(4, stop), stop.Token));
        var part = (await AllAsync()).Count(row => row.Contains("act.click", StringComparison.Ordinal) && !row.Contains("real:", StringComparison.Ordinal));
        Assert.InRange(part, 3, 5);
        var mark = (await RollUp().MarkAsync(default))!;
        Assert.InRange(mark.Whole, Hour.AddDays(-9), Hour.AddDays(-6));

        await RollUp().RunAsync(null, default);

        // The one of the hour that goes on is not whole yet.
        Assert.Equal(11, (await AllAsync()).Count(row => row.Contains("|act.click", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_was_counted_of_feeds_stays_when_they_are_cleaned_up()
    {
        await AddFeedAsync("real", Hour.AddDays(-95), 30, places: 1);
        await RollUp().RunAsync(null, default);
        Assert.False((await CountsAsync(Hour.AddDays(-95))).ContainsKey("feed.requests"));
        await using (var db = _database.CreateDbContext())
        {
            db.MetricRollups.Add(new MetricRollupEntity { HourUtc = Hour.AddDays(-95), Metric = "feed.requests", Count = 7 });
            await db.SaveChangesAsync();
        }

        await AddAsync(Act("real", 1, InteractionKind.Rating, Hour.AddDays(-95)));
        await RollUp().RunAsync(null, default);

        var old = await CountsAsync(Hour.AddDays(-95));
        Assert.Equal((7, 1), (old["feed.requests"], old["act.rating"]));
    }

    [Fact]
    public async Task The_hours_of_a_day_add_up_to_its_audit_however_often_they_are_counted()
    {
        var today = DateOnly.FromDateTime(Now);
        await using (var db = _database.CreateDbContext())
        {
            db.RuleAudits.Add(new RuleAuditEntity { Day = today, List = "feed", Lists = 3, Items = 60, Violations = 2 });
            db.RuleAudits.Add(new RuleAuditEntity { Day = today.AddDays(-1), List = "feed", Lists = 1, Items = 20, Violations = 1 });
            await db.SaveChangesAsync();
        }

        await RollUp().RunAsync(null, default);
        await RollUp().RunAsync(null, default);
        _clock.Advance(TimeSpan.FromHours(1));
        await using (var db = _database.CreateDbContext())
        {
            db.RuleAudits.Add(new RuleAuditEntity { Day = today, List = "search", Lists = 1, Items = 9, Violations = 4 });
            await db.SaveChangesAsync();
        }

        await RollUp().RunAsync(null, default);

        await using var after = _database.CreateDbContext();
        var rows = await after.MetricRollups.Where(row => row.Metric == "rules.violations").OrderBy(row => row.HourUtc).Select(row => ValueTuple.Create(row.HourUtc, row.Count)).ToListAsync();
        Assert.Equal([(Now.Date.AddHours(-1), 1L), (Hour.AddHours(-2), 2L), (Hour.AddHours(-1), 4L)], rows);
    }

    private MetricRollUp RollUp() => new(_database, new MetricReader(_database), new RuleRollUp(_database), _clock);

    private static InteractionEntity Act(string user, int item, InteractionKind kind, DateTime at, Guid? list = null) =>
        new() { UserId = user, ItemId = item, Kind = kind, AtUtc = at, Context = "test", RequestId = list };

    private async Task AddAsync(params InteractionEntity[] acts)
    {
        await using var db = _database.CreateDbContext();
        db.Interactions.AddRange(acts);
        await db.SaveChangesAsync();
    }

    private async Task AddFeedAsync(string user, DateTime at, double milliseconds, int places)
    {
        await using var db = _database.CreateDbContext();
        var id = Guid.NewGuid();
        db.FeedRequests.Add(new FeedRequestEntity { Id = id, UserId = user, AtUtc = at, WeightsFingerprint = "w", EngineVersion = "e", DurationMs = milliseconds });
        db.ServedPositions.AddRange(Enumerable.Range(0, places).Select(place => new ServedPositionEntity { RequestId = id, Position = place, ItemId = 1 + place, UserId = user, AtUtc = at, TopSignal = "text" }));
        await db.SaveChangesAsync();
    }

    private async Task<Dictionary<string, long>> CountsAsync(DateTime hour)
    {
        await using var db = _database.CreateDbContext();
        return await db.MetricRollups.Where(row => row.HourUtc == hour).ToDictionaryAsync(row => row.Metric, row => row.Count);
    }

    private async Task<double> DifferentAsync(string metric)
    {
        await using var db = _database.CreateDbContext();
        DistinctSketch sketch = new();
        foreach (var row in await db.MetricRollups.Where(row => row.Metric == metric).ToListAsync())
        {
            sketch.AddEncoded(row.Histogram);
        }

        return Math.Round(sketch.Estimate());
    }

    private async Task<List<string>> AllAsync()
    {
        await using var db = _database.CreateDbContext();
        return [.. (await db.MetricRollups.AsNoTracking().OrderBy(row => row.HourUtc).ThenBy(row => row.Metric).ToListAsync())
            .Select(row => $"{row.HourUtc:s}|{row.Metric}|{row.Count}|{row.Sum}|{Convert.ToHexString(row.Histogram ?? [])}")];
    }

    private sealed class Told(List<WorkProgress> told) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => told.Add(value);
    }

    private sealed class StopAfter(int reports, CancellationTokenSource stop) : IProgress<WorkProgress>
    {
        private int _reports;

        public void Report(WorkProgress value)
        {
            if (++_reports == reports)
            {
                stop.Cancel();
            }
        }
    }
}
