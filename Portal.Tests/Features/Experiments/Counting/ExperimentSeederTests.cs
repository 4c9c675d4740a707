using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Experiments.Analysis;
using Portal.Engine.Experiments;
using Portal.Experiments.Demo;

namespace Portal.Tests.Features.Experiments.Counting;

public sealed class ExperimentSeederTests
{
    [Fact]
    public async Task The_three_experiments_show_an_effect_none_and_a_broken_split()
    {
        await using var scene = await CountingScene.CreateAsync();
        await Seeder(scene).SeedAsync(default);

        var (effect, none, broken) = (await ReportAsync(scene, "demo-fresher-feed"), await ReportAsync(scene, "demo-same-twice"), await ReportAsync(scene, "demo-more-cards"));

        Assert.Equal([DecisionStatus.ShipNow, DecisionStatus.ReadyForReview, DecisionStatus.Unhealthy], new[] { effect, none, broken }.Select(report => report.Decision.Status));
        Assert.Equal([4000, 4000], new[] { effect.Units, none.Units });
        Assert.InRange(effect.Metrics[0].Arms[0].Effect.Effect, 0.08, 0.28);
        Assert.InRange(effect.Metrics[0].Arms[0].Effect.Cuped!.VarianceSaved, 0.15, 0.8);
        Assert.DoesNotContain(none.Metrics, metric => metric.Arms[0].Verdict != EffectVerdict.Undecided);
        Assert.Contains(broken.SampleRatio.Segments, segment => segment is { Dimension: "device", Value: "phone", IsWrong: true });
        Assert.NotEmpty(effect.Metrics[0].Arms[0].Lifetime);
        await using var db = scene.Contexts.CreateDbContext();
        Assert.All(await db.Experiments.Where(row => row.Key.StartsWith("demo-")).ToListAsync(), row =>
        {
            Assert.True(row is { Simulated: true, State: ExperimentState.Stopped });
            Assert.All(ExperimentPlan.FromJson(row.Plan).Variants.SelectMany(variant => variant.Settings), setting => Assert.True(ExperimentSettings.Allows(setting.Key, setting.Value), setting.Key));
        });
    }

    [Fact]
    public async Task They_are_seeded_once_and_what_was_deleted_does_not_come_back()
    {
        await using var scene = await CountingScene.CreateAsync();
        await Seeder(scene, demo: false).SeedAsync(default);
        await using var db = scene.Contexts.CreateDbContext();
        Assert.Equal(0, await db.ExperimentUnits.CountAsync());
        await Seeder(scene).SeedAsync(default);
        await db.Experiments.Where(row => row.Key == "demo-same-twice").ExecuteDeleteAsync();
        await db.ExperimentResults.ExecuteDeleteAsync();
        var units = await db.ExperimentUnits.CountAsync();

        await Seeder(scene).SeedAsync(default);

        Assert.Equal((2, units, 2), (await db.Experiments.CountAsync(row => row.Simulated), await db.ExperimentUnits.CountAsync(), await db.ExperimentResults.CountAsync()));
        Assert.Equal(0, await scene.CountAsync());
    }

    private static async Task<ExperimentReport> ReportAsync(CountingScene scene, string key)
    {
        await using var db = scene.Contexts.CreateDbContext();
        var id = (await db.Experiments.SingleAsync(row => row.Key == key)).Id;
        return (await scene.Results.NewestAsync(id, default))!.Reading.Report!;
    }

    private static ExperimentSeeder Seeder(CountingScene scene, bool demo = true) => new(scene.Contexts, scene.Analysis(), Options.Create(new PortalOptions { Demo = demo }), scene.Clock);
}
