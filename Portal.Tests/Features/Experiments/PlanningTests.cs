using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Entities;
using Portal.Experiments.Metrics;
using Portal.Experiments.Planning;

namespace Portal.Tests.Features.Experiments;

/// <summary>What planning rests on, read from a database.</summary>
public sealed class PlanningTests : ExperimentScene
{
    private UnitHistories Histories => Services.GetRequiredService<UnitHistories>();

    private Audiences Audiences => Services.GetRequiredService<Audiences>();

    private HoldoutStore Holdouts => Services.GetRequiredService<HoldoutStore>();

    [Fact]
    public async Task People_and_browsers_are_counted_with_what_they_did()
    {
        await AddTrafficAsync(40);

        var people = await Histories.OfAsync(ExperimentUnitKind.Person, default);
        var browsers = await Histories.OfAsync(ExperimentUnitKind.Visitor, default);

        Assert.Equal((40, 40, 80L), (people.Units.Count, people.NewUnits.Sum(), people.Units.Sum(unit => unit.Likes)));
        Assert.Equal(2, people.Moments(ExperimentMetrics.Find("likes-per-unit")!).Mean, 9);
        Assert.Equal((40L, 960L, 10.0), (people.Units.Sum(unit => unit.Lists), people.Units.Sum(unit => unit.Places), people.Units.Sum(unit => unit.RepeatShares)));
        Assert.Equal(20, browsers.Units.Count);

        // Two people share each browser, a day apart.
        Assert.All(browsers.Units, unit => Assert.Equal(2, unit.Lists));
        Assert.Empty((await Histories.OfAsync(ExperimentUnitKind.Session, default)).Units);
    }

    [Theory]
    [InlineData(null, 41)]
    [InlineData("""{"device": "phone"}""", 14)]
    [InlineData("""{"simulated": true}""", 10)]
    [InlineData("""{"$and": [{"simulated": false}, {"device": "desktop"}]}""", 20)]
    [InlineData("""{"roles": "admin"}""", 0)]
    [InlineData("""{"id": "person007"}""", 1)]
    public async Task A_condition_is_counted_over_everybody(string? condition, int targeted)
    {
        await AddTrafficAsync(40);

        var count = await Audiences.CountAsync(condition, default);

        Assert.Equal((41, targeted, null), (count.People, count.Targeted, count.Problem));
    }

    [Theory]
    [InlineData("{\"device\": ", null)]
    [InlineData("""{"days": {"$near": 3}}""", "$near")]
    public async Task What_cannot_be_read_says_why(string condition, string? named)
    {
        var count = await Audiences.CountAsync(condition, default);

        Assert.NotNull(count.Problem);
        Assert.Contains(named ?? "", count.Problem, StringComparison.Ordinal);
        Assert.Equal(0, count.Targeted);
    }

    [Fact]
    public async Task Attributes_that_nobody_has_or_that_only_a_visit_tells_are_named() =>
        Assert.Equal(["country", "language"], (await Audiences.CountAsync("""{"$or": [{"language": "en"}, {"country": "DE"}, {"days": 3}]}""", default)).Unknown);

    [Fact]
    public async Task The_share_held_out_is_kept_with_its_seed_and_told_to_whoever_serves()
    {
        Assert.Null(await Holdouts.FindAsync(default));
        Assert.True(await Holdouts.SetAsync(Ann, 0.05, null, default));
        Assert.False(await Holdouts.SetAsync(Bob, 0.2, 7, default));
        var stored = (await Holdouts.FindAsync(default))!;
        Assert.True(await Holdouts.SetAsync(Bob, 0.1, stored.Revision, default));

        Assert.Equal((0.1, stored.Seed), ((await Holdouts.FindAsync(default))!.Share, (await Holdouts.FindAsync(default))!.Seed));
        Assert.Equal(["Ann experiments.holdout experiments.holdout: share 0 → 0.05", "Bob experiments.holdout experiments.holdout: share 0.05 → 0.1"], await EntriesAsync());
        Assert.Equal(2, Changes.Count);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Holdouts.SetAsync(Ann, 0.6, 2, default));
    }
}
