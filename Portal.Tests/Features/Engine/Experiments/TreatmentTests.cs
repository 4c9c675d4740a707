using System.Collections.Immutable;
using Portal.Accounts;
using Portal.Data.Entities;
using Portal.Domain.Context;
using Portal.Domain.Ranking;
using Portal.Engine;
using Portal.Engine.Experiments;
using Portal.Feed;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Engine.Experiments;

public sealed class TreatmentTests : ExperimentScene
{
    private const string Diversity = "weights/diversity", Balance = "weights/balance", Prior = "weights/popularityPrior";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await AddItemsAsync(Film("a"), Film("b", genres: ["crime"]), Film("c", tags: ["loud"]));
    }

    [Fact]
    public async Task Without_experiments_the_live_state_itself_is_served()
    {
        var treatment = await TreatAsync();

        Assert.Same(await Engine.GetAsync(default), treatment.State);
        Assert.Empty(treatment.Variants);
        Assert.Null(treatment.Cards);
        Assert.True(treatment.ShowsReasons);
    }

    [Fact]
    public async Task Experiments_on_different_settings_combine()
    {
        var first = await RunAsync("variety", Plan((Diversity, "0.5")));
        var second = await RunAsync("mix", Plan((Balance, "2")));
        var third = await RunAsync("page", Plan(("feed.cards", "6"), ("feed.reasons", "false")));

        var treatment = await TreatAsync();

        Assert.Equal([first, second, third], treatment.Variants.Select(variant => variant.ExperimentId));
        Assert.All(treatment.Variants, variant => Assert.Equal((1, "B", false), (variant.Variant, variant.Name, variant.Forced)));
        Assert.Equal((0.5, 2, 6, false), (treatment.State.Weights.Diversity, treatment.State.Weights.Balance, treatment.Cards, treatment.ShowsReasons));
        Assert.Same(treatment.State, (await TreatAsync()).State);
    }

    [Fact]
    public async Task Of_experiments_on_one_setting_the_one_that_started_first_has_the_person()
    {
        await AddVersionAsync(7, (await Engine.GetAsync(default)).Weights with { Diversity = 0.9, Balance = 4 });
        var number = await RunAsync("variety", Plan((Diversity, "0.5")));
        await RunAsync("whole", Plan(("weights", "7")));
        var other = await RunAsync("mix", Plan((Balance, "2")));

        var treatment = await TreatAsync();

        Assert.Equal([number, other], treatment.Variants.Select(variant => variant.ExperimentId));
        Assert.Equal((0.5, 2), (treatment.State.Weights.Diversity, treatment.State.Weights.Balance));
    }

    [Fact]
    public async Task A_version_of_the_weights_ranks_as_a_whole_under_its_name()
    {
        await AddVersionAsync(7, (await Engine.GetAsync(default)).Weights with { Diversity = 0.9, PopularityPrior = 33 });
        await RunAsync("whole", Plan(("weights", "7")));

        var treatment = await TreatAsync();

        Assert.Equal((0.9, 33, "Bold v7"), (treatment.State.Weights.Diversity, treatment.State.Weights.PopularityPrior, treatment.State.WeightsName));
        Assert.NotEqual((await Engine.GetAsync(default)).Snapshot.Version, treatment.State.Snapshot.Version);
    }

    [Fact]
    public async Task Two_weights_with_one_measure_of_popularity_share_a_snapshot()
    {
        var id = await RunAsync("prior", Plan((Prior, "33")));
        var alone = (await TreatAsync()).State;
        await RunAsync("variety", Plan((Diversity, "0.5")));

        var both = (await TreatAsync()).State;

        Assert.Equal(0.5, both.Weights.Diversity);
        Assert.Same(alone.Snapshot, both.Snapshot);
        await StopAsync(id);
        Assert.Same((await Engine.GetAsync(default)).Snapshot, (await TreatAsync()).State.Snapshot);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_was_exposed_keeps_the_variant_when_shares_change(bool counted)
    {
        var id = await RunAsync("variety", Plan((Diversity, "0.5")));
        await ShareAsync(id, "[0,1]");
        if (counted)
        {
            await using var db = Database.CreateDbContext();
            db.ExperimentUnits.Add(new ExperimentUnitEntity { ExperimentId = id, Unit = Me, Variant = 1, ExposedUtc = Clock.GetUtcNow().UtcDateTime });
            await db.SaveChangesAsync();
        }
        else
        {
            await Feed.GetPageAsync(Me, new FeedRequest(), default);
        }

        await ShareAsync(id, "[1,0]", coverage: 0.1);

        Assert.Equal(1, Assert.Single((await TreatAsync()).Variants).Variant);
        Assert.DoesNotContain(1, (await TreatAsync(userId: "newcomer")).Variants.Select(variant => variant.Variant));
    }

    [Fact]
    public async Task Nobody_is_moved_out_of_an_experiment_when_an_earlier_one_on_its_setting_takes_more_people()
    {
        var first = await RunAsync("first", Plan((Diversity, "0.5")) with { Coverage = 0 });
        var second = await RunAsync("second", Plan((Diversity, "0.7")));
        await Feed.GetPageAsync(Me, new FeedRequest(), default);

        await ShareAsync(first, "[0,1]", coverage: 1);

        Assert.Equal(second, Assert.Single((await TreatAsync()).Variants).ExperimentId);
        Assert.Equal(first, Assert.Single((await TreatAsync(userId: "newcomer")).Variants).ExperimentId);
    }

    [Fact]
    public async Task The_shares_of_the_newest_period_are_in_force()
    {
        var id = await RunAsync("variety", Plan((Diversity, "0.5")), ExperimentMode.Bandit);
        await ShareAsync(id, "[1,0]");
        Assert.Equal(0, Assert.Single((await TreatAsync()).Variants).Variant);

        await ShareAsync(id, "[0,1]");

        Assert.Equal(1, Assert.Single((await TreatAsync()).Variants).Variant);
    }

    [Fact]
    public async Task Who_is_held_out_of_all_takes_part_in_none()
    {
        await RunAsync("variety", Plan((Diversity, "0.5")));
        await SetAsync(ExperimentHoldout.Key, new ExperimentHoldout(1, "nobody").ToJson());

        Assert.Empty((await TreatAsync()).Variants);
    }

    [Fact]
    public async Task A_holdout_that_cannot_be_read_holds_nobody_out()
    {
        await RunAsync("variety", Plan((Diversity, "0.5")));
        await SetAsync(ExperimentHoldout.Key, """{"share": 7, "seed": "x"}""");

        Assert.Single((await TreatAsync()).Variants);
    }

    [Fact]
    public async Task A_tester_sees_the_variant_that_the_plan_names_whatever_excludes_it_otherwise()
    {
        await RunAsync("first", Plan((Diversity, "0.5")));
        await RunAsync("second", Plan((Diversity, "0.7")) with { Coverage = 0, Forced = ImmutableSortedDictionary<string, int>.Empty.Add("ANN@example.org", 1) });
        await SetAsync(ExperimentHoldout.Key, new ExperimentHoldout(1, "nobody").ToJson());

        var treatment = await TreatAsync();

        var variant = Assert.Single(treatment.Variants);
        Assert.Equal(("About second", true), (variant.Experiment, variant.Forced));
        Assert.Equal(0.7, treatment.State.Weights.Diversity);
        Assert.Null(VariantMarks.Write(treatment.Variants));
    }

    [Theory]
    [InlineData(Roles.Analyst, ExperimentState.Running, true)]
    [InlineData(Roles.Admin, ExperimentState.Draft, true)]
    [InlineData(Roles.User, ExperimentState.Running, false)]
    public async Task Only_staff_may_ask_for_a_variant_and_of_an_experiment_in_any_state(string role, ExperimentState state, bool heeded)
    {
        await BecomeAsync(role);
        await RunAsync("variety", Plan((Diversity, "0.5")) with { Weights = [1, 0] }, state: state);

        var treatment = await TreatAsync(new ExperimentVisit { Forced = new ForcedVariant("variety", 1) });

        Assert.Equal(heeded, treatment.State.Weights.Diversity == 0.5);
        Assert.Equal(heeded, treatment.Variants.Any(variant => variant.Forced));
    }

    [Theory]
    [InlineData("nothing", 1)]
    [InlineData("variety", 2)]
    public async Task What_there_is_not_cannot_be_asked_for(string experiment, int variant)
    {
        await BecomeAsync(Roles.Admin);
        await RunAsync("variety", Plan((Diversity, "0.5")), state: ExperimentState.Stopped);

        Assert.Empty((await TreatAsync(new ExperimentVisit { Forced = new ForcedVariant(experiment, variant) })).Variants);
    }

    [Fact]
    public async Task Conditions_ask_of_the_account_and_of_the_visit()
    {
        await BecomeAsync(Roles.Analyst);
        await RunAsync("phones", Plan((Diversity, "0.5")) with { Condition = """{"device": "phone", "roles": {"$elemMatch": {"$eq": "analyst"}}, "simulated": false, "days": {"$gte": 3}, "language": "zh"}""" });
        ExperimentVisit visit = new() { Device = DeviceClass.Phone, Language = "zh" };

        Assert.Single((await TreatAsync(visit)).Variants);
        Assert.Empty((await TreatAsync(visit with { Device = DeviceClass.Tablet })).Variants);
        Assert.Empty((await TreatAsync(visit with { Language = "en" })).Variants);
        Assert.Empty((await TreatAsync(visit, "nobody")).Variants);
    }

    [Fact]
    public async Task A_browser_is_a_unit_of_its_own_and_one_that_tells_nothing_takes_no_part()
    {
        await RunAsync("variety", Plan((Diversity, "0.5")), unit: ExperimentUnitKind.Visitor);

        Assert.Single((await TreatAsync(new ExperimentVisit { Visitor = Visitor })).Variants);
        Assert.Empty((await TreatAsync()).Variants);
    }

    [Fact]
    public async Task Two_variants_that_take_turns_give_two_rankings()
    {
        var id = await RunAsync("turns", Plan((Diversity, "0.5")) with { Weights = [0.5, 0.5] }, ExperimentMode.Interleaving);
        await RunAsync("mix", Plan((Balance, "2")));
        await RunAsync("turns-too", Plan(("weights/longTail", "0.5")), ExperimentMode.Interleaving);

        var treatment = await TreatAsync();

        Assert.Equal(2, treatment.Variants.Count);
        Assert.Equal("A / B", treatment.Variants[0].Name);
        var second = treatment.Interleaved!;
        Assert.Equal((id, 0, 1), (second.ExperimentId, second.FirstVariant, second.SecondVariant));
        Assert.Equal((0.12, 2), (treatment.State.Weights.Diversity, treatment.State.Weights.Balance));
        Assert.Equal((0.5, 2), (second.State.Weights.Diversity, second.State.Weights.Balance));
    }

    private async Task AddVersionAsync(int version, RankingWeights weights)
    {
        await using var db = Database.CreateDbContext();
        db.WeightProfiles.Add(new WeightProfileEntity
        {
            Name = "Bold", Version = version, State = WeightProfileState.Draft, Weights = WeightStore.Write(weights), Fingerprint = weights.Fingerprint, Author = "Ann", CreatedUtc = Clock.GetUtcNow().UtcDateTime,
        });
        await db.SaveChangesAsync();
    }
}
