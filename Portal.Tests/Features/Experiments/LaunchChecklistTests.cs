using System.Collections.Immutable;
using Portal.Data.Entities;
using Portal.Domain.Ranking;
using Portal.Engine.Experiments;
using Portal.Experiments;
using Portal.Experiments.Metrics;
using Portal.Experiments.Planning;

namespace Portal.Tests.Features.Experiments;

public sealed class LaunchChecklistTests
{
    private static readonly ExperimentDraft Sound = new("Fresher feed", "Because.", ExperimentMode.Test, ExperimentUnitKind.Person, new ExperimentPlan
    {
        Variants = [Variant("Control"), Variant("Fresh", ("weights/signals.freshness", "3"))],
        Weights = [0.5, 0.5],
        PrimaryMetric = "likes-per-unit",
        PlannedUnits = 3000,
        MinimumEffect = 0.2,
        Seed = "fresher-feed",
    });

    // 4,000 people with 0 to 4 likes, 150 new ones each day.
    private static readonly LaunchFacts Busy = new(
        [new WeightChoice(1, "Default", WeightProfileState.Live, RankingWeights.Default), new WeightChoice(2, "Calm", WeightProfileState.Draft, RankingWeights.Default with { Diversity = 0.4 })],
        [], new UnitHistory([.. Enumerable.Range(0, 4200).Select(i => new UnitTally { Lists = 2, Looks = 40, Likes = i % 5 })], [.. Enumerable.Repeat(150, UnitHistory.Days)]),
        new AudienceCount(5000, 5000, null, []), new HashSet<string>(), 0);

    [Fact]
    public void A_sound_plan_misses_nothing() => Assert.All(LaunchChecklist.Of(Sound, Busy), check => Assert.Equal((check.Key, LaunchState.Ok), (check.Key, check.State)));

    public static TheoryData<string, LaunchState, string, Func<ExperimentDraft, ExperimentDraft>> Flaws => new()
    {
        { "Name", LaunchState.Missing, "NoName", draft => draft with { Name = " " } },
        { "Name", LaunchState.Warning, "NoHypothesis", draft => draft with { Hypothesis = "" } },
        { "Variants", LaunchState.Missing, "Count", Plan(plan => plan with { Variants = [Variant("Alone")], Weights = [1] }) },
        { "Variants", LaunchState.Missing, "Names", Plan(plan => plan with { Variants = [Variant("One"), Variant("one ", ("feed.cards", "12"))] }) },
        { "Variants", LaunchState.Missing, "Value", Plan(plan => plan with { Variants = [Variant("A"), Variant("B", ("weights/signals.freshness", "11"))] }) },
        { "Variants", LaunchState.Warning, "Alike", Plan(plan => plan with { Variants = [Variant("A"), Variant("B", ("weights", "1"))] }) },
        { "Variants", LaunchState.Missing, "Interleaving", draft => draft with { Mode = ExperimentMode.Interleaving, Plan = draft.Plan with { Variants = [Variant("A"), Variant("B", ("feed.cards", "12"))] } } },
        { "Versions", LaunchState.Missing, "Gone", Plan(plan => plan with { Variants = [Variant("A"), Variant("B", ("weights", "7"))] }) },
        { "Shares", LaunchState.Missing, "Sum", Plan(plan => plan with { Weights = [0.5, 0.49] }) },
        { "Shares", LaunchState.Missing, "EachAboveZero", Plan(plan => plan with { Weights = [1, 0] }) },
        { "Shares", LaunchState.Missing, "Coverage", Plan(plan => plan with { Coverage = 0 }) },
        { "Shares", LaunchState.Warning, "Fine", Plan(plan => plan with { Coverage = 0.01, Weights = [0.9, 0.1] }) },
        { "Metric", LaunchState.Missing, "None", Plan(plan => plan with { PrimaryMetric = "latency-p95" }) },
        { "Metric", LaunchState.Warning, "NoData", Plan(plan => plan with { PrimaryMetric = "rating" }) },
        { "People", LaunchState.Warning, "TooFew", Plan(plan => plan with { MinimumEffect = 0.01 }) },
        { "People", LaunchState.Warning, "Long", Plan(plan => plan with { PlannedUnits = 20_000 }) },
        { "People", LaunchState.Missing, "NoPlan", Plan(plan => plan with { PlannedUnits = 0 }) },
        { "Audience", LaunchState.Warning, "Staff", Plan(plan => plan with { LeaveOutStaff = false }) },
        { "Namespace", LaunchState.Missing, "Range", Plan(plan => plan with { Namespace = new ExperimentNamespace("feed", 0.5, 0.5) }) },
        { "Forced", LaunchState.Missing, "Variant", Plan(plan => plan with { Forced = plan.Forced.Add("ann", 2) }) },
        { "Forced", LaunchState.Warning, "Nobody", Plan(plan => plan with { Forced = plan.Forced.Add("ann", 1) }) },
        { "Days", LaunchState.Warning, "Short", Plan(plan => plan with { MinimumDays = 6 }) },
    };

    [Theory]
    [MemberData(nameof(Flaws))]
    public void A_flaw_is_named_at_its_point_and_nowhere_else(string key, LaunchState state, string finding, Func<ExperimentDraft, ExperimentDraft> spoil)
    {
        var check = LaunchChecklist.Of(spoil(Sound), Busy).Single(check => check.Key == key);

        Assert.Equal((state, finding), (check.State, check.Finding));
    }

