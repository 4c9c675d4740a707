using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Numerics;

namespace Portal.Tests.Domain.Numerics;

public sealed class TopKTests
{
    [Fact]
    public void Select_TiesAndUnknowns_LowerPositionFirstUnknownNever() =>
        Assert.Equal([4, 1, 3, 0], TopK.Select([1, 2, float.NaN, 2, 3, float.NegativeInfinity], 5));

    [Fact]
    public void Select_BothZerosAndInfinity_ZerosTie() =>
        Assert.Equal([3, 0, 1, 2, 4], TopK.Select([0f, -0f, 0f, float.PositiveInfinity, -1], 5));

    [Fact]
    public void Select_Zero_Nothing() => Assert.Empty(TopK.Select([1, 2], 0));

    [Fact]
    public void Select_IntoPlaces_LeavesTheRest()
    {
        int[] places = [-7, -7, -7, -7];

        Assert.Equal(2, TopK.Select([float.NaN, 4, 5], places));
        Assert.Equal([2, 1, -7, -7], places);
    }

    [Fact]
    public void Select_AnyScores_EqualsSorting() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), ArbMap.Default.ArbFor<byte>(), (numbers, k) =>
        {
            float[] scores = [.. numbers.Select(number => (float)(number % 7))];
            return TopK.Select(scores, k).SequenceEqual(Sorted(scores, k));
        }).QuickCheckThrowOnFailure();

    /// <summary>Long enough for the vectorised part, with ties, both signs and unknowns.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(257)]
    [InlineData(3000)]
    public void Select_ManyScores_EqualsSorting(int k)
    {
        Random random = new(5);
        for (var round = 0; round < 20; round++)
        {
            float[] scores = [.. Enumerable.Range(0, 2000 + random.Next(50)).Select(_ => random.Next(10) switch
            {
                0 => float.NaN,
                1 => float.NegativeInfinity,
                2 => random.Next(-3, 4),
                _ => (float)(random.NextDouble() - 0.5) * MathF.Pow(10, random.Next(-30, 30)),
            })];

            Assert.Equal(Sorted(scores, k), TopK.Select(scores, k));
        }
    }

    [Fact]
    public void Offer_AnyOrder_KeepsTheSame() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<PositiveInt>(), (numbers, seed) =>
        {
            float[] scores = [.. numbers.Select(number => (float)(number % 9) - 4)];
            int[] order = [.. Enumerable.Range(0, scores.Length)];
            new Random(seed.Get).Shuffle(order);
            BestScores best = new(new ulong[6]);
            foreach (var position in order)
            {
                best.Offer(scores[position], position);
            }

            var least = best.IsFull ? best.Least : float.NegativeInfinity;
            var kept = new int[6];
            kept = kept[..best.Drain(kept)];
            var expected = Sorted(scores, 6);
            return kept.SequenceEqual(expected) && least == (expected.Length < 6 ? float.NegativeInfinity : scores[expected[^1]]);
        }).QuickCheckThrowOnFailure();

    private static int[] Sorted(float[] scores, int k) =>
        [.. Enumerable.Range(0, scores.Length).Where(i => scores[i] > float.NegativeInfinity).OrderByDescending(i => scores[i]).ThenBy(i => i).Take(k)];
}
