using Portal.Domain.Experiments.Interleaving;
using Portal.Domain.Experiments.Statistics;
using Portal.Domain.Numerics;

namespace Portal.Tests.Domain.Experiments.Interleaving;

public sealed class SignSequenceTests
{
    [Fact]
    public void The_bound_is_the_mixture_of_the_likelihood_ratios()
    {
        // Planned for so few that the mixing distribution is Beta(½, ½): ∫ q^w (1 − q)^l dq ÷ ½^n with q = sin²(t), by the trapezium rule.
        SignSequence sequence = new(planned: 1);
        const int Steps = 10_000;
        var mixture = Enumerable.Range(0, Steps).Average(i => Math.Sin((i + 0.5) * Math.PI / 2 / Steps) is var sine ? Math.Pow(sine * sine * 2, 9) * Math.Pow((1 - (sine * sine)) * 2, 2) : 0);

        Assert.Equal(1 / mixture, sequence.PValue(9, 2), 9);
    }

    [Fact]
    public void The_interval_ends_where_the_share_is_just_not_excluded()
    {
        SignSequence sequence = new(planned: 100);
        var (low, high) = sequence.Interval(70, 45);
        var even = sequence.Interval(10, 10);

        Assert.InRange(low, 0.4, 70.0 / 115);
        Assert.InRange(high, 70.0 / 115, 0.8);
        Assert.Equal(1 - even.High, even.Low, 12);
        Assert.Equal(new ConfidenceInterval(1 - high, 1 - low), sequence.Interval(45, 70));
    }

    [Fact]
    public void A_half_is_excluded_exactly_when_the_p_value_says_so()
    {
        SignSequence sequence = new(alpha: 0.1, planned: 60);
        for (var wins = 0; wins <= 60; wins++)
        {
            var (low, high) = sequence.Interval(wins, 60 - wins);

            Assert.Equal(sequence.PValue(wins, 60 - wins) < 0.1, low > 0.5 || high < 0.5);
        }
    }

    [Fact]
    public void Looking_after_every_unit_keeps_the_level()
    {
        const int Runs = 2000, Units = 300;
        SignSequence sequence = new(planned: 100);
        var alarms = 0;
        for (var run = 0; run < Runs; run++)
        {
            SplitMix64 random = new(5, run);
            var wins = 0;
            for (var n = 1; n <= Units; n++)
            {
                wins += (int)(random.Next() >> 63);
                if (sequence.PValue(wins, n - wins) <= 0.05)
                {
                    alarms++;
                    break;
                }
            }
        }

        // At most 5 %, and not so much less that the bound were useless.
        Assert.InRange(alarms / (double)Runs, 0.005, 0.05);
    }

    [Fact]
    public void Nothing_is_known_of_nobody()
    {
        Assert.Equal(1, new SignSequence().PValue(0, 0));
        Assert.Equal(new ConfidenceInterval(0, 1), new SignSequence().Interval(0, 0));
        Assert.Equal(0, new SignSequence().Interval(0, 12).Low);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_level_is_between_0_and_1(double alpha) => Assert.Throws<ArgumentOutOfRangeException>(() => new SignSequence(alpha));
}
