using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Experiments.Statistics;

namespace Portal.Tests.Domain.Experiments.Statistics;

public sealed class EffectEstimatorTests
{
    private static readonly EffectOptions Options = new() { Scale = EffectScale.Absolute, PlannedUnits = 400 };

    private static readonly EffectOptions Relative = Options with { Scale = EffectScale.Relative };

    [Fact]
    public void Arms_without_units_say_nothing() =>
        Silent(EffectObstacle.NoUnits, EffectEstimator.Estimate(MetricKind.Mean, default, Arm([1, 2, 4]), Relative));

    [Fact]
    public void A_single_unit_says_nothing() =>
        Silent(EffectObstacle.TooFewUnits, EffectEstimator.Estimate(MetricKind.Proportion, Arm([1, 0, 1]), Arm([1]), Relative));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_value_that_is_no_number_says_nothing(double value) =>
        Silent(EffectObstacle.NotFinite, EffectEstimator.Estimate(MetricKind.Mean, Arm([1, 2, 4]), Arm([1, value, 3, 4]), Relative));

    [Fact]
    public void Sums_that_overflow_say_nothing() =>
        Silent(EffectObstacle.NotFinite, EffectEstimator.Estimate(MetricKind.Mean, Arm([1e300, -1e300, 2]), Arm([1, 3, 4]), Relative));

    [Fact]
    public void Relative_to_nothing_there_is_no_effect_but_an_absolute_one()
    {
        Silent(EffectObstacle.ZeroBaseline, EffectEstimator.Estimate(MetricKind.Proportion, Arm([0, 0, 0, 0]), Arm([0, 1, 0]), Relative));

        var absolute = EffectEstimator.Estimate(MetricKind.Proportion, Arm([0, 0, 0, 0]), Arm([0, 1, 0]), Options);
        Assert.Null(absolute.Obstacle);
        Assert.Equal(1 / 3.0, absolute.Effect, 12);
        Finite(absolute);
    }

    [Fact]
    public void A_prior_relative_to_nothing_counts_as_flat()
    {
        var posterior = EffectEstimator.Estimate(MetricKind.Proportion, Arm([0, 0, 0, 0]), Arm([0, 1, 0]), Options with { Prior = NormalPrior.Default }).Posterior!;

        Assert.Equal(1 / 3.0, posterior.Mean, 12);
    }

    [Fact]
    public void Units_that_are_all_alike_say_nothing()
    {
        Silent(EffectObstacle.NoVariance, EffectEstimator.Estimate(MetricKind.Mean, Arm([0.1, 0.1, 0.1]), Arm([0.1, 0.1]), Options));
        Silent(EffectObstacle.NoVariance, EffectEstimator.Estimate(MetricKind.Proportion, Arm([1, 1, 1]), Arm([1, 1]), Relative));
    }

    [Fact]
    public void A_ratio_without_denominators_says_nothing()
    {
        var nothing = new ArmMoments().Add(new UnitValues(0)).Add(new UnitValues(0)).Add(new UnitValues(0));

        Silent(EffectObstacle.NoDenominator, EffectEstimator.Estimate(MetricKind.Ratio, nothing, Lists([(1, 3), (2, 5)]), Relative));
    }

    [Fact]
    public void A_quantile_beyond_the_data_says_nothing()
    {
        var known = new QuantileArm(400, 12.5, 0.75);

        Silent(EffectObstacle.QuantileBeyondData, EffectEstimator.EstimateQuantile(known, new QuantileArm(3, 2, 0, EffectObstacle.QuantileBeyondData), Relative));
        Assert.Equal(-2.5 / 12.5, EffectEstimator.EstimateQuantile(known, new QuantileArm(300, 10, 0.5), Relative).Effect, 12);
    }

    [Fact]
    public void A_past_that_is_unknown_changes_nothing()
    {
        var (control, treatment) = (Arm([1, 5, 2, 8, 4]), Arm([3, 9, 4]));

        var adjusted = EffectEstimator.Estimate(MetricKind.Mean, control, treatment, Relative with { Cuped = true });

        Assert.Equal((0, 0), (adjusted.Cuped!.Theta, adjusted.Cuped.VarianceSaved));
        Assert.Equal(EffectEstimator.Estimate(MetricKind.Mean, control, treatment, Relative) with { Cuped = adjusted.Cuped }, adjusted);
    }

