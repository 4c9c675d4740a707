using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Experiments.Analysis;
using Portal.Domain.Experiments.Statistics;
using Portal.Domain.Numerics;
using static Portal.Tests.Domain.Experiments.Analysis.ExperimentScene;

namespace Portal.Tests.Domain.Experiments.Analysis;

public sealed class ExperimentAnalyzerTests
{
    private static readonly MetricDefinition Opened = new("opened", MetricKind.Proportion);
    private static readonly MetricDefinition Spent = new("spent", MetricKind.Mean);
    private static readonly MetricDefinition Rate = new("rate", MetricKind.Ratio) { Role = MetricRole.Secondary };
    private static readonly MetricDefinition Wait = new("wait", MetricKind.Quantile) { Quantile = 0.8, Goal = MetricGoal.Decrease, Role = MetricRole.Guardrail };

    [Fact]
    public void Each_effect_is_that_of_all_units_of_the_arms()
    {
        var plan = Plan(Opened, Spent, Rate);
        var units = Random(3, 700, 3);

        var report = Report(plan, 20, units);

        for (var m = 0; m < 3; m++)
        {
            var expected = EffectEstimator.Estimate(plan.Metrics[m].Kind, Moments(units, 0, m), Moments(units, 1, m), new EffectOptions { PlannedUnits = 2000, Cuped = true });
            var found = report.Metrics[m].Arms[0].Effect;
            Assert.Equal((expected.Effect, expected.StandardError, expected.Cuped!.VarianceSaved), (found.Effect, found.StandardError, found.Cuped!.VarianceSaved), Close);
            Assert.Equal(expected.SequentialPValue, found.SequentialPValue, 9);
            Assert.Equal((expected.Cuped.Unadjusted.Control, expected.Cuped.Unadjusted.Treatment, 0.0), (report.Metrics[m].Arms[0].Control, report.Metrics[m].Arms[0].Value, 0.0), Close);
        }

        Assert.Equal((700, 0), (report.Units, report.InSeveralArms));
    }

    [Fact]
    public void Units_of_several_arms_are_left_out_and_counted()
    {
        var units = Random(4, 300, 1);

        var report = Report(Plan(Opened), 20, [.. units, .. Random(5, 40, 1).Select(unit => unit with { Several = true })]);

        Assert.Equal((300, 40), (report.Units, report.InSeveralArms));
        Assert.Equal(Report(Plan(Opened), 20, units).Metrics[0].Arms[0].Effect, report.Metrics[0].Arms[0].Effect);
        Assert.Equal((DecisionStatus.Unhealthy, DecisionRule.InSeveralArms, true), (report.Decision.Status, report.Decision.Rule, report.IsBlocked));
    }

    [Fact]
    public void Who_is_exposed_after_the_watch_is_not_there()
    {
        Assert.Equal(2, Report(Plan(Opened), 3, [new(0, 2.9, new UnitValues(1)), new(1, 3, new UnitValues(0)), new(1, 3.1, new UnitValues(1))]).Units);
    }

    [Fact]
    public void A_conversion_window_waits_for_each_unit()
    {
        var report = Report(Plan(Opened, Spent with { ConversionWindow = TimeSpan.FromDays(2) }), 5, Random(6, 500, 2).Select(unit => unit with { Day = unit.Arm == 0 ? 2 : 3.5 }));

        Assert.Equal((0, report.SampleRatio.Units[1]), (report.Metrics[0].InProgress, report.Metrics[1].InProgress));
        Assert.True(report.Metrics[0].Arms[0].Effect.IsInformative);
        Assert.Equal(EffectObstacle.NoUnits, report.Metrics[1].Arms[0].Effect.Obstacle);
        var metric = Spent with { ConversionWindow = TimeSpan.FromDays(2) };
        Assert.Equal([false, true, true, false], new[] { -1.0, 0, 47.9, 48 }.Select(hours => metric.Counts(Start, Start.AddHours(hours))));
    }

