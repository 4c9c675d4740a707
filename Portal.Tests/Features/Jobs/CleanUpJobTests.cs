using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Diagnostics;
using Portal.Jobs;
using Portal.Overview;
using Portal.Tests.Features.Startup;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Jobs;

public sealed class CleanUpJobTests : IDisposable
{
    private static readonly int[] AgesOfRollUps = [401, 399, 1], AgesOfChains = [31, 29];

    private readonly TestFolder _folder = new();
    private readonly TestClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task RunAsync_DeletesOldFeedsWithTheirPositionsAndKeepsTheRest()
    {
        var contexts = await DatabaseAsync();
        var now = _clock.GetUtcNow().UtcDateTime;
        await using (var db = await contexts.CreateDbContextAsync())
        {
            db.Users.Add(new PortalUser { Id = "u1", UserName = "u1" });
            db.Items.Add(new ItemEntity { ExternalId = "i1", Kind = "film", Title = "Solaris", Source = "test" });
            await db.SaveChangesAsync();
            var item = await db.Items.SingleAsync();
            for (var i = 0; i < 1203; i++)
            {
                AddFeed(db, item.Id, now.AddDays(-91).AddSeconds(i), 2);
            }

            AddFeed(db, item.Id, now.AddDays(-89), 3);
            AddFeed(db, item.Id, now, 1);
            await db.SaveChangesAsync();
        }

        // Nobody has counted them yet: nothing is deleted.
        Assert.Equal(new WorkProgress(0, 0, "0 feeds, 0 runs of jobs, 0 deleted reviews"), await RunAsync(contexts));
        await RollUp(contexts).RunAsync(null, default);

        var last = await RunAsync(contexts);

        await using var after = await contexts.CreateDbContextAsync();
        Assert.Equal((2, 4), (await after.FeedRequests.CountAsync(), await after.ServedPositions.CountAsync()));
        Assert.Equal(new WorkProgress(1203, 1203, "1203 feeds, 0 runs of jobs, 0 deleted reviews"), last);
    }

    [Fact]
    public async Task Lists_that_a_running_experiment_is_counted_from_are_kept()
    {
        var contexts = await DatabaseAsync();
        var now = _clock.GetUtcNow().UtcDateTime;
        await using (var db = await contexts.CreateDbContextAsync())
        {
            db.Users.Add(new PortalUser { Id = "u1", UserName = "u1" });
            db.Items.Add(new ItemEntity { ExternalId = "i1", Kind = "film", Title = "Solaris", Source = "test" });
            db.Experiments.Add(new ExperimentEntity { Key = "long", Name = "Long", Plan = "{}", Author = "Ann", State = ExperimentState.Paused, StartedUtc = now.AddDays(-100) });
            db.Experiments.Add(new ExperimentEntity { Key = "over", Name = "Over", Plan = "{}", Author = "Ann", State = ExperimentState.Stopped, StartedUtc = now.AddDays(-300) });
            await db.SaveChangesAsync();
            var item = (await db.Items.SingleAsync()).Id;
            AddFeed(db, item, now.AddDays(-101), 1);
            AddFeed(db, item, now.AddDays(-99), 2);
            await db.SaveChangesAsync();
        }

        await RollUp(contexts).RunAsync(null, default);
        await RunAsync(contexts);

        await using var after = await contexts.CreateDbContextAsync();
        Assert.Equal(now.AddDays(-99), (await after.FeedRequests.SingleAsync()).AtUtc);
    }

    [Fact]
    public async Task RunAsync_DeletesReviewsTakenBackLongAgoAndKeepsTheRest()
    {
        var contexts = await DatabaseAsync();
        var now = _clock.GetUtcNow().UtcDateTime;
        await using (var db = await contexts.CreateDbContextAsync())
        {
            db.Users.Add(new PortalUser { Id = "u1", UserName = "u1" });
            db.Items.Add(new ItemEntity { ExternalId = "i1", Kind = "film", Title = "Solaris", Source = "test" });
            await db.SaveChangesAsync();
            var item = (await db.Items.SingleAsync()).Id;
            db.Reviews.AddRange(new[] { (DateTime?)null, now.AddDays(-29), now.AddDays(-31), now.AddDays(-400) }.Select((deleted, i) => new ReviewEntity
            {
                Id = Guid.NewGuid(), UserId = "u1", ItemId = item, Text = $"{i}", Aspects = "[]", CreatedUtc = now.AddDays(-500), UpdatedUtc = now.AddDays(-500), DeletedUtc = deleted,
            }));
            await db.SaveChangesAsync();
        }

        await RunAsync(contexts);

        await using var after = await contexts.CreateDbContextAsync();
        Assert.Equal(["0", "1"], await after.Reviews.Select(review => review.Text).Order().ToListAsync());
    }

