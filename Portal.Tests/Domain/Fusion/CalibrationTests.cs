using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Fusion;

namespace Portal.Tests.Domain.Fusion;

public sealed class CalibrationTests
{
    [Fact]
    public void Calibrate_KnownNumbers_TanhOfAFifthOfTheStandardScore()
    {
        // Mean 4, deviation √3.2 of the population; numpy: np.tanh((x - x.mean()) / x.std() / 5).
        var calibrated = Calibrated([2, 7, 3, 3, 5]);

        float[] expected = [-0.21995307f, 0.32337367f, -0.11133987f, -0.11133987f, 0.11133987f];
        Assert.All(expected.Zip(calibrated), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    [Fact]
    public void Calibrate_UnknownOnes_StayUnknownAndCountForNothing()
    {
        float[] raw = [2, float.NaN, 7, 3, float.NegativeInfinity, 3, 5, float.PositiveInfinity];

        float[] calibrated = Calibrated(raw);

        Assert.Equal(Calibrated([2, 7, 3, 3, 5]), calibrated.Where(float.IsFinite));
        Assert.All([1, 4, 7], i => Assert.True(float.IsNaN(calibrated[i])));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(50)]
    public void Calibrate_Constant_Zero(int count)
    {
        float[] raw = [.. Enumerable.Repeat(0.1f, count), float.NaN];

        Assert.Equal([.. Enumerable.Repeat(0f, count), float.NaN], Calibrated(raw));
    }

    [Fact]
    public void Calibrate_NothingKnown_Unknown() => Assert.Equal([float.NaN, float.NaN], Calibrated([float.NaN, float.NaN]));

    [Fact]
    public void Calibrate_InPlace_TheSame()
    {
        float[] raw = [.. Enumerable.Range(0, 41).Select(i => (float)(i * i % 17))];
        var expected = Calibrated(raw);

        Calibration.Calibrate(raw, raw);

        Assert.Equal(expected, raw);
    }

    [Fact]
    public void Calibrate_AnyScores_EqualsThePlainLoop() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), ArbMap.Default.ArbFor<PositiveInt>(), (numbers, seed) =>
        {
            Random random = new(seed.Get);
            float[] raw = [.. numbers.Concat(numbers).Concat([3, 4]).Select(number => random.Next(5) == 0 ? float.NaN : (number / 7f) + 1000)];
            return Calibrated(raw).Zip(Plain(raw)).All(pair => float.IsNaN(pair.First) ? float.IsNaN(pair.Second) : Math.Abs(pair.First - pair.Second) < 1e-4 && Math.Abs(pair.First) <= 1);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, 5, 0, 1)]
    [InlineData(5, 5, 0.5f, 0.5f)]
    [InlineData(15, 5, 0.75f, 0.25f)]
    public void Gates_HalfOpenAtTheHalf(double evidence, double half, float growing, float fading)
    {
        Assert.Equal(growing, EvidenceGate.Growing(evidence, half));
        Assert.Equal(fading, EvidenceGate.Fading(evidence, half));
    }

    private static float[] Calibrated(float[] raw)
    {
        var calibrated = new float[raw.Length];
        Calibration.Calibrate(raw, calibrated);
        return calibrated;
    }

    private static float[] Plain(float[] raw)
    {
        double[] known = [.. raw.Where(float.IsFinite).Select(x => (double)x)];
        var mean = known.DefaultIfEmpty().Average();
        var deviation = Math.Sqrt(known.Select(x => (x - mean) * (x - mean)).DefaultIfEmpty().Average());
        return [.. raw.Select(x => float.IsFinite(x) ? (float)(deviation < 1e-12 ? 0 : Math.Tanh((x - mean) / deviation / 5)) : float.NaN)];
    }
}
