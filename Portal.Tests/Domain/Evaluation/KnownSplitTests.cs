using Portal.Domain.Evaluation;
using Portal.Domain.Evaluation.Loading;
using Portal.Tests.Support;

namespace Portal.Tests.Domain.Evaluation;

/// <summary>The fixed splits of the evaluation contract (section 2) and the reference values that were measured on them elsewhere (sections 3 and 4).</summary>
public sealed class KnownSplitTests
{
    private const double Tolerance = 0.0005;

    [SharedDataFact("ml-100k")]
    public void S2_counts()
    {
        var task = Load("S2");

        Assert.Equal(new DataSummary(943, 1682, 80_000, 20_000), task.Summary);
        Assert.Equal((942, 1), (task.Groups[0].Cases.Count, task.SkippedUsers));
        Assert.All(task.Data.Items!, item => Assert.NotEmpty(item!.Tags));
        Assert.Equal(19, new Portal.Domain.Evaluation.Metrics.TagSpace(task.Data.Items!).Count);
        Assert.Equal(536, new Portal.Domain.Evaluation.Metrics.ItemPopularity(1682, task.Data.Histories).HeadCount);
    }

    [SharedDataFact("ml-100k")]
    public void S2_popular_reaches_every_number_of_table_4_2() =>
        AssertRow(Run(Load("S2"), "popular"), [.7739, .2183, .1360, .1904, .1179, .2176, .1198, .1146, .0552, .4056], [55, .9890, 4.553, 1.428, 354.1, 0, .7565, .8193, .5046]);

    [SharedDataFact("ml-100k")]
    public void S2_ease_reaches_every_number_of_table_4_2()
    {
        var task = Load("S2") with { Cutoffs = [10] };
        EaseReference ease = new(458);

        AssertRow(Run(0), [.9246, .4457, .2905, .3739, .2430, .4292, .2441, .3054, .1537, .6868], [325, .9370, 7.155, 2.002, 252.5, .0010, .7214, .6930, .9002]);
        AssertRow(Run(0.2), [.9278, .4457, .2911, .3742, .2413, .4277, .2441, .3049, .1543, .6864], [428, .9117, 7.642, 2.190, 226.6, .0056, .7083, .6996, .9297]);
        AssertRow(Run(0.4), [.9183, .4144, .2716, .3484, .2293, .4008, .2298, .2726, .1397, .6548], [647, .8551, 8.349, 2.545, 187.2, .0358, .6908, .7401, .9570]);

        ModelResult Run(double power)
        {
            ease.PopularityPower = power;
            return EvaluationRunner.Run(task, [ease], 1).Results[0];
        }
    }

    [SharedDataFact("ml-latest-small")]
    public void S4_counts_and_popularity()
    {
        var task = Load("S4");

        Assert.Equal(new DataSummary(671, 3496, 90_072 - 671, 671), task.Summary);
        Assert.True(task.Data.Ordered);
        Assert.Equal(671, task.Groups[0].Cases.Count);
        AssertNear(("hr@10", .0447), ("ndcg@10", .0204), ("coverage@10", 119))(Run(task, "popular"));
    }

    [SharedDataFact("ml-latest-small")]
    public void S5_counts_and_the_oracle()
    {
        var task = Load("S5");

        Assert.Equal((4316, 8624L), (task.Summary.Items, task.Summary.Test));
        Assert.Equal(642, task.Groups[0].Cases.Count);
        Assert.Equal(864, task.Groups[0].Cases[0].Candidates!.Length);
        Assert.Empty(task.Data.Histories.SelectMany(history => history).Intersect(task.Groups[0].Cases[0].Candidates!));
        var results = EvaluationRunner.Run(task, [], 1).Results;
        AssertNear(("ndcg@10", .2758), ("coverage@10", 10))(results.Single(result => result.Model == "oracle-popular"));
        Assert.InRange(results.Single(result => result.Model == "random").Metrics["ndcg@10"], .010, .025);
    }

    [SharedDataFact("ml-latest-small")]
    public void S6_counts_and_popularity()
    {
        var task = Load("S6");

        Assert.Equal((2945, 99 + 536), (task.Summary.Items, task.Summary.Users));
        Assert.Equal(536, task.Data.Histories.Count);
        Assert.Equal([0, 1, 3, 5, 10], task.Groups.Select(group => group.N!.Value));
        Assert.All(task.Groups, group => Assert.Equal(99, group.Cases.Count));
        var popular = RankingModels.Find(["popular"])[0].Create(new ModelResources(null));
        var results = EvaluationRunner.Run(task, [popular], 1).Results;
        Assert.All(results.Zip([.4238, .4145, .3961, .3824, .3332]), one => Assert.Equal(one.Second, one.First.Metrics["ndcg@10"], Tolerance));
    }

    [SharedDataFact("redial")]
    public void S7_counts()
    {
        var task = Load("S7");

        var cases = task.Groups[0].Cases;
        Assert.Equal((3552, 6281, 4778L), (cases.Count, task.Summary.Items, task.Summary.Test));
        Assert.Equal(4316, cases.Sum(one => one.Relevant.Except(one.Excluded).Count()));
        Assert.Equal(4316, Run(task, "popular").Evaluated);
        Assert.InRange(task.Data.Items!.Count(item => item!.Text.Length > 0), 3200, 3600);
        Assert.Contains(task.Data.Items!, item => item!.Title == "Flash Gordon");
        Assert.Contains(task.Data.Items!, item => item!.Title == "Disobedience (2003)");
        Assert.True(task.Data.Histories.Sum(history => history.Length) > 30_000);
    }

    private static EvaluationTask Load(string name) => KnownSplits.Load(name, Repository.SharedData, new LoadOptions());

    private static ModelResult Run(EvaluationTask task, string model) =>
        EvaluationRunner.Run(task, [RankingModels.Find([model])[0].Create(new ModelResources(null))], 1).Results[0];

    private static void AssertRow(ModelResult result, double[] accuracy, double[] lists)
    {
        string[] accuracyNames = ["hr", "ndcg", "ndcg_full", "precision", "recall", "recall_capped", "f1", "map", "map_full", "mrr"];
        string[] listNames = ["coverage", "gini", "entropy", "novelty", "arp", "aplt", "ild", "calibration_kl", "personalisation"];
        AssertNear([.. accuracyNames.Zip(accuracy).Concat(listNames.Zip(lists)).Select(one => ($"{one.First}@10", one.Second))])(result);
    }

    // The tables print four digits, entropy and novelty three, popularity one.
    private static Action<ModelResult> AssertNear(params (string Metric, double Value)[] expected) => result => Assert.All(expected, one =>
        Assert.True(
            Math.Abs(one.Value - result.Metrics[one.Metric]) <= (one.Metric.StartsWith("arp", StringComparison.Ordinal) ? 0.05 + Tolerance : Tolerance),
            $"{one.Metric} is {result.Metrics[one.Metric]}, the reference is {one.Value}."));
}
