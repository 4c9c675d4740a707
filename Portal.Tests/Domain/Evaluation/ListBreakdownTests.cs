using Portal.Domain.Evaluation;
using Portal.Domain.Evaluation.Protocols;

namespace Portal.Tests.Domain.Evaluation;

public sealed class ListBreakdownTests
{
    // Item 0 was used by six people, item 1 by one, the others by nobody.
    private static readonly int[][] Histories = [[0, 1], [0], [0], [0], [0], [0], []];

    private static readonly EvaluationCase[] Cases =
    [
        new() { User = 0, History = [0, 1], Relevant = [2, 3], Excluded = [0, 1] },
        new() { User = 6, History = [], Relevant = [0], Excluded = [] },
        new() { User = 1, History = [0], Relevant = [], Excluded = [0] },
    ];

    private static readonly EvaluationTask Task = new()
    {
        Protocol = new HoldoutProtocol(),
        Data = new TrainingData
        {
            ItemCount = 4,
            Histories = Histories,
            Ordered = false,
            Items = [new EvaluatedItem("a", "", "", ["x", "y"]), new EvaluatedItem("b", "", "", ["y"]), null, new EvaluatedItem("d", "", "", ["z"])],
        },
        Groups = [new CaseGroup(null, Cases)],
        Cutoffs = [2],
        Shown = [],
        Summary = new DataSummary(7, 4, 7, 3),
    };

    private static readonly ListBreakdown Breakdown = ListBreakdown.Of(Task, new RankedLists("m", Task.Groups[0], [[3, 2, 1], [1, 0, 3], [3, 1]]), 2, ["film", "film", null, "book"]);

    [Fact]
    public void People_fall_into_buckets_by_what_is_known_of_them()
    {
        // The first finds both, the second its one item in the second place; the third has nothing to be judged on.
        Assert.Equal([new BucketValue("0", 1, 1 / Math.Log2(3)), new BucketValue("1–4", 1, 1)], Breakdown.Activity);
    }

    [Fact]
    public void Held_back_items_fall_into_buckets_by_how_many_used_them()
    {
        Assert.Equal([new BucketValue("0", 2, 1), new BucketValue("5–9", 1, 1)], Breakdown.Popularity);
    }

    [Fact]
    public void Shares_of_places_stand_beside_shares_of_interactions()
    {
        // Of the six places one has no kind; of the five, two are books. All seven interactions are with films.
        Assert.Equal([new GroupShare("film", 0.6, 1), new GroupShare("book", 0.4, 0)], Breakdown.Kinds);
        Assert.Equal(0.4, Breakdown.KindDisparity!.Value, 12);

        // Item 0 counts half for each of its tags: y has 2 + ½ places and 1 + 3 interactions.
        Assert.Equal(["y", "x", "z"], Breakdown.Tags.Select(tag => tag.Group));
        Assert.Equal((2.5 / 5, 4.0 / 7), (Breakdown.Tags[0].Exposure, Breakdown.Tags[0].Interactions));
    }

    [Fact]
    public void The_runner_hands_over_the_lists_it_judged()
    {
        List<RankedLists> seen = [];

        EvaluationRunner.Run(Task, [RankingModels.Find(["popular"])[0].Create(new ModelResources(null))], 1, ranked: seen.Add);

        var ranked = Assert.Single(seen);
        Assert.Equal(("popular", 3), (ranked.Model, ranked.Lists.Count));
        Assert.Equal(0, ranked.Lists[1][0]);
    }
}