    [Fact]
    public void A_ratio_whose_units_have_one_each_is_a_mean_and_so_is_its_past()
    {
        ArmMoments means = default, ratios = default, others = default, otherRatios = default;
        foreach (var (value, pre) in new[] { (1.0, 2.0), (4, 3), (2, 2.5), (9, 6), (3, 1) })
        {
            (means, ratios) = (means.Add(new UnitValues(value, 0, pre)), ratios.Add(new UnitValues(value, 1, pre, 1)));
            (others, otherRatios) = (others.Add(new UnitValues(value + pre, 0, pre)), otherRatios.Add(new UnitValues(value + pre, 1, pre, 1)));
        }

        foreach (var scale in Enum.GetValues<EffectScale>())
        {
            var options = Options with { Scale = scale, Cuped = true };
            var (mean, ratio) = (EffectEstimator.Estimate(MetricKind.Mean, means, others, options), EffectEstimator.Estimate(MetricKind.Ratio, ratios, otherRatios, options));
            Assert.Equal(mean.Effect, ratio.Effect, 12);
            Assert.Equal(mean.StandardError, ratio.StandardError, 12);
            Assert.Equal(mean.Cuped!.VarianceSaved, ratio.Cuped!.VarianceSaved, 12);
        }
    }

    [Fact]
    public void What_the_past_explains_is_taken_off_a_ratio()
    {
        // Units click as often as before, and a little more in the treatment; they see different numbers of lists.
        Random random = new(5);
        ArmMoments Draw(int units, double more)
        {
            ArmMoments arm = default;
            for (var unit = 0; unit < units; unit++)
            {
                var (rate, lists, before) = (0.1 + (0.5 * random.NextDouble()), random.Next(5, 40), random.Next(5, 40));
                arm = arm.Add(new UnitValues((rate + more) * lists, lists, rate * before, before));
            }

            return arm;
        }

        var estimate = EffectEstimator.Estimate(MetricKind.Ratio, Draw(300, 0), Draw(240, 0.02), Options with { Cuped = true });

        Assert.InRange(estimate.Cuped!.VarianceSaved, 0.6, 0.8);
        Assert.InRange(estimate.Effect, 0.02 - (3 * estimate.StandardError), 0.02 + (3 * estimate.StandardError));
        Assert.True(estimate.StandardError < 0.65 * estimate.Cuped.Unadjusted.StandardError);
    }

    [Fact]
    public void What_the_past_explains_is_taken_off_without_moving_the_units_as_a_whole()
    {
        var (own, other) = (default(ArmMoments), default(ArmMoments));
        foreach (var (value, pre) in new[] { (3.0, 7.0), (8, 11), (5, 6) })
        {
            (own, other) = (own.Add(new UnitValues(value, 0, pre)), other.Add(new UnitValues(value + 2, 0, pre + 4)).Add(new UnitValues(2 * value, 0, pre)));
        }

        var adjusted = EffectEstimator.Estimate(MetricKind.Mean, own, other, Options with { Cuped = true });

        Assert.NotEqual(own.Mean, adjusted.Control);
        Assert.Equal((own + other).Mean, ((own.N * adjusted.Control) + (other.N * adjusted.Treatment)) / (own.N + other.N), 12);
    }

    [Fact]
    public void Swapping_the_arms_turns_an_absolute_effect_around() => ForTwoArms(arms =>
    {
        var (there, back) = (EffectEstimator.Estimate(MetricKind.Mean, arms.Control, arms.Treatment, Options), EffectEstimator.Estimate(MetricKind.Mean, arms.Treatment, arms.Control, Options));

        return there.Obstacle == back.Obstacle && there.Effect == -back.Effect && Close(there.Low, -back.High) && Close(there.SequentialHigh, -back.SequentialLow)
            && Close(there.PValue, back.PValue) && (there.Posterior is null || Close(there.Posterior.ChanceToWin, 1 - back.Posterior!.ChanceToWin));
    });

    [Fact]
    public void The_same_units_four_times_narrow_the_interval_and_leave_the_effect() => ForTwoArms(arms =>
    {
        var (once, often) = (EffectEstimator.Estimate(MetricKind.Mean, arms.Control, arms.Treatment, Relative),
            EffectEstimator.Estimate(MetricKind.Mean, Four(arms.Control), Four(arms.Treatment), Relative));

        return !once.IsInformative || (Math.Abs(once.Effect - often.Effect) <= 1e-9 * (1 + Math.Abs(once.Effect)) && often.High - often.Low < once.High - once.Low);

        static ArmMoments Four(ArmMoments arm) => arm + arm + arm + arm;
    });

