using Portal.Domain.Experiments.Statistics;
using Portal.Domain.Numerics;
using Portal.Tests.Support;
using static Portal.Tests.Domain.Experiments.Statistics.StatsReference;

namespace Portal.Tests.Domain.Experiments.Statistics;

public sealed class SequentialTests
{
    [Theory]
    [InlineData(200, 1000, 3.36)]
    [InlineData(1000, 1000, 3.04)]
    [InlineData(5000, 2000, 3.08)]
    [InlineData(100_000, 5000, 3.34)]
    public void The_interval_reaches_as_far_as_published(long units, double planned, double expected) =>
        Assert.Equal(expected, new ConfidenceSequence(0.05, planned).HalfWidth(units), 2);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_interval_is_narrowest_near_the_planned_size(bool oneSided)
    {
        ConfidenceSequence sequence = new(0.05, 3000, oneSided);
        var best = Enumerable.Range(1, 200).MinBy(step => sequence.HalfWidth(step * 50));

        Assert.InRange(best * 50, 2700, 3300);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_p_value_is_alpha_where_the_interval_just_reaches_nothing(bool oneSided)
    {
        foreach (var alpha in new[] { 0.001, 0.05, 0.3 })
        {
            ConfidenceSequence sequence = new(alpha, 700, oneSided);

            Assert.Equal(alpha, sequence.PValue(431, sequence.HalfWidth(431)), 12);
        }
    }

    [Fact]
    public void A_one_sided_interval_is_tighter_and_takes_the_other_side_for_nothing()
    {
        ConfidenceSequence one = new(0.05, 700, oneSided: true), two = new(0.05, 700);

        Assert.True(one.HalfWidth(500) < two.HalfWidth(500));
        Assert.Equal(1, one.PValue(500, -8));
        Assert.True(two.PValue(500, -8) < 1e-6);
    }

    [Fact]
    public void Looking_often_claims_an_effect_that_is_not_there_no_more_often_than_promised()
    {
        // 2,000 experiments of 2,000 units with a look at every 50.
        const int Runs = 2000, Looks = 40;
        ConfidenceSequence two = new(0.05, 2000), one = new(0.05, 2000, oneSided: true);
        int twoSided = 0, oneSided = 0, careless = 0;
        for (var run = 0; run < Runs; run++)
        {
            SplitMix64 random = new(7, run);
            bool inTwo = true, inOne = true, inFixed = true;
            double sum = 0;
            for (var look = 1; look <= Looks; look++)
            {
                sum += random.NextNormal() * Math.Sqrt(50);
                var z = sum / Math.Sqrt(look * 50);
                inTwo &= Math.Abs(z) <= two.HalfWidth(look * 50);
                inOne &= z <= one.HalfWidth(look * 50);
                inFixed &= Math.Abs(z) <= 1.96;
            }

            twoSided += inTwo ? 0 : 1;
            oneSided += inOne ? 0 : 1;
            careless += inFixed ? 0 : 1;
        }

        Assert.InRange(twoSided / (double)Runs, 0.005, 0.05);
        Assert.InRange(oneSided / (double)Runs, 0.005, 0.05);
        Assert.InRange(careless / (double)Runs, 0.25, 0.36);
    }

    [SharedDataFact(StatsReference.File)]
    public void The_scaled_mixture_test_agrees()
    {
        foreach (var one in Group("msprt_statsig_documented_formula", 10))
        {
            var (critical, interval, pValue) = MixtureRatioTest.Scaled(one.Number("delta"), one.Number("var_c"), (long)one.Number("n_c"), one.Number("var_t"), (long)one.Number("n_t"), one.Number("alpha"));

            var result = one.GetProperty("result");
            Near("statsig", result.Number("z_star"), critical);
            Near("statsig", result.Numbers("ci")[0], interval.Low);
            Near("statsig", result.Numbers("ci")[1], interval.High);
            Near("statsig", result.Number("p_seq"), pValue);
        }
    }

    [SharedDataFact(StatsReference.File)]
    public void The_mixture_ratio_test_agrees()
    {
        foreach (var one in Group("msprt_normal_mixture_textbook", 24))
        {
            var (delta, variance, mixing) = (one.Number("delta"), one.Number("V"), one.Number("tau2"));

            Near("msprt", one.Number("lambda"), MixtureRatioTest.LikelihoodRatio(delta, variance, mixing));
            Near("msprt", one.Number("p"), MixtureRatioTest.PValue(delta, variance, mixing));
        }
    }

    [SharedDataFact(StatsReference.File)]
    public void The_documented_mixture_sequence_agrees()
    {
        foreach (var one in Group("eppo_confidence_sequence_documented_formula", 5))
        {
            var alpha = 1 - one.Number("confidence");
            var mixture = NormalMixture.TwoSided(one.Number("n_tune"), alpha);
            var reach = mixture.HalfWidth(one.Number("t"), alpha);

            var result = one.GetProperty("result");
            Near("eppo", result.Number("rho"), mixture.Rho);
            Near("eppo", result.Number("B"), reach);
            Near("eppo", result.Numbers("ci")[0], one.Number("lift") - (reach * one.Number("se")));
            Near("eppo", result.Numbers("ci")[1], one.Number("lift") + (reach * one.Number("se")));
        }
    }

    [SharedDataFact(StatsReference.File)]
    public void The_published_boundaries_agree()
    {
        // Published with seven digits.
        var published = Part("confseq_published");
        var (two, one) = (published.GetProperty("two_sided_normal"), published.GetProperty("one_sided_normal"));
        var (both, upper) = (NormalMixture.TwoSided(100, 0.05), NormalMixture.OneSided(100, 0.05));

        Near("confseq", two.Number("best_rho"), both.Rho, 1e-6);
        Near("confseq", two.Number("log_mixture_s10_v100"), both.LogMixture(10, 100), 1e-6);
        Near("confseq", two.Number("bound_v100"), both.Bound(100, 0.05), 1e-6);
        Near("confseq", one.Number("log_mixture_s10_v100"), upper.LogMixture(10, 100), 1e-6);
        Near("confseq", one.Number("bound_v100"), upper.Bound(100, 0.05), 1e-6);
    }

    [Fact]
    public void Without_variance_the_scaled_test_says_nothing()
    {
        var (_, interval, pValue) = MixtureRatioTest.Scaled(0.3, 0, 10, 0, 12, 0.05);

        Assert.Equal((new ConfidenceInterval(double.NegativeInfinity, double.PositiveInfinity), 1.0), (interval, pValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => MixtureRatioTest.PValue(0.3, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConfidenceSequence(0.05, -1));
    }
}
