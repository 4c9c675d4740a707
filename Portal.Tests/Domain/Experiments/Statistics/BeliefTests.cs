using Portal.Domain.Experiments.Statistics;
using Portal.Domain.Numerics;
using Portal.Tests.Support;
using static Portal.Tests.Domain.Experiments.Statistics.StatsReference;

namespace Portal.Tests.Domain.Experiments.Statistics;

/// <summary>What is believed of arms and proportions: the best arm, the better proportion, the preferred ranking.</summary>
public sealed class BeliefTests
{
    [SharedDataFact(StatsReference.File)]
    public void Chances_of_the_best_arm_agree()
    {
        foreach (var one in Group("bandit_best_arm_probability", 5))
        {
            var chances = BestArm.Probabilities(one.Numbers("means"), one.Numbers("sds"));

            // The reference's own integration loses what is tiny: an arm it gives 7.1545e-24 has 7.1505e-24 (below).
            Assert.All(one.Numbers("p_best").Zip(chances), pair => Near("best arm", pair.First, pair.Second, absolute: 1e-18));
        }
    }

    [Fact]
    public void The_chance_of_a_hopeless_arm_keeps_its_digits()
    {
        // mpmath, 30 digits.
        var chances = BestArm.Probabilities([0, 1, 2, 3, 4], [0.3, 0.3, 0.3, 0.3, 0.3]);

        Near("best arm tails", 7.1505061854201214e-24, chances[0]);
        Near("best arm tails", 7.6040432442464494e-14, chances[1]);
    }

    [Fact]
    public void Two_arms_are_as_good_as_their_difference()
    {
        // Very different deviations: one belief is a step for the other.
        var chances = BestArm.Probabilities([0.2, 0.1], [0.001, 0.4]);

        Assert.Equal(NormalDistribution.Cdf(0.1 / Math.Sqrt(0.000001 + 0.16)), chances[0], 9);
        Assert.Equal(1, chances.Sum(), 12);
    }

    [Fact]
    public void One_arm_is_the_best()
    {
        Assert.Equal([1.0], BestArm.Probabilities([0.3], [0.1]));
        Assert.Empty(BestArm.Probabilities([], []));
    }

    [Fact]
    public void Arms_get_units_as_likely_as_they_are_the_best_but_no_less_than_the_floor()
    {
        Assert.Equal([0.25, 0.25, 0.25, 0.25], BestArm.Weights([0, 0.7, 0.2, 0.1], [500, 99, 400, 300]));

        var weights = BestArm.Weights([0, 0.7, 0.2, 0.1], [500, 100, 400, 300]);
        Assert.Equal([0.01, 0.682, 0.202, 0.106], weights.Select(weight => Math.Round(weight, 12)));
    }

    [Fact]
    public void Wrong_arms_are_refused()
    {
        Assert.Throws<ArgumentException>(() => BestArm.Probabilities([1, 2], [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => BestArm.Probabilities([1, 2], [1, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => BestArm.Weights([0.5, 0.5], [200, 200], floor: 0.6));
        Assert.Throws<ArgumentException>(() => BestArm.Weights([0.5, 0.5], [200]));
    }

    [SharedDataFact(StatsReference.File)]
    public void Chances_of_the_better_proportion_agree()
    {
        foreach (var one in Group("beta_binomial_prob_b_beats_a", 5))
        {
            var (a, b) = (one.Numbers("a"), one.Numbers("b"));

            Near("beta-binomial", one.Number("p"), new BetaPosterior(b[0], b[1]).ChanceToExceed(new BetaPosterior(a[0], a[1])));
            Near("beta-binomial", 1 - one.Number("p"), new BetaPosterior(a[0], a[1]).ChanceToExceed(new BetaPosterior(b[0], b[1])));
        }
    }

    [Fact]
    public void Of_two_equal_beliefs_each_is_larger_half_of_the_time()
    {
        foreach (var (a, b) in new[] { (0.5, 0.5), (0.5, 900), (3, 0.5), (2e5, 3e6) })
        {
            Assert.Equal(0.5, new BetaPosterior(a, b).ChanceToExceed(new BetaPosterior(a, b)), 9);
        }

        Assert.Equal(new BetaPosterior(4, 8), BetaPosterior.Of(3, 10));
    }

    [SharedDataFact(StatsReference.File)]
    public void The_sign_test_agrees()
    {
        foreach (var one in Group("interleaving_sign_test", 6))
        {
            Near("sign test", one.Number("p_two_sided_exact"), SignTest.PValue((long)one.Number("wins_a"), (long)one.Number("wins_b")));
        }
    }

    [Fact]
    public void The_sign_test_knows_no_first_and_second()
    {
        Assert.Equal(SignTest.PValue(8, 2), SignTest.PValue(2, 8));
        Assert.Equal(1, SignTest.PValue(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => SignTest.PValue(-1, 3));
    }
}
