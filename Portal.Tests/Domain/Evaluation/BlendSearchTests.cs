using Portal.Domain.Evaluation.Tuning;

namespace Portal.Tests.Domain.Evaluation;

public sealed class BlendSearchTests
{
    private const int Items = 5;

    // Seven cases; the right item of each is known to one part for short histories and to the other for long ones.
    private static readonly int[] Right = [0, 1, 2, 3, 4, 1, 3];
    private static readonly int[] Histories = [0, 1, 2, 0, 40, 50, 60];

    [Fact]
    public void Search_PartThatOnlyMisleads_IsOutweighed()
    {
        var weights = Search(new BlendPart([.. Right.Select(right => One(right))], [Gate.Open], 0.7), new BlendPart([.. Right.Select(right => One((right + 1) % Items))], [Gate.Open], 1));

        Assert.True(weights[0].Weight > weights[1].Weight);
    }

    [Fact]
    public void Search_PartThatHelpsTheUnknown_GetsTheGateThatFadesWithHistory()
    {
        var early = Right.Select((right, c) => Histories[c] < 5 ? One(right) : One((right + 1) % Items));
        var late = Right.Select((right, c) => Histories[c] < 5 ? One((right + 1) % Items, 0.5f) : One(right, 0.5f));

        var weights = Search(new BlendPart([.. late], [Gate.Open], 0.7), new BlendPart([.. early], [Gate.Open, Gate.ByHistory(3)], 0));

        Assert.Equal(Gate.ByHistory(3), weights[1].Gate);
        Assert.True(weights[1].Weight > 0);
    }

    [Fact]
    public void Search_GainOfNothing_LeavesTheStart()
    {
        var parts = Right.Select(right => One(right)).ToArray();

        var weights = Search(new BlendPart(parts, [Gate.Open], 0.7), new BlendPart(parts, [Gate.Open], 0.3));

        Assert.Equal([0.7, 0.3], weights.Select(weight => weight.Weight));
    }

    [Fact]
    public void Add_GateByItemSupport_CountsLittleUsedItemsMore()
    {
        var sum = new float[3];

        BlendSearch.Add(sum, [1, 1, -1], 2, Gate.BySupport(10), new CaseEvidence(4, [0, 10, 30]));

        Assert.Equal([2f, 1f, -0.5f], sum);
    }

    private static (double Weight, Gate Gate)[] Search(params BlendPart[] parts)
    {
        BlendSearch search = new([.. Histories.Select(history => new CaseEvidence(history, new float[Items]))], Share);
        return search.Search(parts, CancellationToken.None);
    }

    // The share of cases in which the right item is ahead of all others.
    private static double Share(CaseScores scores) => Right.Select((right, c) =>
    {
        var row = new float[Items];
        scores(c, row);
        return Enumerable.Range(0, Items).All(item => item == right || row[item] < row[right]) ? 1.0 : 0;
    }).Average();

    private static float[] One(int item, float value = 1)
    {
        var row = new float[Items];
        row[item] = value;
        return row;
    }
}
