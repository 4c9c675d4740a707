using Portal.Domain.Experiments.Analysis;
using Portal.Domain.Experiments.Statistics;
using static Portal.Tests.Domain.Experiments.Analysis.ExperimentScene;

namespace Portal.Tests.Domain.Experiments.Analysis;

public sealed class DecisionTests
{
    private static readonly MetricDefinition Opened = new("opened", MetricKind.Proportion);
    private static readonly MetricDefinition Hidden = new("hidden", MetricKind.Proportion) { Role = MetricRole.Guardrail, Goal = MetricGoal.Decrease };

    [Fact]
    public void Without_units_there_is_no_data()
    {
        Assert.Equal(new ExperimentStanding(DecisionStatus.NoData, DecisionRule.NoUnits), Report(Plan(Opened), 9, []).Decision);
        Assert.Equal(DecisionStatus.NoData, Report(Plan(Opened), 9, Share(0, 4, 0.5)).Decision.Status);
    }

    [Fact]
    public void A_wrong_split_blocks_whatever_the_effects_are()
    {
        var report = Report(Plan(Opened), 9, [.. Share(0, 500, 0.2), .. Share(1, 620, 0.9)]);

        Assert.Equal((DecisionStatus.Unhealthy, DecisionRule.SampleRatio, true), (report.Decision.Status, report.Decision.Rule, report.IsBlocked));
        Assert.True(report.Decision.Value < 0.001);
        Assert.Equal(SampleRatio.PValue([500, 620], [1, 1]), report.SampleRatio.PValue, 12);
    }

    [Fact]
    public void Nobody_in_an_arm_is_a_wrong_split_once_there_are_many()
    {
        Assert.Equal(DecisionRule.SampleRatio, Report(Plan(Opened), 9, Share(0, 40, 0.5)).Decision.Rule);
    }

    [Fact]
    public void Units_in_an_arm_without_a_share_are_a_wrong_split()
    {
        var plan = Plan(Opened) with { Arms = [new("control", 1), new("new", 0)] };

        Assert.Equal(DecisionRule.SampleRatio, Report(plan, 9, [.. Share(0, 400, 0.5), .. Share(1, 2, 0.5)]).Decision.Rule);
    }

    [Fact]
    public void A_wrong_split_of_one_segment_blocks_too()
    {
        var plan = Plan(Opened) with { Dimensions = ["device"] };
        var units = In("phone", Share(0, 400, 0.3)).Concat(In("phone", Share(1, 550, 0.3))).Concat(In("desk", Share(0, 640, 0.3))).Concat(In("desk", Share(1, 500, 0.3)));

        var report = Report(plan, 9, units);

        Assert.False(report.SampleRatio.IsWrong);
        Assert.Equal((DecisionStatus.Unhealthy, DecisionRule.SegmentRatio), (report.Decision.Status, report.Decision.Rule));
        Assert.All(report.SampleRatio.Segments, segment => Assert.Equal(Math.Min(1, 2 * segment.PValue), segment.AdjustedPValue, 12));

        static IEnumerable<TestUnit> In(string device, IEnumerable<TestUnit> units) => units.Select(unit => unit with { Segments = [device] });
    }

    [Fact]
    public void The_first_day_decides_nothing()
    {
        var decision = Report(Plan(Opened), 0.9, [.. Share(0, 60, 0.1), .. Share(1, 60, 0.9)]).Decision;

        Assert.Equal((DecisionStatus.DaysLeft, DecisionRule.FirstDay), (decision.Status, decision.Rule));
    }

    [Fact]
    public void A_win_waits_for_the_days_of_a_week_and_a_loss_does_not()
    {
        TestUnit[] win = [.. Share(0, 400, 0.3), .. Share(1, 390, 0.5)], loss = [.. Share(0, 400, 0.5), .. Share(1, 390, 0.3)];

        Assert.Equal((DecisionStatus.DaysLeft, DecisionRule.MinimumDays, 8), Brief(Report(Plan(Opened), 5, win)));
        Assert.Equal((DecisionStatus.ShipNow, DecisionRule.Win, null), Brief(Report(Plan(Opened), 7, win)));
        Assert.Equal((DecisionStatus.RollBackNow, DecisionRule.Harm, null), Brief(Report(Plan(Opened), 5, loss)));
        var decision = Report(Plan(Opened), 7, win).Decision;
        Assert.Equal((1, "opened", 0.05), (decision.Arm, decision.Metric, decision.Limit));
    }

    [Fact]
    public void A_goal_of_less_turns_a_win_around()
    {
        TestUnit[] units = [.. Share(0, 400, 0.5), .. Share(1, 390, 0.3)];

        Assert.Equal(DecisionStatus.ShipNow, Report(Plan(Opened with { Goal = MetricGoal.Decrease }), 9, units).Decision.Status);
    }

    [Theory]
    [InlineData(0.5, 0.3, DecisionStatus.ReadyForReview, DecisionRule.Contradiction)]
    [InlineData(0.3, 0.3, DecisionStatus.RollBackNow, DecisionRule.Harm)]
    [InlineData(0.5, 0.1, DecisionStatus.ShipNow, DecisionRule.Win)]
    public void A_guardrail_stands_against_a_win(double opened, double hidden, DecisionStatus status, DecisionRule rule)
    {
        var units = Share(0, 400, 0.3).Zip(Share(0, 400, 0.1), Both).Concat(Share(1, 390, opened).Zip(Share(1, 390, hidden), Both));

        var decision = Report(Plan(Opened, Hidden), 9, units).Decision;

        Assert.Equal((status, rule), (decision.Status, decision.Rule));

        static TestUnit Both(TestUnit one, TestUnit other) => one with { Values = [one.Values[0], other.Values[0]] };
    }

