using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Evaluation;
using Portal.Domain.Evaluation.Metrics;

namespace Portal.Tests.Domain.Evaluation;

public sealed class CaseRankerTests
{
    [Fact]
    public void Rank_TiesAndUnknown_ByPositionAndUnknownLast() =>
        Assert.Equal([5, 1, 3, 0, 2, 4], CaseRanker.Rank(Case(), [1, 2, float.NaN, 2, float.NegativeInfinity, 7], 9));

    [Fact]
    public void Rank_ConstantScorer_IsTheIdOrder()
    {
        foreach (var constant in (float[])[0, float.NaN, float.NegativeInfinity, float.PositiveInfinity])
        {
            Assert.Equal([0, 2, 3], CaseRanker.Rank(Case(excluded: [1, 4]), [.. Enumerable.Repeat(constant, 6)], 3));
        }
    }

    [Fact]
    public void Rank_Candidates_OnlyTheyAreRankedWithoutTheExcluded()
    {
        var one = Case(excluded: [3], candidates: [1, 3, 4, 5]);

        Assert.Equal([5, 1, 4], CaseRanker.Rank(one, [9, 2, 9, 9, float.NaN, 3], 5));
        Assert.Equal(3, CaseRanker.CandidateCount(one, 6));
    }

    [Fact]
    public void Rank_AnyScores_EqualsSorting() => Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), ArbMap.Default.ArbFor<uint>(), (numbers, bits) =>
    {
        float[] scores = [.. numbers.Select(number => number % 5 == 4 ? float.NaN : number % 5 == 3 ? float.NegativeInfinity : number % 5)];
        int[] excluded = [.. Enumerable.Range(0, scores.Length).Where(item => (bits >> (item % 32)) % 2 == 1)];
        int[] sorted = [.. Enumerable.Range(0, scores.Length).Except(excluded).OrderByDescending(item => float.IsNaN(scores[item]) ? float.NegativeInfinity : scores[item]).ThenBy(item => item).Take(4)];
        return CaseRanker.Rank(Case(excluded), scores, 4).SequenceEqual(sorted);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(2, 0, false)]
    [InlineData(1, 1, false)]
    [InlineData(0, 2.5, true)]
    [InlineData(4, 4.5, true)]
    [InlineData(5, 4.5, true)]
    public void SampledRank_EqualScores_CountHalf(int target, double rank, bool tied)
    {
        float[] scores = [3, 5, 9, 3, float.NaN, float.NegativeInfinity];

        Assert.Equal(new SampledRank(rank, tied), SampledRank.Of(scores, [0, 1, 2, 3, 4, 5], target));
    }

    [Fact]
    public void SampledRank_HalfRankAtTheEdge_StillHits()
    {
        SampledRank rank = new(9.5, true);

        Assert.Equal((1.0, 0.0), (rank.Hit(10), rank.Hit(9)));
        Assert.Equal(1 / Math.Log2(11.5), rank.Ndcg(10), 12);
        Assert.Equal(1 / 10.5, rank.ReciprocalRank(10), 12);
    }

    private static EvaluationCase Case(int[]? excluded = null, int[]? candidates = null) =>
        new() { User = 0, History = [], Relevant = [1], Excluded = excluded ?? [], Candidates = candidates };
}
