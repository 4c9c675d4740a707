using Portal.Domain.OffPolicy;

namespace Portal.Tests.Domain.OffPolicy;

public sealed class ClusteredRateTests
{
    private static readonly double[] Happened = [3, 1, 0, 2], Mass = [2, 2, 1, 3], Weighed = [1, 3, 1, 2], Places = [4, 5, 2, 6];

    [Fact]
    public void The_rate_is_the_quotient_of_the_sums()
    {
        // 6 happened, weighed 7 where 8 were due, on 17 places.
        Assert.Equal(6.0 / 17 * 8 / 7, ClusteredRate.Of(Happened, Mass, Weighed, Places).Value, 12);
    }

    [Fact]
    public void A_request_contributes_what_the_rate_gains_by_seeing_it_more_often()
    {
        const double Little = 1e-6;
        var rate = ClusteredRate.Of(Happened, Mass, Weighed, Places);
        double[] expected = [.. Enumerable.Range(0, 4).Select(r => (RateWith(r, Little) - rate.Value) / Little * 4)];

        // Each person has one list: their deviation is that of the contributions.
        var deviation = Math.Sqrt(expected.Sum(one => one * one) * 4 / 3) / 4;
        var interval = rate.Interval([0, 1, 2, 3], 4, 0.95);

        Assert.Equal(3.182446 * deviation, interval.High - rate.Value, 4);
        Assert.Equal(rate.Value - interval.Low, interval.High - rate.Value, 12);
    }

    [Fact]
    public void Lists_of_one_person_are_taken_together()
    {
        // What the first two have more, the other two have less: between the people there is no difference left in one case, and all in the other.
        double[] ones = [1, 1, 1, 1], happened = [1, 0, 1, 0];

        var rate = ClusteredRate.Of(happened, ones, ones, ones);

        Assert.Equal(rate.Value, rate.Interval([0, 0, 1, 1], 2, 0.95).High, 12);
        Assert.True(rate.Interval([0, 1, 0, 1], 2, 0.95).High > 5);
    }

    [Fact]
    public void The_difference_to_itself_is_certain()
    {
        var rate = ClusteredRate.Of(Happened, Mass, Weighed, Places);

        Assert.Equal(new RateInterval(0, 0, 0), rate.Minus(rate).Interval([0, 1, 2, 2], 3, 0.95));
    }

    private static double RateWith(int request, double more)
    {
        double Sum(double[] values) => values.Sum() + (more * values[request]);
        return Sum(Happened) / Sum(Places) * Sum(Mass) / Sum(Weighed);
    }
}
