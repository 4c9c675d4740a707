using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Catalogue;
using Portal.Domain.Content;

namespace Portal.Tests.Domain.Content;

public sealed class ColdItemTests
{
    // 0–3 have behaviour; 4 is like 0 and 1, 5 is like 3 alone, 6 like nothing.
    private static readonly TermVectors Texts = TermVectors.Build(
        ["robot dream", "robot rain", "harbour boat", "boat", "robot dream rain", "boat boat", "lighthouse"], new TermVectorOptions { MaxShare = 1, MinDocuments = 1 });

    private static readonly bool[] Cold = [false, false, false, false, true, true, true];
    private static readonly ColdItemScores Scores = ColdItemScores.Build(Texts, Cold, 2);

    [Fact]
    public void Build_NeighboursHaveBehaviour()
    {
        Assert.Equal([4, 5, 6], Scores.ColdItems);
        Assert.Equal([0, 1], Scores.NeighboursOf(new ItemIndex(4)).Select(one => one.Item.Value).Order());
        Assert.Equal([3, 2], Scores.NeighboursOf(new ItemIndex(5)).Select(one => one.Item.Value));
        Assert.Empty(Scores.NeighboursOf(new ItemIndex(6)));
        Assert.Empty(Scores.NeighboursOf(new ItemIndex(0)));
    }

    [Fact]
    public void Score_CarriedOver_IsTheMeanOfKnownScoresByLikeness()
    {
        float[] scores = [2, 5, 7, float.NaN, 9, 9, 9];

        Scores.Score(ColdItemMethod.CarriedOver, [], scores, scores);

        var near = Scores.NeighboursOf(new ItemIndex(4)).ToDictionary(one => one.Item.Value, one => one.Similarity);
        Assert.Equal(((2 * near[0]) + (5 * near[1])) / (near[0] + near[1]), scores[4], 5);
        Assert.Equal(7, scores[5], 5);
        Assert.True(float.IsNaN(scores[6]));
        Assert.Equal([2, 5, 7], scores[..3]);
    }

    [Fact]
    public void Score_NearestNeighbours_IsTheSumOverWhatWasLiked()
    {
        var scores = new float[7];

        Scores.Score(ColdItemMethod.NearestNeighbours, [new ItemWeight(new ItemIndex(1), 2), new ItemWeight(new ItemIndex(2), 1)], [], scores);

        Assert.Equal(2 * Scores.NeighboursOf(new ItemIndex(4)).Single(one => one.Item.Value == 1).Similarity, scores[4], 5);
        Assert.Equal(Scores.NeighboursOf(new ItemIndex(5))[1].Similarity, scores[5], 5);
    }

    [Fact]
    public void Score_TextSum_IsThatOfTheTexts()
    {
        ItemWeight[] history = [new(new ItemIndex(1), 2), new(new ItemIndex(4), 1)];
        float[] scores = [-1, -1, -1, -1, 0, 0, 0], whole = new float[7];

        Scores.Score(ColdItemMethod.TextSum, history, [], scores);
        Texts.Score(history, whole);

        Assert.Equal([-1, -1, -1, -1, whole[4], whole[5]], scores[..6]);
    }

    [Fact]
    public void HandOver_FromPopularityToOwnLikesAndFromTextToBehaviour()
    {
        EvidenceHandOver hand = new();

        Assert.Equal((1, 1), (hand.PopularityShare(0), hand.TextShare(0)));
        Assert.Equal((0.5, 0.5), (hand.PopularityShare(hand.HalfLikes), hand.TextShare(hand.HalfSupport)));
        Assert.InRange(hand.PopularityShare(20), 0, 0.15);
        Assert.InRange(hand.TextShare(50), 0, 0.1);
    }

    [Fact]
    public void HandOver_NeverRisesWithEvidence() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNegativeInt>(), ArbMap.Default.ArbFor<PositiveInt>(), (known, more) =>
        {
            EvidenceHandOver hand = new() { HalfLikes = 1 + (more.Get % 9) };
            return hand.PopularityShare(known.Get + more.Get) < hand.PopularityShare(known.Get) && hand.TextShare(known.Get + more.Get) < hand.TextShare(known.Get)
                && hand.PopularityShare(known.Get) is > 0 and <= 1 && hand.TextShare(known.Get) is > 0 and <= 1;
        }).QuickCheckThrowOnFailure();
}
