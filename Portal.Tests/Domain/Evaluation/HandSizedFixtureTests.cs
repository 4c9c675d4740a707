using Portal.Domain.Evaluation;
using Portal.Domain.Evaluation.Metrics;
using Portal.Domain.Evaluation.Protocols;
using Portal.Tests.Support;

namespace Portal.Tests.Domain.Evaluation;

/// <summary>The hand-sized fixture of the evaluation contract, section 4.1: the expected numbers were computed there with another program, to 6 digits.</summary>
public sealed class HandSizedFixtureTests
{
    private const int ItemCount = 8;
    private const int Digits = 6;

    // Positions are ids minus one.
    private static readonly int[][] Train = [[0, 1], [0, 2], [0, 1, 3], [1]];
    private static readonly int[][] Test = [[2, 4], [1], [2, 4, 5, 6], []];
    private static readonly int[][] Lists = [[2, 3, 5], [4, 3, 1], [4, 7, 2], [0, 2, 4]];
    private static readonly string[] Genres = ["A", "AB", "B", "C", "AC", "BC", "A", "C"];

    private static readonly EvaluatedItem[] Items =
        [.. Genres.Select((genres, i) => new EvaluatedItem($"{i + 1}", "", "", [.. genres.Select(letter => letter.ToString())]))];

    [Theory]
    [InlineData("hr@3", 1, 1, 1, 1)]
    [InlineData("ndcg@3", .613147, .5, .703918, .605688)]
    [InlineData("ndcg_full@3", .613147, .5, .585570, .566239)]
    [InlineData("precision@3", .333333, .333333, .666667, .444444)]
    [InlineData("precision_of_list@3", .333333, .333333, .666667, .444444)]
    [InlineData("recall@3", .5, 1, .5, .666667)]
    [InlineData("recall_capped@3", .5, 1, .666667, .722222)]
    [InlineData("f1@3", .4, .5, .571429, .490476)]
    [InlineData("map@3", .5, .333333, .555556, .462963)]
    [InlineData("map_full@3", .5, .333333, .416667, .416667)]
    [InlineData("mrr@3", 1, .333333, 1, .777778)]
    [InlineData("accuracy@3", .5, .666667, .4, .522222)]
    public void Accuracy_per_person_and_in_the_mean(string metric, double first, double second, double third, double mean)
    {
        double[] expected = [first, second, third];
        for (var user = 0; user < expected.Length; user++)
        {
            AccuracyMeans alone = new(3);
            alone.Add(ListAccuracy.Of(Lists[user], Test[user], ItemCount - Train[user].Length, 3));
            Assert.Equal(expected[user], alone.Summarise().ToDictionary()[metric], Digits);
        }

        Assert.Equal(mean, Run().Metrics[metric], Digits);
    }

    [Theory]
    [InlineData("coverage@3", 7)]
    [InlineData("coverage_share@3", .875)]
    [InlineData("gini@3", .354167)]
    [InlineData("evenness@3", 1 - (17.0 / 54))]
    [InlineData("entropy@3", 2.625815)]
    [InlineData("novelty@3", 1.735840)]
    [InlineData("arp@3", .916667)]
    [InlineData("aplt@3", .583333)]
    [InlineData("ild@3", .663706)]
    [InlineData("calibration_kl@3", 1.128100)]
    [InlineData("personalisation@3", .611111)]
    [InlineData("violations@3", 0)]
    public void List_statistics_over_all_four_people(string metric, double expected) =>
        Assert.Equal(expected, Run().Metrics[metric], Digits);

    [Theory]
    [InlineData(0, .528595, 3.281844)]
    [InlineData(1, .597631, .739644)]
    [InlineData(2, .764298, .290674)]
    [InlineData(3, .764298, .200239)]
    public void Diversity_and_calibration_per_person(int user, double diversity, double divergence)
    {
        TagSpace tags = new(Items);

        Assert.Equal(diversity, tags.Diversity(Lists[user]), Digits);
        Assert.Equal(divergence, tags.Miscalibration(Train[user], Lists[user]), Digits);
    }

    [Fact]
    public void Short_head_is_the_first_three_items() =>
        Assert.Equal([0, 1, 2], Enumerable.Range(0, ItemCount).Where(new ItemPopularity(ItemCount, Train).IsHead));

    [Fact]
    public void F1_of_the_means_is_not_the_mean_of_the_f1() => Assert.Equal(2 * (4.0 / 9) * (2.0 / 3) / ((4.0 / 9) + (2.0 / 3)), Run().Metrics["f1_of_means@3"], 12);

    [Fact]
    public void The_person_without_test_items_is_counted_as_skipped() => Assert.Equal((3, 1), (Run().Evaluated, Run().SkippedUsers));

    [Fact]
    public void A_served_exclusion_is_a_violation()
    {
        ListStatistics statistics = new(3, new ItemPopularity(ItemCount, Train), tags: null);
        statistics.Add([2, 3, 5], [0, 1], [3, 5, 6]);

        Assert.Equal(2, statistics.Summarise().ToDictionary()["violations@3"]);
    }

    private static ModelResult Run()
    {
        TrainingData data = new() { ItemCount = ItemCount, Histories = Train, Ordered = false, Items = Items };
        EvaluationTask task = new()
        {
            Protocol = new HoldoutProtocol(),
            Data = data,
            Groups = [new CaseGroup(null, [.. Train.Select((history, user) => Portal.Domain.Evaluation.Cases.Unseen(user, history, null, Test[user]))])],
            Cutoffs = [3],
            Shown = [],
            Summary = new DataSummary(4, ItemCount, 8, 7),
        };
        return Assert.Single(EvaluationRunner.Run(task, [new ScoredByTable(one => ScoredByTable.Listing(ItemCount, Lists[one.User]))], seed: 1).Results);
    }
}
