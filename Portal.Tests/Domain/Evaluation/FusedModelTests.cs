using Portal.Domain.Evaluation;
using Portal.Domain.Evaluation.Loading;
using Portal.Domain.Evaluation.Models;
using Portal.Domain.Evaluation.Protocols;
using Portal.Tests.Support;

namespace Portal.Tests.Domain.Evaluation;

public sealed class FusedModelTests
{
    private static readonly string[] Titles = ["Harbour Lights", "Fog Over Stone", "Harbour Lights Again", "Comet Season", "Dust of Orbit", "Granite Road", "The Quiet Lantern"];

    private static readonly int[][] Histories = [[0, 1, 6], [0, 1, 2], [0, 3, 4], [0, 3, 4, 5]];

    /// <summary>On ML-100K the best published value is .3770 / .2441 (SLIM, TOIS 46), EASE's .3739 / .2430.</summary>
    [SharedDataFact("ml-100k")]
    public void Fused_ranks_better_than_the_best_published_method()
    {
        var task = KnownSplits.Load("S2", Repository.SharedData, new LoadOptions());

        var result = EvaluationRunner.Run(task, [new FusedModel()], seed: 1).Results[0];

        Assert.True(result.Metrics["precision@10"] > 0.3770, $"{result.Metrics["precision@10"]}");
        Assert.True(result.Metrics["recall@10"] > 0.2441, $"{result.Metrics["recall@10"]}");
    }

    [Fact]
    public void Fit_TwiceWithOneSeed_GivesTheSameScores()
    {
        var (first, second) = (Fitted(new HoldoutProtocol()), Fitted(new HoldoutProtocol()));
        EvaluationCase one = new() { User = -1, History = [0, 4], Relevant = [], Excluded = [] };
        var (a, b) = (new float[Titles.Length], new float[Titles.Length]);

        first.Score(one, a);
        second.Score(one, b);

        Assert.Equal(a, b);
        Assert.Contains(a, score => score != a[0]);
    }

    [Fact]
    public void Score_NoHistory_FollowsPopularity()
    {
        var scores = new float[Titles.Length];

        Fitted(new HoldoutProtocol()).Score(new EvaluationCase { User = -1, History = [], Relevant = [], Excluded = [] }, scores);

        Assert.Equal(0, Array.IndexOf(scores, scores.Max()));
    }

    [Fact]
    public void Score_QueryThatNamesAnItem_FollowsIt()
    {
        var model = Fitted(new TextProtocol());
        var scores = new float[Titles.Length];

        model.Score(new EvaluationCase { User = -1, History = [], Relevant = [], Excluded = [0], Query = "User: something like Harbour Lights please" }, scores);

        Assert.Equal(2, Enumerable.Range(1, Titles.Length - 1).MaxBy(item => scores[item]));
    }

    [Fact]
    public void Parameters_AfterFit_TellEveryWeight()
    {
        var parameters = Fitted(new HoldoutProtocol()).Parameters;

        Assert.Equal(["weight:behaviour", "weight:factors", "weight:popularity", "weight:content"], parameters.Keys.Where(key => key.StartsWith("weight:", StringComparison.Ordinal)));
    }

    private static FusedModel Fitted(IProtocol protocol)
    {
        FusedModel model = new();
        model.Fit(new FitContext(Data(), protocol, 1), CancellationToken.None);
        return model;
    }

    // People of two tastes; the first item is everybody's.
    private static TrainingData Data() => new()
    {
        ItemCount = Titles.Length,
        Ordered = false,
        Histories = [.. Enumerable.Range(0, 23).Select(user => Histories[(user % 2 * 2) + (user % 3 == 0 ? 1 : 0)])],
        Items = [.. Titles.Select((title, i) => new EvaluatedItem($"{i}", title, i is 3 or 4 ? "space among the stars" : "the sea and a town at night", i is 3 or 4 ? ["space"] : ["coast"]))],
    };
}
