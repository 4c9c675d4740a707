using Portal.Domain.Numerics;

namespace Portal.Tests.Domain.Numerics;

public sealed class SplitMix64Tests
{
    [Fact]
    public void Streams_SameSeedAndNumber_Same()
    {
        SplitMix64 a = new(7, 3), b = new(7, 3), other = new(7, 4), seed = new(8, 3);
        var first = a.Next();

        Assert.Equal(first, b.Next());
        Assert.NotEqual(first, other.Next());
        Assert.NotEqual(first, seed.Next());
        Assert.NotEqual(first, a.Next());
    }

    [Theory]
    [InlineData(2, 5)]
    [InlineData(0.5, 0.5)]
    [InlineData(30, 3)]
    public void NextBeta_ManyDraws_MeanAndVarianceOfTheDistribution(double a, double b)
    {
        const int Draws = 20_000;
        double sum = 0, squares = 0;
        for (var i = 0; i < Draws; i++)
        {
            SplitMix64 random = new(42, i);
            var x = random.NextBeta(a, b);
            Assert.InRange(x, 0, 1);
            (sum, squares) = (sum + x, squares + (x * x));
        }

        var (mean, variance) = (a / (a + b), a * b / ((a + b) * (a + b) * (a + b + 1)));
        Assert.Equal(mean, sum / Draws, 5 * Math.Sqrt(variance / Draws));
        Assert.Equal(1, ((squares / Draws) - (sum / Draws * (sum / Draws))) / variance, 0.1);
    }
}
