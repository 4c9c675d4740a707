using System.Text.Json;
using Portal.Domain.Evaluation;
using Portal.Domain.Evaluation.Protocols;
using Portal.Tests.Support;

namespace Portal.Tests.Domain.Evaluation;

public sealed class EvaluationRunnerTests
{
    [Fact]
    public void Run_SameSeed_SameMetrics()
    {
        var (first, again, other) = (Metrics(1), Metrics(1), Metrics(2));

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);

        static string Metrics(int seed) => JsonSerializer.Serialize(EvaluationRunner.Run(Task(), Models("random", "popular"), seed).Results.Select(result => result.Metrics));
    }

    [Fact]
    public void Run_Model_IsFittedWithTheTrainingPartTheProtocolAndTheSeed()
    {
        var (task, model) = (Task(), new ScoredByTable(_ => new float[5]));

        EvaluationRunner.Run(task, [model], 42);

        Assert.Equal(new FitContext(task.Data, task.Protocol, 42), model.Fitted);
    }

    [Fact]
    public void Run_Groups_OneResultPerModelAndGroup()
    {
        var task = Task() with { Groups = [new CaseGroup(0, Task().Groups[0].Cases), new CaseGroup(3, [Task().Groups[0].Cases[0]])] };

        var results = EvaluationRunner.Run(task, Models("popular", "random"), 1).Results;

        Assert.Equal([("popular", 0, 7), ("popular", 3, 1), ("random", 0, 7), ("random", 3, 1)], results.Select(result => (result.Model, result.N!.Value, result.Evaluated)));
        Assert.Equal(results[0].FitSeconds, results[1].FitSeconds);
        Assert.All(results, result => Assert.True(result.PeakMemoryMb > 0));
    }

    [Fact]
    public void Run_Popular_BeatsChanceWhereEverybodyLikesTheSame()
    {
        var results = EvaluationRunner.Run(Task(), Models("popular"), 1).Results;

        Assert.Equal(1, results[0].Metrics["ndcg@1"]);
    }

    [Fact]
    public void Run_Progress_EndsWithAllCases()
    {
        Collector progress = new();

        EvaluationRunner.Run(Task(), Models("popular"), 1, progress);

        Assert.Equal(new EvaluationProgress("popular", 0, 7), progress.Seen.First());
        Assert.Equal(new EvaluationProgress("popular", 7, 7), progress.Seen.Last());
    }

    [Fact]
    public void Run_Cancelled_Stops()
    {
        using CancellationTokenSource source = new();
        ScoredByTable model = new(_ =>
        {
            source.Cancel();
            return new float[5];
        });

        Assert.ThrowsAny<OperationCanceledException>(() => EvaluationRunner.Run(Task(), [model], 1, cancellationToken: source.Token));
    }

    [Fact]
    public void Run_ModelFails_ItsOwnExceptionComesOut() =>
        Assert.Equal("broken", Assert.Throws<InvalidDataException>(() => EvaluationRunner.Run(Task(), [new ScoredByTable(_ => throw new InvalidDataException("broken"))], 1)).Message);

    [Fact]
    public void Json_HasTheShapeOfTheContract()
    {
        ScoredByTable model = new(_ => new float[5]) { Name = "mine", Parameters = new Dictionary<string, object> { ["lambda"] = 1.5, ["parts"] = new[] { "a" }, ["limit"] = double.PositiveInfinity } };

        using var json = JsonDocument.Parse(EvaluationRunner.Run(Task() with { Notes = ["a note"], DataHash = "ab", SkippedUsers = 2 }, [model], 3).ToJson());

        var root = json.RootElement;
        Assert.Equal(["protocol", "data", "seed", "dataHash", "notes", "results"], root.EnumerateObject().Select(one => one.Name));
        Assert.Equal(["users", "items", "train", "test"], root.GetProperty("data").EnumerateObject().Select(one => one.Name));
        var result = root.GetProperty("results")[0];
        Assert.Equal(["model", "parameters", "fitSeconds", "scoreSeconds", "peakMemoryMb", "evaluated", "skippedUsers", "metrics"], result.EnumerateObject().Select(one => one.Name));
        Assert.Equal(("mine", 1.5, 2), (result.GetProperty("model").GetString(), result.GetProperty("parameters").GetProperty("lambda").GetDouble(), result.GetProperty("skippedUsers").GetInt32()));
        Assert.InRange(result.GetProperty("metrics").GetProperty("ndcg@1").GetDouble(), 0, 1);
    }

    [Fact]
    public void Find_UnknownName_ListsTheNames()
    {
        var error = Assert.Throws<ArgumentException>(() => RankingModels.Find(["popular", "quantum"]));

        Assert.Equal($"There is no model 'quantum'; known are {string.Join(", ", RankingModels.All.Select(model => model.Name))}.", error.Message);
    }

    [Fact]
    public void Find_Names_InTheOrderGivenEachOnce() => Assert.Equal(["random", "popular"], RankingModels.Find(["random", "popular", "random"]).Select(model => model.Name));

    [Fact]
    public void For_WhatIsMissing_LeavesModelsOutAndSaysSo()
    {
        RankingModelEntry[] models = [new("plain", ModelNeeds.None, _ => null!), new("steps", ModelNeeds.Order, _ => null!), new("words", ModelNeeds.Text | ModelNeeds.Encoder, _ => null!)];

        var (able, notes) = RankingModels.For(Task().Data, models);

        Assert.Equal(["plain"], able.Select(model => model.Name));
        Assert.Equal(["steps is left out: it needs histories in order of time.", "words is left out: it needs texts of items (--items)."], notes);
    }

    [Fact]
    public void Every_model_says_its_own_name() => Assert.All(RankingModels.All, entry => Assert.Equal(entry.Name, entry.Create(new ModelResources(null)).Name));

    private static IRankingModel[] Models(params string[] names) => [.. RankingModels.Find(names).Select(entry => entry.Create(new ModelResources(null)))];

    // Seven people and five items; everybody's test item is the fifth, which is the most used.
    private static EvaluationTask Task()
    {
        int[][] histories = [[0, 1], [1], [2], [0, 2], [3], [1, 3], [2], [4], [4], [4], [4]];
        return new EvaluationTask
        {
            Protocol = new HoldoutProtocol(),
            Data = new TrainingData { ItemCount = 5, Histories = histories, Ordered = false },
            Groups = [new CaseGroup(null, [.. Enumerable.Range(0, 7).Select(user => Portal.Domain.Evaluation.Cases.Unseen(user, histories[user], null, [4]))])],
            Cutoffs = [1, 3],
            Shown = [],
            Summary = new DataSummary(11, 5, 14, 7),
        };
    }

    private sealed class Collector : IProgress<EvaluationProgress>
    {
        private readonly Lock _gate = new();

        public List<EvaluationProgress> Seen { get; } = [];

        public void Report(EvaluationProgress value)
        {
            lock (_gate)
            {
                Seen.Add(value);
            }
        }
    }
}