    [Fact]
    public void A_cut_value_counts_as_the_limit_of_all_arms()
    {
        TestUnit[] units = [.. Enumerable.Range(0, 400).Select(i => new TestUnit(i % 3 == 0 ? 0 : 1, 1, new UnitValues(i == 399 ? 1e6 : i % 20, Pre: i == 398 ? 1e6 : i % 7)))];

        var report = Report(Plan(Spent with { WinsoriseAt = 0.99 }) with { Cuped = false }, 20, units);

        Assert.InRange(report.Metrics[0].Limit!.Value, 18.8, 19.2);
        Assert.InRange(report.Metrics[0].Arms[0].Effect.Control, 8, 11);
        Assert.Throws<ArgumentException>(() => new ExperimentAnalyzer(Plan(Spent with { WinsoriseAt = 0.99 }), Start));
        Assert.Null(Report(Plan(Spent with { WinsoriseAt = 0.5 }), 20, units.Select(unit => unit with { Values = [new UnitValues(unit.Values[0].Value > 18 ? 1 : 0)] })).Metrics[0].Limit);
    }

    [Fact]
    public void A_quantile_and_its_error_are_those_of_the_sorted_values()
    {
        SplitMix64 random = new(8, 1);
        TestUnit[] units = [.. Enumerable.Range(0, 3000).Select(i => new TestUnit(i % 2, 1, new UnitValues(i % 50 == 7 ? double.NaN : Math.Exp(random.NextNormal()) * (1 + (i % 2)))))];
        var arms = Enumerable.Range(0, 2).Select(arm => QuantileEstimator.OfUnits([.. units.Where(unit => unit.Arm == arm).Select(unit => unit.Values[0].Value).Where(double.IsFinite)], 0.8)).ToArray();

        var effect = Report(Plan(Wait), 20, units).Metrics[0].Arms[0].Effect;
        var expected = EffectEstimator.EstimateQuantile(arms[0], arms[1], new EffectOptions { PlannedUnits = 2000 });

        Assert.Equal(expected.Effect, effect.Effect, 2);
        Assert.InRange(effect.StandardError / expected.StandardError, 0.9, 1.1);
    }

    [Fact]
    public void Segments_divide_the_units_and_a_flood_of_values_goes_to_the_unknown()
    {
        var plan = Plan(Opened) with { Dimensions = ["device", "town"] };
        var units = Random(9, 900, 1).Select((unit, i) => unit with { Segments = [i % 3 == 0 ? "phone" : i % 3 == 1 ? "desk" : null, $"town {i % 80}"] }).ToList();

        var segments = Report(plan, 20, units).Metrics[0].Arms[0].Segments;

        var devices = segments.Where(segment => segment.Dimension == "device").ToList();
        Assert.Equal([("desk", 300), ("phone", 300), (null, 300)], devices.Select(segment => (segment.Value, (int)segment.Effect.Units)));
        Assert.Equal(Report(Plan(Opened), 20, units.Where((_, i) => i % 3 == 0).Select(unit => unit with { Segments = [] })).Metrics[0].Arms[0].Effect.Effect, devices[1].Effect.Effect, 9);
        Assert.Equal(ExperimentAnalyzer.MostSegments + 1, segments.Count(segment => segment.Dimension == "town"));
        Assert.Equal(900, segments.Where(segment => segment.Dimension == "town").Sum(segment => segment.Effect.Units));
        Assert.All(segments, segment => Assert.True(segment.AdjustedPValue >= segment.Effect.PValue));
    }

    [Fact]
    public void Days_of_exposure_add_up_to_all_units()
    {
        var report = Report(Plan(Spent), 20, Random(10, 600, 1, first: 1));
        var days = report.Metrics[0].Arms[0].Days;

        Assert.Equal(report.FirstExposure, Start.AddDays(0));
        Assert.Equal(Enumerable.Range(2, 7).Select(day => new DateOnly(2026, 3, day)), days.Select(day => day.Day));
        Assert.Equal(600, days.Sum(day => day.OfDay.Units));
        Assert.Equal(600, days[^1].UntilDay.Units);
        Assert.Equal(report.Metrics[0].Arms[0].Effect.Effect, days[^1].UntilDay.Effect, 9);
    }

