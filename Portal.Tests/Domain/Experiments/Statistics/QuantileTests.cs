using Portal.Domain.Experiments.Statistics;
using Portal.Domain.Numerics;

namespace Portal.Tests.Domain.Experiments.Statistics;

public sealed class QuantileTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.25)]
    public void The_error_is_that_of_theory(double quantile)
    {
        var values = Normal(20_000, 8);

        var arm = QuantileEstimator.OfUnits(values, quantile);

        var expected = Math.Sqrt(quantile * (1 - quantile) / values.Length) / NormalDistribution.Density(NormalDistribution.Quantile(quantile));
        Assert.InRange(arm.StandardError / expected, 0.85, 1.15);
        Assert.InRange((arm.Value - NormalDistribution.Quantile(quantile)) / arm.StandardError, -3, 3);
    }

    [Fact]
    public void The_interval_of_a_difference_of_medians_holds_it_as_often_as_promised()
    {
        const int Runs = 400;
        EffectOptions options = new() { Scale = EffectScale.Absolute, PlannedUnits = 500 };
        var held = 0;
        for (var run = 0; run < Runs; run++)
        {
            double[] control = [.. Normal(210, 100 + run).Select(Math.Exp)], treatment = [.. Normal(300, 9000 + run).Select(value => 0.5 + Math.Exp(value))];
            var estimate = EffectEstimator.EstimateQuantile(QuantileEstimator.OfUnits(control, 0.5), QuantileEstimator.OfUnits(treatment, 0.5), options);
            held += estimate.Low <= 0.5 && estimate.High >= 0.5 ? 1 : 0;
        }

        // Give or take three standard errors; order statistics err on the wide side.
        Assert.InRange(held / (double)Runs, 0.917, 0.99);
    }

    [Fact]
    public void Copies_of_a_unit_tell_no_more_than_the_unit()
    {
        var values = Normal(1500, 8);
        double[] copies = [.. values.SelectMany(value => Enumerable.Repeat(value, 6))];
        int[] units = [.. values.SelectMany((_, unit) => Enumerable.Repeat(unit, 6))];

        var (once, clustered, careless) = (QuantileEstimator.OfUnits(values, 0.8), QuantileEstimator.OfClusters(copies, units, 0.8), QuantileEstimator.OfUnits(copies, 0.8));

        Assert.Equal(1500, clustered.N);
        Assert.InRange(clustered.StandardError / once.StandardError, 0.9, 1.1);
        Assert.InRange(careless.StandardError / once.StandardError, 0.3, 0.55);
    }

    [Fact]
    public void Requests_of_one_unit_go_together()
    {
        // Three requests each, around a speed of the unit's own: over many draws, the median varies as the error says.
        List<double> medians = [], errors = [];
        for (var run = 0; run < 200; run++)
        {
            SplitMix64 random = new(77, run);
            List<double> values = [];
            List<int> units = [];
            for (var unit = 0; unit < 150; unit++)
            {
                var own = random.NextNormal();
                for (var request = 0; request < 3; request++)
                {
                    values.Add(own + (0.5 * random.NextNormal()));
                    units.Add(unit);
                }
            }

            var arm = QuantileEstimator.OfClusters([.. values], [.. units], 0.5);
            medians.Add(arm.Value);
            errors.Add(arm.StandardError);
        }

        var mean = medians.Average();
        var deviation = Math.Sqrt(medians.Sum(median => (median - mean) * (median - mean)) / (medians.Count - 1));
        Assert.InRange(errors.Average() / deviation, 0.85, 1.2);
    }

    [Fact]
    public void What_tells_nothing_says_why()
    {
        Assert.Equal(EffectObstacle.NoUnits, QuantileEstimator.OfUnits([], 0.5).Obstacle);
        Assert.Equal(EffectObstacle.TooFewUnits, QuantileEstimator.OfUnits([3], 0.5).Obstacle);
        Assert.Equal(EffectObstacle.TooFewUnits, QuantileEstimator.OfClusters([3, 4, 5], [0, 0, 0], 0.5).Obstacle);
        Assert.Equal(EffectObstacle.NotFinite, QuantileEstimator.OfUnits([3, double.NaN, 5, 6], 0.5).Obstacle);
        Assert.Equal(EffectObstacle.QuantileBeyondData, QuantileEstimator.OfUnits(Normal(50, 1), 0.99).Obstacle);
        Assert.Throws<ArgumentOutOfRangeException>(() => QuantileEstimator.OfUnits([1, 2], 1));
        Assert.Throws<ArgumentException>(() => QuantileEstimator.OfClusters([1, 2], [0], 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => QuantileEstimator.OfClusters([1, 2], [0, -1], 0.5));
    }

    private static double[] Normal(int count, long stream)
    {
        SplitMix64 random = new(4, stream);
        var values = new double[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = random.NextNormal();
        }

        return values;
    }
}
