using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Data.Entities;
using Portal.Domain.Context;
using Portal.Domain.Experiments.Analysis;
using Portal.Domain.Experiments.Statistics;
using Portal.Domain.Profiles;
using Portal.Engine.Experiments;
using Portal.Experiments.Counting;
using Portal.Experiments.Metrics;

namespace Portal.Tests.Features.Experiments.Counting;

public sealed class ExperimentAnalysisTests
{
    [Fact]
    public async Task What_is_stored_says_what_the_units_did()
    {
        await using var scene = await CountingScene.CreateAsync(change: plan => plan with { Winsorise = 1, CupedDays = 0 });
        await scene.AddAsync([.. "abcdefg".Select((name, i) => CountingScene.List(name.ToString(), scene.Now.AddMinutes(-30), $"12:{i % 2}"))]);
        await scene.AddAsync(CountingScene.List("g", scene.Now.AddMinutes(-20), "12:1"));
        await scene.AddAsync([.. "abcdef".SelectMany((name, i) => Enumerable.Range(0, i).Select(n => CountingScene.Act(name.ToString(), InteractionKind.Like, scene.Now.AddMinutes(-10))))]);
        await scene.CountAsync();

        var result = await scene.Counting().RunAsync(null, default);
        var stored = await scene.Results.NewestAsync(CountingScene.Experiment, default);

        Assert.Equal(1, result.Results);
        Assert.Equal((7, scene.Now), (stored!.Units, stored.AtUtc));
        var report = stored.Reading.Report!;
        Assert.Equal((6, 1), (report.Units, report.InSeveralArms));
        Assert.Equal(["likes-per-unit", "click-rate", "against-rate", "latency-p95"], report.Metrics.Select(metric => metric.Metric.Key));
        var effect = report.Metrics[0].Arms[0].Effect;
        Assert.Equal(((0 + 2 + 4) / 3.0, (1 + 3 + 5) / 3.0), (effect.Control, effect.Treatment));
        Assert.Equal([MetricRole.Primary, MetricRole.Secondary, MetricRole.Guardrail, MetricRole.Guardrail], report.Metrics.Select(metric => metric.Metric.Role));
        Assert.Contains(report.Metrics[0].Arms[0].Segments, segment => segment is { Dimension: "device", Value: "phone" });
    }