    [Fact]
    public void A_day_of_life_counts_all_who_lived_through_it()
    {
        // Watched for 3 days: exposed on day 0 three have passed, on day 1.5 one.
        TestUnit[] units =
        [
            new(0, 0, new UnitValues(3)) { Days = [new(0, 0, 1), new(2, 0, 2)] },
            new(0, 0, new UnitValues(0)),
            new(0, 1.5, new UnitValues(9)) { Days = [new(0, 0, 4), new(1, 0, 5)] },
            new(1, 0, new UnitValues(2)) { Days = [new(0, 0, 2)] },
            new(1, 0, new UnitValues(3)) { Days = [new(1, 0, 3)] },
        ];

        var lifetime = Report(Plan(Spent with { Scale = EffectScale.Absolute }), 3, units).Metrics[0].Arms[0].Lifetime;

        Assert.Equal([(0, 5), (1, 4), (2, 4)], lifetime.Select(day => (day.Day, (int)day.Effect.Units)));
        Assert.Equal([1 - (5 / 3.0), 1.5, -1], lifetime.Select(day => day.Effect.Effect), (one, other) => Math.Abs(one - other) < 1e-9);
        Assert.Empty(Report(Plan(Spent), 3, units.Select(unit => unit with { Days = [] })).Metrics[0].Arms[0].Lifetime);
    }

    [Fact]
    public void Roles_are_corrected_apart_and_guardrails_not_at_all()
    {
        var plan = Plan(Opened, Opened with { Key = "b" }, Opened with { Key = "c", Role = MetricRole.Secondary }, Opened with { Key = "d", Role = MetricRole.Secondary }, Opened with { Key = "e", Role = MetricRole.Guardrail })
            with { Arms = [new("a", 0.25), new("control", 0.25), new("b", 0.5)], Control = 1, Cuped = false };
        SplitMix64 random = new(12, 0);
        var report = Report(plan, 20, [.. Enumerable.Range(0, 2000).Select(i => new TestUnit(i % 4 == 3 ? 2 : i % 4, 1, [.. Enumerable.Range(0, 5).Select(m => new UnitValues(random.NextShare() < 0.3 + (i % 4 * 0.03) ? 1 : 0))]))]);

        AssertCorrected(report.Metrics.Take(2), Correction.Holm);
        AssertCorrected(report.Metrics.Skip(2).Take(2), Correction.BenjaminiHochberg);
        AssertCorrected(report.Metrics.Skip(4), Correction.None);
        Assert.Equal([0, 2], report.Metrics[0].Arms.Select(arm => arm.Arm));

        static void AssertCorrected(IEnumerable<MetricReport> metrics, Correction correction)
        {
            var arms = metrics.SelectMany(metric => metric.Arms).ToList();
            Assert.Equal(MultipleTesting.Adjust([.. arms.Select(arm => arm.Effect.PValue)], correction), arms.Select(arm => arm.AdjustedPValue));
            Assert.Equal(MultipleTesting.Adjust([.. arms.Select(arm => arm.Effect.SequentialPValue)], correction), arms.Select(arm => arm.AdjustedSequentialPValue));
        }
    }

    [Fact]
    public void The_spread_has_all_units_of_an_arm()
    {
        var spread = Report(Plan(Opened, Spent), 20, Random(13, 800, 2)).Metrics.Select(metric => metric.Distribution).ToList();

        Assert.Null(spread[0]);
        Assert.Equal(21, spread[1]!.Bounds.Count);
        Assert.All(spread[1]!.Shares, shares => Assert.Equal(1, shares.Sum(), 6));
        Assert.Equal([.. spread[1]!.Bounds.Order()], spread[1]!.Bounds);
    }

