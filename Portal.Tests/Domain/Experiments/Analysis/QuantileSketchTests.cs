using Portal.Domain.Experiments.Analysis;
using Portal.Domain.Experiments.Statistics;
using Portal.Domain.Numerics;

namespace Portal.Tests.Domain.Experiments.Analysis;

public sealed class QuantileSketchTests
{
    [Fact]
    public void Quantiles_of_either_sign_are_off_by_a_share_of_themselves()
    {
        double[] values = [.. Enumerable.Range(-300, 1000).Select(i => i * 7.5)];
        var sketch = Of(0.01, values);

        double[] shares = [0.001, 0.1, 0.29, 0.31, 0.5, 0.9, 1];
        foreach (var (share, found) in shares.Zip(sketch.Quantiles(shares)))
        {
            var exact = values[(int)Math.Ceiling(share * 1000) - 1];
            Assert.InRange(Math.Abs(found - exact), 0, (0.02 * Math.Abs(exact)) + 7.5);
        }

        Assert.Equal((-2250, 5242.5, 1000), (sketch.Minimum, sketch.Maximum, sketch.Count));
    }

    [Fact]
    public void Two_sketches_together_are_the_sketch_of_both()
    {
        SplitMix64 random = new(3, 1);
        double[] values = [.. Enumerable.Range(0, 500).Select(_ => random.NextNormal() * 40)];
        var sum = Of(0.01, values[..130]);
        sum.Add(Of(0.01, values[130..]));

        Assert.Equal(Of(0.01, values).Quantiles(0.05, 0.5, 0.77), sum.Quantiles(0.05, 0.5, 0.77));
    }

    [Fact]
    public void Zeros_are_kept_apart()
    {
        Assert.Equal([0, 0, 8], Of(0.01, [0, 0, 0, 8]).Quantiles(0.25, 0.75, 1));
        Assert.True(double.IsNaN(Of(0.01, []).Quantiles(0.5)[0]));
    }

    [Fact]
    public void A_histogram_has_every_number_once()
    {
        var sketch = Of(0.02, [0, 0, 0, 1, 4, 4.5, 9, 30]);

        Assert.Equal([3, 1, 2, 2], sketch.Histogram([0, 0.5, 3, 6, 30]), (one, other) => Math.Abs(one - other) < 1e-9);
    }

    [Fact]
    public void Close_quantiles_of_many_numbers_differ_as_the_density_has_it()
    {
        // 200,000 exponential waiting times: the interval is far narrower than a bucket.
        SplitMix64 random = new(4, 1);
        double[] values = [.. Enumerable.Range(0, 200_000).Select(_ => -100 * Math.Log(1 - random.NextShare()))];

        var (expected, found) = (QuantileEstimator.OfUnits(values, 0.95), Of(QuantileSketch.FineError, values).Estimate(0.95));

        Assert.InRange(found.Value / expected.Value, 0.999, 1.001);
        Assert.InRange(found.StandardError / (100 * Math.Sqrt(0.95 / 0.05 / 200_000)), 0.85, 1.15);
    }

    [Theory]
    [InlineData(0, EffectObstacle.NoUnits)]
    [InlineData(1, EffectObstacle.TooFewUnits)]
    [InlineData(12, EffectObstacle.QuantileBeyondData)]
    public void Too_few_numbers_say_nothing_of_a_tail(int count, EffectObstacle obstacle)
    {
        var arm = Of(0.01, [.. Enumerable.Range(1, count).Select(i => (double)i)]).Estimate(0.95);

        Assert.Equal((count, obstacle), ((int)arm.N, arm.Obstacle));
    }

    private static QuantileSketch Of(double error, double[] values)
    {
        QuantileSketch sketch = new(error);
        foreach (var value in values)
        {
            sketch.Add(value);
        }

        return sketch;
    }
}
