using Portal.Domain.Experiments.Statistics;
using Portal.Domain.Numerics;
using Portal.Tests.Support;
using static Portal.Tests.Domain.Experiments.Statistics.StatsReference;

namespace Portal.Tests.Domain.Experiments.Statistics;

public sealed class SampleRatioTests
{
    [SharedDataFact(StatsReference.File)]
    public void The_chi_square_test_agrees_but_for_an_arm_without_weight()
    {
        foreach (var one in Group("srm_chi_squared", 8))
        {
            var (counts, weights) = (one.Counts("users"), one.Numbers("weights"));
            var p = SampleRatio.PValue(counts, weights);
            if (weights.Contains(0))
            {
                // gbstats counts the arm in the degrees of freedom and its 5 units in what the others should have had, 505 each: a fault that hides mismatches.
                Near("srm", one.Number("p"), ChiSquareDistribution.Survival(25.0 / 505, 2));
                Near("srm", SampleRatio.PValue(counts[..2], weights[..2]), p);
                Assert.Equal(0.8747, p, 4);
            }
            else
            {
                Near("srm", one.Number("p"), p);
            }
        }
    }

    [Fact]
    public void Weights_may_be_in_any_unit() => Assert.Equal(SampleRatio.PValue([310, 98, 200], [0.6, 0.2, 0.2]), SampleRatio.PValue([310, 98, 200], [60, 20, 20]), 12);

    [Fact]
    public void Nothing_to_compare_is_no_mismatch()
    {
        Assert.Equal(1, SampleRatio.PValue([0, 0, 0], [1, 1, 2]));
        Assert.Equal(1, SampleRatio.PValue([50, 7], [1, 0]));
    }

    [Fact]
    public void Wrong_counts_and_weights_are_refused()
    {
        Assert.Throws<ArgumentException>(() => SampleRatio.PValue([1, 2], [1]));
        Assert.Throws<ArgumentException>(() => SampleRatio.PValue([1, 2], [0, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleRatio.PValue([1, -2], [1, 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleRatio.PValue([1, 2], [1, double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SequentialSampleRatio([1, 1], 0));
        Assert.Throws<ArgumentException>(() => new SequentialSampleRatio([1, 1], 50).Add([1, 2, 3]));
    }

    [SharedDataFact(StatsReference.File)]
    public void The_sequential_check_agrees()
    {
        foreach (var one in Group("ssrm_dirichlet_multinomial", 6))
        {
            var log = SequentialSampleRatio.LogBayesFactor(one.Counts("counts"), one.Numbers("p0"), one.Number("concentration"));

            // The reference subtracts logarithms of about 1e6 from each other, which leaves ten digits.
            Near("ssrm", one.Number("log_bayes_factor"), log, absolute: 1e-9);
            Near("ssrm", one.Number("p_always_valid_at_this_look"), Math.Min(1, Math.Exp(-log)));
        }
    }

    [SharedDataFact(StatsReference.File)]
    public void Streams_agree_look_by_look()
    {
        foreach (var stream in Group("ssrm_sequential_streams_from_optimizely_ssrm", 2))
        {
            SequentialSampleRatio check = new(stream.Numbers("p0"), stream.Number("dirichlet_concentration"));
            foreach (var (look, counts) in stream.GetProperty("data").EnumerateArray().Index())
            {
                check.Add([.. counts.EnumerateArray().Select(count => count.GetInt64())]);

                Near("ssrm streams", stream.Numbers("bayes_factors")[look], check.BayesFactor);
                Near("ssrm streams", stream.Numbers("p_values")[look], check.PValue);
            }
        }
    }

    [Fact]
    public void Without_units_nothing_is_known_and_arms_without_weight_do_not_matter()
    {
        Assert.Equal(0, SequentialSampleRatio.LogBayesFactor([0, 0], [1, 3], 100), 12);
        Assert.Equal(SequentialSampleRatio.LogBayesFactor([30, 98], [1, 3], 100), SequentialSampleRatio.LogBayesFactor([30, 5, 98], [1, 0, 3], 100), 12);
    }

    [Fact]
    public void One_outcome_of_an_unknown_share_is_as_likely_as_that_of_a_known_one()
    {
        // From a flat prior, k of n has probability 1 ÷ (n + 1): here 1/12 against C(11,3) ÷ 2¹¹.
        Assert.Equal(Math.Log(2048.0 / 12 / 165), SequentialSampleRatio.LogBayesFactor([3, 8], [1, 1], 2), 12);
    }
}