    [Fact]
    public async Task Nothing_is_analysed_when_nothing_changed_and_of_a_day_the_last_result_stays()
    {
        await using var scene = await CountingScene.CreateAsync();
        await scene.AddAsync(CountingScene.List("a", scene.Now.AddMinutes(-30), "12:0"), CountingScene.List("b", scene.Now.AddMinutes(-30), "12:1"));
        List<int> told = [];
        using var subscription = scene.Results.Subscribe(told.Add);
        var counting = scene.Counting();
        for (var minute = 0; minute < 3; minute++)
        {
            await counting.RunAsync(null, default);
            scene.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal([CountingScene.Experiment], told);
        scene.Clock.Advance(TimeSpan.FromDays(1));
        foreach (var user in "cd")
        {
            await scene.AddAsync(CountingScene.List(user.ToString(), scene.Now, "12:0"));
            scene.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(1, (await counting.RunAsync(null, default)).Results);
        }

        await using var db = scene.Contexts.CreateDbContext();
        Assert.Equal([2, 4], await db.ExperimentResults.OrderBy(row => row.AtUtc).Select(row => row.Units).ToListAsync());
    }

    [Fact]
    public async Task Staff_and_bots_are_told_and_do_not_count()
    {
        await using var scene = await CountingScene.CreateAsync();
        await AddUnitsAsync(scene, 300, _ => 1);
        await scene.AddAsync(Unit(scene, "staff", 0, 9, UnitExclusion.Staff), Unit(scene, "bot-1", 0, 9, UnitExclusion.Bot), Unit(scene, "bot-2", 1, 9, UnitExclusion.Bot));

        var reading = await scene.Analysis().RunAsync(await scene.ExperimentAsync(), default);

        Assert.Equal((300, 1, 2), (reading.Report!.Units, reading.Staff, reading.Bots));
        Assert.Equal(1, reading.Report.Metrics[0].Arms[0].Effect.Control);
    }

    [Fact]
    public async Task What_units_did_before_is_used_and_large_values_are_cut()
    {
        await using var scene = await CountingScene.CreateAsync(change: plan => plan with { Winsorise = 0.95 });
        Random random = new(3);
        await AddUnitsAsync(scene, 400, i => i == 7 ? 5000 : random.Next(1, 20));

        var report = (await scene.Analysis().RunAsync(await scene.ExperimentAsync(), default)).Report!;

        Assert.InRange(report.Metrics[0].Limit!.Value, 15, 25);
        Assert.InRange(report.Metrics[0].Arms[0].Effect.Cuped!.VarianceSaved, 0.9, 1);
        Assert.InRange(report.Metrics[0].Arms[0].Effect.Cuped!.Unadjusted.Control, 7, 13);
    }

    [Fact]
    public async Task An_interleaving_tells_which_team_units_prefer()
    {
        await using var scene = await CountingScene.CreateAsync(ExperimentMode.Interleaving);
        for (var i = 0; i < 30; i++)
        {
            var unit = Unit(scene, $"u{i:00}", 0, 1);
            unit.Values = Outcomes.Encode(new UnitOutcomes { Credit = i < 3 ? [2, 1] : i < 5 ? [1, 1] : [0, 3] });
            await scene.AddAsync(unit);
        }

        var reading = await scene.Analysis().RunAsync(await scene.ExperimentAsync(), default);

        Assert.Null(reading.Report);
        var comparison = Assert.Single(reading.Interleaving!.Comparisons);
        Assert.Equal((25, 3, 2), (comparison.Wins, comparison.Losses, comparison.Ties));
    }

    [Fact]
    public async Task A_bandit_gets_new_shares_once_a_day_and_is_read_period_by_period()
    {
        await using var scene = await CountingScene.CreateAsync(ExperimentMode.Bandit);
        Random random = new(5);
        await AddUnitsAsync(scene, 600, i => random.Next(3) + (i % 2 * 2));
        Follower follower = new();
        BanditShares shares = new(scene.Contexts, [follower], scene.Clock);
        var experiment = await scene.ExperimentAsync();
        var reading = await scene.Analysis().RunAsync(experiment, default);
        Assert.False(reading.Report!.Plan.Cuped);

        Assert.True(await shares.FollowAsync(experiment, reading, default));
        Assert.False(await shares.FollowAsync(experiment, reading, default));

        await using var db = scene.Contexts.CreateDbContext();
        var periods = await db.ExperimentPeriods.OrderBy(row => row.FromUtc).ToListAsync();
        Assert.Equal((2, scene.Now, "reweighted", 1), (periods.Count, periods[0].ToUtc, periods[1].Reason, follower.Times));
        Assert.Equal([0.01, 0.99], JsonSerializer.Deserialize<double[]>(periods[1].Weights)!, (one, other) => Math.Abs(one - other) < 1e-9);
        Assert.Equal("Portal", (await db.AuditEntries.SingleAsync(entry => entry.Action == "experiment.reweighted")).Actor);

        scene.Clock.Advance(TimeSpan.FromHours(2));
        await AddUnitsAsync(scene, 100, _ => 1, from: 600, variant: _ => 1);
        reading = await scene.Analysis().RunAsync(experiment, default);
        Assert.Equal((300 + 1, 300 + 99), ((int)Math.Round(reading.Bandit!.Expected[0]), (int)Math.Round(reading.Bandit.Expected[1])));
        Assert.Equal([301 / 700.0, 399 / 700.0], reading.Report!.Plan.Arms.Select(arm => arm.Weight), (one, other) => Math.Abs(one - other) < 1e-9);
    }

    [Fact]
    public async Task Whoever_stopped_a_bandit_meanwhile_has_the_last_word()
    {
        await using var scene = await CountingScene.CreateAsync(ExperimentMode.Bandit);
        await AddUnitsAsync(scene, 600, i => (i % 3) + (i % 2 * 2));
        var experiment = await scene.ExperimentAsync();
        var reading = await scene.Analysis().RunAsync(experiment, default);
        await scene.ChangeAsync(row => row.State = ExperimentState.Stopped);

        Assert.False(await new BanditShares(scene.Contexts, [], scene.Clock).FollowAsync(experiment, reading, default));
    }

    [Fact]
    public async Task A_plan_that_cannot_be_carried_out_does_not_keep_others_from_being_analysed()
    {
        await using var scene = await CountingScene.CreateAsync(change: plan => plan with { PrimaryMetric = "none", SecondaryMetrics = [], Guardrails = [] });
        await scene.AddAsync(new ExperimentEntity { Id = 13, Key = "two", Name = "Two", State = ExperimentState.Running, Plan = (scene.Plan with { PrimaryMetric = "rating" }).ToJson(), Author = "Ann", StartedUtc = scene.Now.AddHours(-1) });
        await scene.AddAsync(CountingScene.List("a", scene.Now.AddMinutes(-30), "12:0 13:1"), new ExperimentEntity { Id = 14, Key = "three", Name = "Three", State = ExperimentState.Running, Plan = "{", Author = "Ann", StartedUtc = scene.Now.AddHours(-1) });

        var result = await scene.Counting().RunAsync(null, default);

        Assert.Equal((2, 2, 1), (result.Experiments, result.Units, result.Results));
        Assert.NotNull(await scene.Results.NewestAsync(13, default));
    }

    private static Task AddUnitsAsync(CountingScene scene, int count, Func<int, int> likes, int from = 0, Func<int, int>? variant = null) =>
        scene.AddAsync([.. Enumerable.Range(from, count).Select(i => Unit(scene, $"u{i:0000}", variant?.Invoke(i) ?? i % 2, likes(i)))]);

    private static ExperimentUnitEntity Unit(CountingScene scene, string name, int variant, int likes, UnitExclusion exclusion = UnitExclusion.None) => new()
    {
        ExperimentId = CountingScene.Experiment,
        Unit = name,
        Variant = variant,
        ExposedUtc = scene.Now.AddMinutes(-1),
        Exclusion = exclusion,
        Segments = UnitSegments.Format(DeviceClass.Tablet, "medium"),
        Values = Outcomes.Encode(new UnitOutcomes { Since = new UnitTally { Lists = 1, Looks = 20, Likes = likes, Milliseconds = 40 }, Before = new UnitTally { Likes = likes } }),
    };

    private sealed class Follower : IExperimentChanges
    {
        public int Times { get; private set; }

        public void Changed() => Times++;
    }
}