    [Fact]
    public void One_arm_that_loses_does_not_end_the_others()
    {
        var plan = Plan(Opened) with { Arms = [new("control", 0.3), new("worse", 0.3), new("same", 0.4)] };

        Assert.Equal(DecisionRule.PlanNotReached, Report(plan, 9, [.. Share(0, 300, 0.5), .. Share(1, 300, 0.2), .. Share(2, 400, 0.5)]).Decision.Rule);
        Assert.Equal(DecisionRule.Harm, Report(plan, 9, [.. Share(0, 300, 0.5), .. Share(1, 300, 0.2), .. Share(2, 400, 0.2)]).Decision.Rule);
    }

    [Fact]
    public void Days_left_follow_from_the_pace_so_far()
    {
        // 800 units in 8 days: 1,200 more are 12 days.
        Assert.Equal((DecisionStatus.DaysLeft, DecisionRule.PlanNotReached, 12), Brief(Report(Plan(Opened), 8, [.. Share(0, 400, 0.3), .. Share(1, 400, 0.3)])));
        Assert.Equal((DecisionStatus.ReadyForReview, DecisionRule.PlanReached, null), Brief(Report(Plan(Opened) with { PlannedUnits = 800 }, 8, [.. Share(0, 400, 0.3), .. Share(1, 400, 0.3)])));
    }

    [Fact]
    public void Without_the_sequence_only_the_planned_size_decides()
    {
        TestUnit[] units = [.. Share(0, 400, 0.3), .. Share(1, 400, 0.39)];
        var plan = Plan(Opened) with { Sequential = false };

        Assert.Equal(DecisionRule.PlanNotReached, Report(plan, 9, units).Decision.Rule);
        Assert.Equal(DecisionRule.Win, Report(plan with { PlannedUnits = 800 }, 9, units).Decision.Rule);
        Assert.Equal(DecisionRule.PlanReached, Report(plan with { PlannedUnits = 800, Sequential = true }, 9, units).Decision.Rule);
    }

    [Fact]
    public void Power_is_that_of_the_arms_now_and_at_the_plan()
    {
        var metric = Opened with { MinimumEffect = 0.2 };
        var report = Report(Plan(metric) with { Cuped = false }, 9, [.. Share(0, 400, 0.3), .. Share(1, 390, 0.31)]);
        var control = ArmMoments.FromSums(ArmSums.OfProportion(400, 120));
        var power = report.Metrics[0].Arms[0].Power!;

        Assert.Equal(ExperimentPower.PowerAt(MetricKind.Proportion, control, 0.2, 400, 390, new PowerOptions()).Power, power.PowerNow!.Value, 9);
        Assert.Equal(ExperimentPower.DetectableEffect(MetricKind.Proportion, control, 1000, 1000, new PowerOptions()).RelativeEffect, power.SmallestEffectAtPlan, 9);
        Assert.InRange(power.UnitsNeeded!.Value, 2 * ExperimentPower.UnitsNeeded(MetricKind.Proportion, control, 0.2, new PowerOptions()).ControlUnits, 2 * 1000);
        Assert.True(power.PowerNow < power.PowerAtPlan && power.SmallestEffectNow > power.SmallestEffectAtPlan);
        Assert.Null(Report(Plan(metric), 9, Share(0, 30, 0).Concat(Share(1, 30, 0))).Metrics[0].Arms[0].Power);
    }

    [Fact]
    public void Impossible_plans_are_told()
    {
        Told("at least two", Plan(Opened) with { Arms = [new("a", 1)] });
        Told("no metrics", Plan());
        Told("add up to 0.9", Plan(Opened) with { Arms = [new("a", 0.5), new("b", 0.4)] });
        Told("Two arms are called 'a'", Plan(Opened) with { Arms = [new("a", 0.5), new("a", 0.5)] });
        Told("Two metrics are called 'opened'", Plan(Opened, Opened));
        Told("Control is 2", Plan(Opened) with { Control = 2 });
        Told("PlannedUnits is 0", Plan(Opened) with { PlannedUnits = 0 });
        Told("Alpha, Power and RatioAlpha are 1, 0.8 and 0.001", Plan(Opened) with { Alpha = 1 });
        Told("'opened' is a Proportion", Plan(Opened with { WinsoriseAt = 0.9 }));
        Told("Quantile of metric 'w' is 1", Plan(new MetricDefinition("w", MetricKind.Quantile) { Quantile = 1 }));
        Told("MinimumEffect of metric 'opened' is 0", Plan(Opened with { MinimumEffect = 0 }));
        Told("ConversionWindow of metric 'opened' is 00:00:00", Plan(Opened with { ConversionWindow = TimeSpan.Zero }));
        Told("has no key", Plan(Opened with { Key = "" }));

        static void Told(string words, AnalysisPlan plan) =>
            Assert.Contains(words, Assert.Throws<ArgumentException>(() => new ExperimentAnalyzer(plan, Start)).Message, StringComparison.Ordinal);
    }

    private static (DecisionStatus Status, DecisionRule Rule, int? DaysLeft) Brief(ExperimentReport report) => (report.Decision.Status, report.Decision.Rule, report.Decision.DaysLeft);
}
