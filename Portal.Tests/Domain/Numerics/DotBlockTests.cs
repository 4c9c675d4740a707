using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Numerics;

namespace Portal.Tests.Domain.Numerics;

public sealed class DotBlockTests
{
    [Fact]
    public void Dot_AnyNumberOfRowsOfAnyLength_EqualsThePlainLoop() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNegativeInt>(), ArbMap.Default.ArbFor<NonNegativeInt>(), ArbMap.Default.ArbFor<ulong>(), (rows, length, seed) =>
        {
            SplitMix64 random = new(seed, 0);
            float[] vector = [.. Enumerable.Range(0, length.Get % 70).Select(_ => (float)random.NextNormal())];
            float[] others = [.. Enumerable.Range(0, vector.Length * (rows.Get % 11)).Select(_ => (float)random.NextNormal())];
            var products = new float[rows.Get % 11];

            DotBlock.Dot(vector, others, products);

            return products.Select((product, row) => (product, Plain: vector.Select((one, i) => (double)one * others[(row * vector.Length) + i]).Sum())).All(pair => Math.Abs(pair.product - pair.Plain) < 1e-4);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Dot_LengthsThatDoNotFit_AreRefused() =>
        Assert.Throws<ArgumentException>(() => DotBlock.Dot([1, 2], [1, 2, 3, 4, 5], new float[2]));
}