    [Fact]
    public async Task RunAsync_KeepsTheNewest200RunsOfEachJobAndWhatRuns()
    {
        var contexts = await DatabaseAsync();
        await using (var db = await contexts.CreateDbContextAsync())
        {
            AddRuns(db, "embed", 230);
            AddRuns(db, "clean-up", 40);
            db.JobRuns.Add(Run("embed", DateTime.UnixEpoch, JobRunState.Running));
            await db.SaveChangesAsync();
        }

        await RunAsync(contexts);

        await using var after = await contexts.CreateDbContextAsync();
        Assert.Equal(40, await after.JobRuns.CountAsync(run => run.Job == "clean-up"));
        Assert.Equal(201, await after.JobRuns.CountAsync(run => run.Job == "embed"));
        Assert.True(await after.JobRuns.AnyAsync(run => run.State == JobRunState.Running));
        Assert.Equal(
            _clock.GetUtcNow().UtcDateTime.AddHours(-199),
            await after.JobRuns.Where(run => run.Job == "embed" && run.State != JobRunState.Running).MinAsync(run => run.StartedUtc));
    }

    [Fact]
    public async Task RunAsync_DeletesOldRollUpsAndForgottenChains()
    {
        var contexts = await DatabaseAsync();
        var now = _clock.GetUtcNow().UtcDateTime;
        await using (var db = await contexts.CreateDbContextAsync())
        {
            db.MetricRollups.AddRange(AgesOfRollUps.Select(days => new MetricRollupEntity { HourUtc = now.AddDays(-days), Metric = "acts", Count = days }));
            db.Settings.AddRange(AgesOfChains.Select(days => new SettingEntity { Key = $"{JobChains.SettingPrefix}{days}", Value = "{}", UpdatedUtc = now.AddDays(-days) }));
            db.Settings.Add(new SettingEntity { Key = "other", Value = "x", UpdatedUtc = now.AddDays(-900) });
            await db.SaveChangesAsync();
        }

        await RunAsync(contexts);

        await using var after = await contexts.CreateDbContextAsync();
        Assert.Equal([1, 399], await after.MetricRollups.Select(row => row.Count).Order().ToListAsync());
        Assert.Equal([$"{JobChains.SettingPrefix}29", "other"], await after.Settings.Select(setting => setting.Key).Order().ToListAsync());
    }

    private async Task<IDbContextFactory<PortalDbContext>> DatabaseAsync()
    {
        using var host = StartupHost.Create(_folder.FullName);
        await host.StartAsync();
        return StartupHost.Create(_folder.FullName).Services.GetRequiredService<IDbContextFactory<PortalDbContext>>();
    }

    private MetricRollUp RollUp(IDbContextFactory<PortalDbContext> contexts) => new(contexts, new MetricReader(contexts), new RuleRollUp(contexts), _clock);

    private async Task<WorkProgress> RunAsync(IDbContextFactory<PortalDbContext> contexts)
    {
        LastProgress progress = new();
        await new CleanUpJob(contexts, RollUp(contexts), _clock).RunAsync(progress, CancellationToken.None);
        return progress.Value;
    }

    private void AddRuns(PortalDbContext db, string job, int count) =>
        db.JobRuns.AddRange(Enumerable.Range(0, count).Select(i => Run(job, _clock.GetUtcNow().UtcDateTime.AddHours(-i), JobRunState.Succeeded)));

    private static JobRunEntity Run(string job, DateTime started, JobRunState state) =>
        new() { Id = Guid.NewGuid(), Job = job, StartedUtc = started, EndedUtc = state == JobRunState.Running ? null : started.AddSeconds(1), State = state, TriggeredBy = "schedule" };

    private static void AddFeed(PortalDbContext db, int item, DateTime at, int positions)
    {
        var id = Guid.NewGuid();
        db.FeedRequests.Add(new FeedRequestEntity { Id = id, UserId = "u1", AtUtc = at, WeightsFingerprint = "w", EngineVersion = "e" });
        for (var position = 0; position < positions; position++)
        {
            db.ServedPositions.Add(new ServedPositionEntity { RequestId = id, Position = position, ItemId = item, UserId = "u1", AtUtc = at, TopSignal = "text" });
        }
    }

    private sealed class LastProgress : IProgress<WorkProgress>
    {
        public WorkProgress Value { get; private set; }

        public void Report(WorkProgress value) => Value = value;
    }
}