    [Fact]
    public void No_arms_ever_make_a_number_that_is_none() => ForTwoArms(arms =>
    {
        foreach (var kind in new[] { MetricKind.Proportion, MetricKind.Mean, MetricKind.Ratio })
        {
            Finite(EffectEstimator.Estimate(kind, arms.Control, arms.Treatment, Relative with { Cuped = true, Prior = NormalPrior.Default }));
        }

        return true;
    });

    [Fact]
    public void The_sequential_interval_holds_the_fixed_one() => ForTwoArms(arms =>
    {
        var estimate = EffectEstimator.Estimate(MetricKind.Mean, arms.Control + Arm([1, 2, 3, 4, 5, 6, 7, 8, 9]), arms.Treatment + Arm([2, 4, 7, 1, 1, 5, 9, 8, 3, 3, 2, 2]), Options);

        return estimate.SequentialLow < estimate.Low && estimate.High < estimate.SequentialHigh;
    });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_level_that_is_none_is_named(double alpha)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => EffectEstimator.Estimate(MetricKind.Mean, Arm([1, 2]), Arm([1, 3]), Options with { Alpha = alpha }));

        Assert.Equal("Alpha", error.ParamName);
        Assert.Contains("give a probability above 0 and below 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_options_and_counts_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => EffectEstimator.Estimate(MetricKind.Mean, default, default, Options with { PlannedUnits = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => EffectEstimator.Estimate(MetricKind.Mean, default, default, Options with { Prior = new NormalPrior(0, 0) }));
        Assert.Throws<ArgumentException>(() => EffectEstimator.Estimate(MetricKind.Quantile, default, default, Options));
        Assert.Throws<ArgumentOutOfRangeException>(() => ArmMoments.FromSums(new ArmSums { N = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => ArmSums.OfProportion(5, 6));
    }

    private static void ForTwoArms(Func<(ArmMoments Control, ArmMoments Treatment), bool> holds) =>
        Prop.ForAll(ArbMap.Default.ArbFor<(short[], short[])>(), pair => holds((Sevenths(pair.Item1), Sevenths(pair.Item2)))).QuickCheckThrowOnFailure();

    private static ArmMoments Sevenths(short[] values) => Arm([.. values.Select(value => value / 7.0)]);

    private static ArmMoments Arm(double[] values) => values.Aggregate(default(ArmMoments), (arm, value) => arm.Add(new UnitValues(value)));

    private static ArmMoments Lists((double Clicks, double Lists)[] units) => units.Aggregate(default(ArmMoments), (arm, unit) => arm.Add(new UnitValues(unit.Clicks, unit.Lists)));

    private static bool Close(double one, double other) => one == other || Math.Abs(one - other) <= 1e-9 * (1 + Math.Abs(one));

    private static void Silent(EffectObstacle obstacle, EffectEstimate estimate)
    {
        Assert.Equal(obstacle, estimate.Obstacle);
        Assert.Equal((0, double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity), (estimate.Effect, estimate.StandardError, estimate.Low, estimate.High));
        Assert.Equal((double.NegativeInfinity, double.PositiveInfinity, 1, 1), (estimate.SequentialLow, estimate.SequentialHigh, estimate.PValue, estimate.SequentialPValue));
        Assert.Null(estimate.Posterior);
        Finite(estimate);
    }

    // Everything but a standard error and the ends of endless intervals is a finite number.
    private static void Finite(EffectEstimate estimate)
    {
        double[] finite = [estimate.Control, estimate.Treatment, estimate.Effect, estimate.DegreesOfFreedom, estimate.PValue, estimate.SequentialPValue];
        Assert.All(finite, number => Assert.True(double.IsFinite(number)));
        double[] numbers = [estimate.StandardError, estimate.Low, estimate.High, estimate.SequentialLow, estimate.SequentialHigh];
        Assert.All(numbers, number => Assert.False(double.IsNaN(number)));
        if (estimate.Posterior is { } posterior)
        {
            double[] beliefs = [posterior.Mean, posterior.Deviation, posterior.Low, posterior.High, posterior.ChanceToWin, posterior.RiskOfControl, posterior.RiskOfTreatment];
            Assert.All(beliefs, number => Assert.True(double.IsFinite(number)));
        }
    }
}