    [Fact]
    public void A_report_comes_back_from_json()
    {
        var plan = Plan(Opened with { MinimumEffect = 0.1 }, Spent with { WinsoriseAt = 0.99 }, Wait) with { Dimensions = ["device"], Prior = NormalPrior.Default };
        var report = Report(plan, 9, Random(14, 60, 3).Select((unit, i) => unit with { Segments = [i < 2 ? "one" : "two"] }));

        var json = report.ToJson();

        Assert.Equal(json, ExperimentReport.FromJson(json).ToJson());
        Assert.Contains("\"status\": \"daysLeft\"", json, StringComparison.Ordinal);
        Assert.Contains("\"Infinity\"", json, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", json, StringComparison.Ordinal);
    }

    [Fact]
    public void The_order_of_units_does_not_matter()
    {
        var plan = Plan(Opened, Spent, Rate) with { Dimensions = ["device"] };
        var units = Random(15, 120, 3).Select((unit, i) => unit with { Segments = [$"{i % 4}"] }).ToArray();
        var expected = Report(plan, 20, units);
        Prop.ForAll(Gen.Shuffle(units).ToArbitrary(), shuffled =>
        {
            var report = Report(plan, 20, shuffled);

            Assert.Equal(expected.Decision.Rule, report.Decision.Rule);
            foreach (var (one, other) in expected.Metrics.Zip(report.Metrics))
            {
                Assert.Equal((one.Arms[0].Effect.Effect, one.Arms[0].Effect.Low, one.Arms[0].Segments[2].Effect.Effect), (other.Arms[0].Effect.Effect, other.Arms[0].Effect.Low, other.Arms[0].Segments[2].Effect.Effect), Close);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(8));
    }

    [Fact]
    public void Units_that_are_not_as_planned_are_told()
    {
        var plan = Plan(Opened) with { Dimensions = ["device"] };
        Told("A unit is in arm 2 of 2", new(2, 0, new UnitValues(1)));
        Told("values of 2 metrics and 0 dimensions; the plan has 1 and 1", new(0, 0, new UnitValues(1), new UnitValues(1)));
        Told("give 0 or 1", new(0, 0, new UnitValues(0.5)));
        Told("'opened' of a unit is", new(0, 0, new UnitValues(1, Pre: double.NaN)));

        void Told(string words, TestUnit unit) =>
            Assert.Contains(words, Assert.Throws<ArgumentException>(() => Report(plan, 1, [unit])).Message, StringComparison.Ordinal);
    }

    private static ArmMoments Moments(IEnumerable<TestUnit> units, int arm, int metric) =>
        units.Where(unit => unit.Arm == arm).Aggregate(default(ArmMoments), (sum, unit) => sum.Add(unit.Values[metric]));

    private static bool Close((double, double, double) one, (double, double, double) other) =>
        Math.Abs(one.Item1 - other.Item1) + Math.Abs(one.Item2 - other.Item2) + Math.Abs(one.Item3 - other.Item3) < 1e-9;

    // A proportion, a mean and a ratio, or the first of them, or one.
    private static TestUnit[] Random(ulong seed, int units, int metrics, int first = 0)
    {
        SplitMix64 random = new(seed, 0);
        var all = new TestUnit[units];
        for (var i = 0; i < units; i++)
        {
            var (arm, past) = (random.NextShare() < 0.55 ? 1 : 0, random.NextNormal());
            var shown = 1 + random.NextBelow(6);
            UnitValues[] values =
            [
                new(random.NextShare() < 0.4 + (0.1 * arm) ? 1 : 0, Pre: past > 0 ? 1 : 0),
                new(3 + (0.7 * past) + (0.5 * random.NextNormal()) + (0.1 * arm), Pre: 3 + past),
                new(random.NextBelow(shown + 1), shown, random.NextBelow(3), 2),
            ];
            all[i] = new TestUnit(arm, i * 6.0 / units, metrics == 1 ? [values[first]] : values[..metrics]);
        }

        return all;
    }
}
