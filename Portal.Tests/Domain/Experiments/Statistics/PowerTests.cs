using Portal.Domain.Experiments.Statistics;
using Portal.Domain.Numerics;
using Portal.Tests.Support;
using static Portal.Tests.Domain.Experiments.Statistics.StatsReference;

namespace Portal.Tests.Domain.Experiments.Statistics;

public sealed class PowerTests
{
    private static readonly PowerOptions Options = new();

    [SharedDataFact(StatsReference.File)]
    public void Sample_sizes_agree()
    {
        foreach (var one in Group("power", 19))
        {
            var (alpha, power) = (one.Number("alpha"), one.Number("power"));
            if (one.TryGetProperty("effect_size", out var effect))
            {
                // The reference's quantiles of t have nine digits: by mpmath its 393.4056930 has power 0.799999998, ours 0.799999999999998.
                Near("power", one.Number("n_per_arm"), StudentPower.UnitsPerArm(effect.Number(), alpha, power), 3e-8);
            }
            else
            {
                var h = ProportionPower.EffectSize(one.Number("p1"), one.Number("p2"));
                Near("power", one.Number("h"), h);
                Near("power", one.Number("n_per_arm"), ProportionPower.UnitsPerArm(h, alpha, power));
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Size_effect_and_power_belong_together(bool oneSided)
    {
        var units = StudentPower.UnitsPerArm(0.13, 0.02, 0.85, oneSided);

        Assert.Equal(0.85, StudentPower.Power(0.13, units, units, 0.02, oneSided), 9);
        Assert.Equal(0.13, StudentPower.DetectableEffect(units, units, 0.02, 0.85, oneSided), 9);
    }

    [Fact]
    public void Without_an_effect_the_power_is_the_level()
    {
        Assert.Equal(0.05, StudentPower.Power(0, 12, 30, 0.05), 10);
        Assert.Equal(0.05, StudentPower.Power(0, 2, 2, 0.05), 8);
        Assert.Equal(0.05, ProportionPower.Power(0, 12, 30, 0.05), 12);
    }

    [Fact]
    public void The_power_is_how_often_the_test_finds_the_effect()
    {
        const int Runs = 4000;
        var found = 0;
        for (var run = 0; run < Runs; run++)
        {
            SplitMix64 random = new(3, run);
            ArmMoments Draw(int units, double mean)
            {
                ArmMoments arm = default;
                for (var unit = 0; unit < units; unit++)
                {
                    arm = arm.Add(new UnitValues(mean + random.NextNormal()));
                }

                return arm;
            }

            found += EffectEstimator.Estimate(MetricKind.Mean, Draw(14, 0), Draw(25, 0.8), new EffectOptions { Scale = EffectScale.Absolute, PlannedUnits = 39 }).PValue <= 0.05 ? 1 : 0;
        }

        // Give or take three standard errors.
        Assert.InRange(found / (double)Runs, StudentPower.Power(0.8, 25, 14, 0.05) - 0.025, StudentPower.Power(0.8, 14, 25, 0.05) + 0.025);
    }

    [Fact]
    public void Moments_tell_how_many_units_an_effect_needs()
    {
        // A tenth of the units do it: standard deviation 0.3, and 10 % of 0.1 are a thirtieth of it.
        var now = ArmMoments.FromSums(ArmSums.OfProportion(5000, 500));

        var needed = ExperimentPower.UnitsNeeded(MetricKind.Proportion, now, 0.1, Options);

        Assert.Equal(StudentPower.UnitsPerArm(1 / 30.0, 0.05, 0.8), needed.ControlUnits, 6);
        var effect = ExperimentPower.DetectableEffect(MetricKind.Proportion, now, needed.ControlUnits, needed.TreatmentUnits, Options);
        Assert.Equal(0.1, effect.RelativeEffect, 9);
        Assert.Equal(0.8, ExperimentPower.PowerAt(MetricKind.Proportion, now, -0.1, needed.ControlUnits, needed.TreatmentUnits, Options).Power, 9);
    }

    [Fact]
    public void What_the_past_explains_need_not_be_waited_for()
    {
        // After is before plus something as large: half of the variance is saved.
        SplitMix64 random = new(1, 1);
        ArmMoments now = default;
        for (var unit = 0; unit < 20_000; unit++)
        {
            var before = 10 + random.NextNormal();
            now = now.Add(new UnitValues(before + random.NextNormal(), 0, before));
        }

        var plain = ExperimentPower.UnitsNeeded(MetricKind.Mean, now, 0.01, Options).ControlUnits;
        var adjusted = ExperimentPower.UnitsNeeded(MetricKind.Mean, now, 0.01, Options with { Cuped = true }).ControlUnits;

        Assert.InRange(adjusted / plain, 0.48, 0.52);
    }

    [Fact]
    public void A_ratio_is_planned_with_what_units_really_differ_by()
    {
        ArmMoments now = default;
        foreach (var (clicks, lists) in new[] { (1, 10), (5, 20), (0, 4), (3, 30), (2, 9) })
        {
            now = now.Add(new UnitValues(clicks, lists));
        }

        var needed = ExperimentPower.UnitsNeeded(MetricKind.Ratio, now, 0.2, Options);

        // Residuals clicks − lists × 11/73, per list of 14.6 on average.
        double[] residuals = [1 - (10 * 11 / 73.0), 5 - (20 * 11 / 73.0), -(4 * 11 / 73.0), 3 - (30 * 11 / 73.0), 2 - (9 * 11 / 73.0)];
        var deviation = Math.Sqrt(residuals.Sum(residual => residual * residual) / 4) / 14.6;
        Assert.Equal(0.2 * 11 / 73 / deviation, needed.EffectSize, 9);
    }

    [Fact]
    public void Days_left_are_those_of_the_slower_arm()
    {
        PowerEstimate needed = new() { ControlUnits = 1000.5, TreatmentUnits = 1000.5 };

        Assert.Equal(61, ExperimentPower.DaysLeft(needed, 400, 700, 10, 20));
        Assert.Equal(1, ExperimentPower.DaysLeft(needed, 1000, 2000, 10, 0));
        Assert.Equal(0, ExperimentPower.DaysLeft(needed, 1001, 1500, 0, 0));
        Assert.Null(ExperimentPower.DaysLeft(needed, 400, 700, 10, 0));
        Assert.Null(ExperimentPower.DaysLeft(new PowerEstimate { Obstacle = EffectObstacle.NoUnits }, 400, 700, 10, 10));
    }

    [Theory]
    [InlineData(EffectObstacle.NoUnits, 0, 0)]
    [InlineData(EffectObstacle.TooFewUnits, 1, 1)]
    [InlineData(EffectObstacle.ZeroBaseline, 30, 0)]
    [InlineData(EffectObstacle.NoVariance, 30, 30)]
    public void Moments_that_tell_nothing_plan_nothing(EffectObstacle obstacle, long units, long successes)
    {
        var now = ArmMoments.FromSums(ArmSums.OfProportion(units, successes));

        var needed = ExperimentPower.UnitsNeeded(MetricKind.Proportion, now, 0.1, Options);

        Assert.Equal(new PowerEstimate { Obstacle = obstacle }, needed);
        Assert.Equal(needed, ExperimentPower.DetectableEffect(MetricKind.Proportion, now, 50, 60, Options));
        Assert.Equal(needed, ExperimentPower.PowerAt(MetricKind.Proportion, now, 0.1, 50, 60, Options));
    }

    [Fact]
    public void What_cannot_be_planned_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentPower.UnitsPerArm(0, 0.05, 0.8));
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentPower.UnitsPerArm(0.1, 0.05, 0.05));
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentPower.Power(0.1, 1, 5, 0.05));
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentPower.Power(double.NaN, 4, 5, 0.05));
        Assert.Throws<ArgumentOutOfRangeException>(() => ProportionPower.EffectSize(0.1, 1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExperimentPower.DaysLeft(new PowerEstimate(), -1, 0, 1, 1));
        Assert.Equal(double.PositiveInfinity, StudentPower.UnitsPerArm(1e-9, 0.05, 0.8));
    }
}
