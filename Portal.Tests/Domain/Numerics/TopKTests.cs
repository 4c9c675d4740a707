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
    public void Select_Zero_Nothing() => Assert.Empty(TopK.Select([1, 2], 0));

    [Fact]
    public void Select_AnyScores_EqualsSorting() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), ArbMap.Default.ArbFor<byte>(), (numbers, k) =>
        {
            float[] scores = [.. numbers.Select(number => (float)(number % 7))];
            int[] sorted = [.. Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i]).ThenBy(i => i).Take(k)];
            return TopK.Select(scores, k).SequenceEqual(sorted);
        }).QuickCheckThrowOnFailure();
}