    [Fact]
    public void What_runs_on_the_same_setting_is_named_unless_both_keep_to_their_parts_of_a_namespace()
    {
        var other = Running("Other", Sound.Plan with { Seed = "other", Variants = [Variant("A"), Variant("B", ("weights", "2"))], Namespace = new ExperimentNamespace("feed", 0, 0.4) });
        var facts = Busy with { Others = [other] };

        var clash = Check("Clash", Sound, facts);
        Assert.Equal((LaunchState.Warning, "Other", "weights"), (clash.State, clash.Values[0], clash.Values[1]));
        Assert.Equal(LaunchState.Ok, Check("Clash", Plan(plan => plan with { Namespace = new ExperimentNamespace("feed", 0.4, 1) })(Sound), facts).State);
        Assert.Equal(LaunchState.Ok, Check("Clash", Plan(plan => plan with { Variants = [Variant("A"), Variant("B", ("feed.cards", "12"))] })(Sound), facts).State);
        Assert.Equal("Taken", Check("Namespace", Plan(plan => plan with { Namespace = new ExperimentNamespace("feed", 0.39, 1) })(Sound), facts).Finding);
        Assert.Equal([(0.4, 1.0)], LaunchChecklist.FreeRanges("feed", [other]));
        Assert.Equal([(0.0, 1.0)], LaunchChecklist.FreeRanges("elsewhere", [other]));
        Assert.Equal("Same", Check("Seed", Plan(plan => plan with { Seed = "other" })(Sound), facts).Finding);
    }

    [Fact]
    public void A_condition_that_takes_nobody_or_cannot_be_read_is_told()
    {
        Assert.Equal("Nobody", Check("Audience", Sound, Busy with { Audience = new AudienceCount(50, 0, null, []) }).Finding);
        Assert.Equal("Problem", Check("Audience", Sound, Busy with { Audience = new AudienceCount(50, 0, "$near", []) }).Finding);
        Assert.Equal("UnknownName", Check("Audience", Sound, Busy with { Audience = new AudienceCount(50, 0, null, ["country"]) }).Finding);
        Assert.Equal(LaunchState.Ok, Check("Audience", Sound, Busy with { Audience = new AudienceCount(50, 0, null, ["language"]) }).State);
        Assert.Equal("NoUnits", Check("Metric", Sound, Busy with { History = UnitHistory.None }).Finding);
        Assert.Equal("Unknown", Check("People", Sound, Busy with { History = UnitHistory.None }).Finding);
    }

    [Fact]
    public void A_smaller_effect_takes_four_times_the_people_and_uneven_shares_more_than_even_ones()
    {
        var even = PowerForecast.Of(Sound, Busy);
        var half = PowerForecast.Of(Plan(plan => plan with { MinimumEffect = 0.1 })(Sound), Busy);
        var uneven = PowerForecast.Of(Plan(plan => plan with { Weights = [0.9, 0.1] })(Sound), Busy);
        var three = PowerForecast.Of(Plan(plan => plan with { Variants = plan.Variants.Add(Variant("C", ("feed.cards", "12"))), Weights = [0.4, 0.3, 0.3] })(Sound), Busy);

        // Mean 2, variance 2: an effect of 0.4 is 0.283 standard deviations, which takes 197 units a group.
        Assert.InRange(even.Needed, 385, 400);
        Assert.Equal((2.0, 4200), (Math.Round(even.Baseline, 9), even.Units));
        Assert.InRange(half.Needed / even.Needed, 3.9, 4.1);
        Assert.InRange(uneven.Needed / even.Needed, 2.7, 2.9);
        Assert.True(three.Needed > even.Needed);
        Assert.Equal((int)Math.Ceiling(even.Needed / 150), even.Days);
        Assert.All(even.Curve.Zip(even.Curve.Skip(1)), pair => Assert.True(pair.First.Units >= pair.Second.Units));
        Assert.True(PowerForecast.Of(Sound with { Mode = ExperimentMode.Interleaving }, Busy).Needed < even.Needed);
    }

    [Fact]
    public void Fewer_who_take_part_take_longer()
    {
        var narrow = Busy with { Audience = new AudienceCount(5000, 500, null, []), Holdout = 0.1 };
        var forecast = PowerForecast.Of(Plan(plan => plan with { Coverage = 0.5, Namespace = new ExperimentNamespace("feed", 0, 0.5) })(Sound), narrow);

        Assert.Equal(0.1 * 0.9 * 0.5 * 0.5, forecast.Share, 9);
        Assert.InRange(forecast.Days!.Value, 110, 120);
        Assert.Null((Busy.History with { NewUnits = [.. Enumerable.Repeat(5, 14), .. new int[14]] }).DaysUntil(71, 1));
        Assert.Equal(14, (Busy.History with { NewUnits = [.. Enumerable.Repeat(5, 14), .. new int[14]] }).DaysUntil(70, 1));
    }

    private static LaunchCheck Check(string key, ExperimentDraft draft, LaunchFacts facts) => LaunchChecklist.Of(draft, facts).Single(check => check.Key == key);

    private static ExperimentView Running(string name, ExperimentPlan plan) => new(7, "other", new ExperimentDraft(name, "", ExperimentMode.Test, ExperimentUnitKind.Person, plan), ExperimentState.Running) { Author = "Bob" };

    private static Func<ExperimentDraft, ExperimentDraft> Plan(Func<ExperimentPlan, ExperimentPlan> change) => draft => draft with { Plan = change(draft.Plan) };

    private static ExperimentVariant Variant(string name, params (string Key, string Value)[] settings) => new(name, settings.ToImmutableSortedDictionary(setting => setting.Key, setting => setting.Value));
}
