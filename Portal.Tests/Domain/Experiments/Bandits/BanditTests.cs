using Portal.Domain.Experiments.Bandits;
using Portal.Domain.Experiments.Statistics;
using Portal.Domain.Numerics;

namespace Portal.Tests.Domain.Experiments.Bandits;

public sealed class BanditTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly double[] MovingShares = [0.5, 0.6, 0.75, 0.9, 0.95];
    private static readonly EffectOptions Absolute = new() { Scale = EffectScale.Absolute, PlannedUnits = 4000 };

    [Fact]
    public void Until_every_arm_has_its_first_units_all_get_the_same()
    {
        Assert.Equal([1 / 3.0, 1 / 3.0, 1 / 3.0], new BanditPolicy().NextShares(Periods(Arm(150, 1, 1), Arm(99, 5, 1), Arm(150, 2, 1))));
    }

    [Fact]
    public void Shares_are_the_chances_to_be_best_above_a_floor()
    {
        var periods = Periods(Arm(400, 1, 2), Arm(900, 1.2, 2), Arm(400, 0.2, 2));
        var best = BestArm.Probabilities([1, 1.2, 0.2], [0.1, 2 / 30.0, 0.1]);

        var shares = new BanditPolicy { Floor = 0.05 }.NextShares(periods);

        Assert.Equal(1, shares.Sum(), 12);
        Assert.All(best.Zip(shares), share => Assert.Equal(0.05 + (0.85 * share.First), share.Second, 9));
        Assert.Equal(0.05, shares[2], 6);
    }

    [Fact]
    public void Where_less_is_better_the_least_arm_gets_most()
    {
        var periods = Periods(Arm(400, 1, 2), Arm(900, 1.2, 2), Arm(400, 0.2, 2));

        Assert.Equal(2, new BanditPolicy { LessIsBetter = true }.NextShares(periods).Index().MaxBy(share => share.Item).Index);
    }

    [Fact]
    public void Arms_whose_units_do_not_differ_leave_the_shares_alone()
    {
        Assert.Equal([0.5, 0.5], new BanditPolicy().NextShares(Periods(Arm(200, 0, 0), Arm(200, 0.3, 1))));
    }

    [Fact]
    public void Periods_are_averaged_by_their_size()
    {
        // 300 units with a difference of 1, 100 with a difference of 3.
        BanditPeriods periods = new(
        [
            new(Start, [0.5, 0.5], [Arm(150, 2, 1), Arm(150, 3, 1)]),
            new(Start.AddDays(1), [0.2, 0.8], [Arm(20, 5, 1), Arm(80, 8, 2)]),
        ]);

        var effect = new BanditAnalyzer(new BanditPolicy()).Report(periods, 0, Absolute).Arms[1].Effect!;

        Assert.Equal((0.75 * 1) + (0.25 * 3), effect.Effect, 9);
        Assert.Equal(Math.Sqrt((0.5625 * ((1 / 150.0) + (1 / 150.0))) + (0.0625 * ((1 / 20.0) + (4 / 80.0)))), effect.StandardError, 9);
        Assert.Equal(400, effect.Units);
    }

    [Fact]
    public void A_period_without_units_of_an_arm_says_nothing_of_differences_and_is_told()
    {
        BanditPeriods periods = new([new(Start, [0.5, 0.5], [Arm(150, 2, 1), Arm(140, 3, 1)]), new(Start.AddDays(1), [0.01, 0.99], [Arm(1, 9, 0), Arm(30, 0, 1)])]);

        var report = new BanditAnalyzer(new BanditPolicy()).Report(periods, 0, Absolute);

        Assert.Equal((321, 31), (report.Units, report.UnitsLeftOut));
        Assert.Equal(1, report.Arms[1].Effect!.Effect, 9);
        Assert.Equal([151, 170], report.Arms.Select(arm => (int)arm.Arm.Units));
        Assert.False(report.IsBurningIn);
    }

    [Fact]
    public void The_split_is_compared_with_the_shares_of_each_period()
    {
        BanditPeriod first = new(Start, [0.5, 0.5], [Arm(510, 2, 1), Arm(490, 3, 1)]);
        var sound = Report(first, new(Start.AddDays(1), [0.1, 0.9], [Arm(95, 2, 1), Arm(905, 3, 1)]));
        var wrong = Report(first, new(Start.AddDays(1), [0.1, 0.9], [Arm(190, 2, 1), Arm(810, 3, 1)]));

        Assert.Equal([600, 1400], sound.Expected.Select(count => (int)Math.Round(count)));
        Assert.False(sound.IsBlocked);
        Assert.Equal(SampleRatio.PValue([700, 1300], [600, 1400]), wrong.RatioPValue, 12);
        Assert.True(wrong.IsBlocked);

        static BanditReport Report(params BanditPeriod[] periods) => new BanditAnalyzer(new BanditPolicy()).Report(new BanditPeriods(periods), 0, Absolute);
    }

    [Fact]
    public void A_drift_of_the_people_does_not_pass_for_an_effect()
    {
        const int Runs = 100;
        var (covered, naive, honest) = (0, 0.0, 0.0);
        for (var run = 0; run < Runs; run++)
        {
            var periods = Drifting(run);
            var effect = new BanditAnalyzer(new BanditPolicy()).Report(periods, 0, Absolute).Arms[1].Effect!;
            var pooled = Enumerable.Range(0, 2).Select(arm => periods.All.Aggregate(default(ArmMoments), (sum, period) => sum + period.Arms[arm])).ToArray();
            naive += (pooled[1].Mean - pooled[0].Mean) / Runs;
            honest += effect.Effect / Runs;
            covered += effect.Low <= 0 && 0 <= effect.High ? 1 : 0;
        }

        // The arm that got more of the later, better people seems better by far over all units; there is nothing.
        Assert.True(naive > 0.5, $"{naive}");
        Assert.InRange(honest, -0.06, 0.06);
        Assert.InRange(covered / (double)Runs, 0.88, 1);
    }

    [Fact]
    public void Nobody_yet_is_no_error()
    {
        var report = new BanditAnalyzer(new BanditPolicy()).Report(Periods(default, default), 1, Absolute);

        Assert.Equal((EffectObstacle.NoUnits, 1, false, true), (report.Arms[0].Effect!.Obstacle, report.RatioPValue, report.IsBlocked, report.IsBurningIn));
        Assert.Null(report.Arms[1].Effect);
        Assert.Equal(report.ToJson(), BanditReport.FromJson(report.ToJson()).ToJson());
    }

    [Fact]
    public void Impossible_periods_and_policies_are_told()
    {
        Assert.StartsWith("There is nothing to compare", Assert.Throws<ArgumentException>(() => new BanditPeriods([])).Message, StringComparison.Ordinal);
        Assert.Contains("1 arms and 2 shares, the first has 2", Assert.Throws<ArgumentException>(() =>
            new BanditPeriods([new(Start, [0.5, 0.5], [default, default]), new(Start, [0.5, 0.5], [default])])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new BanditPolicy { Floor = 0.6 }.NextShares(Periods(Arm(200, 1, 1), Arm(200, 1, 1))));
    }

    private static BanditPeriods Drifting(int run)
    {
        SplitMix64 random = new(11, run);
        List<BanditPeriod> periods = [];
        foreach (var (day, share) in MovingShares.Index())
        {
            ArmMoments[] arms = [default, default];
            for (var unit = 0; unit < 400; unit++)
            {
                var arm = random.NextShare() < share ? 1 : 0;
                arms[arm] = arms[arm].Add(new UnitValues(random.NextNormal() + day));
            }

            periods.Add(new BanditPeriod(Start.AddDays(day), [1 - share, share], arms));
        }

        return new BanditPeriods(periods);
    }

    private static BanditPeriods Periods(params ArmMoments[] arms) => new([new(Start, [.. arms.Select(_ => 1.0 / arms.Length)], arms)]);

    private static ArmMoments Arm(long n, double mean, double deviation) =>
        ArmMoments.FromSums(new ArmSums { N = n, Sum = n * mean, SumSquares = ((n - 1) * deviation * deviation) + (n * mean * mean) });
}
