using Portal.Domain.Numerics;
using Portal.Domain.Evaluation;
using Portal.Domain.Evaluation.Protocols;

namespace Portal.Tests.Domain.Evaluation;

/// <summary>What every protocol puts aside to tune on: inside the training data, deterministic, nothing known twice.</summary>
public sealed class ValidationTests
{
    public static TheoryData<string> Names => [.. Protocols.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Validation_SameSeed_IsTheSame(string name)
    {
        var (first, again, other) = (Protocols[name].Validation(Data(ordered: false), 7), Protocols[name].Validation(Data(ordered: false), 7), Protocols[name].Validation(Data(ordered: false), 8));

        Assert.Equal(Print(first), Print(again));
        Assert.NotEqual(Print(first), Print(other));
        Assert.NotEmpty(first.Cases);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Validation_WhatIsToBeFound_IsNotKnown(string name)
    {
        var (train, cases) = Protocols[name].Validation(Data(ordered: false), 7);

        Assert.All(cases, one =>
        {
            Assert.NotEmpty(one.Relevant);
            Assert.Empty(one.Relevant.Intersect(one.History));
            Assert.Empty(one.Relevant.Intersect(one.Excluded));
            Assert.Equal(one.History.Length, one.Ratings!.Length);
            Assert.Equal(one.Relevant.Order(), one.Relevant);
            Assert.Equal(one.Excluded.Order(), one.Excluded);
            if (one.User >= 0)
            {
                Assert.Equal(train.Histories[one.User], one.History);
                Assert.Equal(train.Ratings![one.User], one.Ratings);
            }
        });
        Assert.Equal(train.Histories.Select(history => history.Length), train.Ratings!.Select(ratings => ratings.Length));
    }

    [Theory]
    [InlineData("holdout")]
    [InlineData("loo")]
    [InlineData("next")]
    public void Validation_Ordered_PutsTheLastItemsAside(string name)
    {
        var data = Data(ordered: true);

        var (train, cases) = Protocols[name].Validation(data, 7);

        Assert.Equal(data.Histories.Count, train.Histories.Count);
        Assert.All(cases, one => Assert.Equal(data.Histories[one.User][one.History.Length..].Order(), one.Relevant));
        Assert.All(cases, one => Assert.Equal(data.Histories[one.User][..one.History.Length], one.History));
    }

    [Fact]
    public void Validation_Holdout_IsAFifthOfEverybodyWithEnough()
    {
        var (_, cases) = new HoldoutProtocol().Validation(Data(ordered: false), 7);

        Assert.All(cases, one => Assert.Equal((one.History.Length + one.Relevant.Length) / 5, one.Relevant.Length));
        Assert.Equal(Data(ordered: false).Histories.Count(history => history.Length >= 5), cases.Count);
    }

    [Fact]
    public void Validation_LeaveOneOut_NegativesAreUnused()
    {
        var data = Data(ordered: false);

        var (_, cases) = new LeaveOneOutProtocol().Validation(data, 7);

        Assert.All(cases, one =>
        {
            Assert.Equal(one.Relevant, one.Candidates!.Intersect(data.Histories[one.User]));
            Assert.Equal(Math.Min(100, data.ItemCount - data.Histories[one.User].Length + 1), one.Candidates!.Length);
        });
    }

    [Theory]
    [InlineData("fold-in", 50)]
    [InlineData("cold-users", 26)]
    public void Validation_HeldOutPeople_LeaveTraining(string name, int expected)
    {
        var data = Data(ordered: true);

        var (train, cases) = Protocols[name].Validation(data, 7);

        var people = name == "fold-in" ? cases.Count : cases.Count / ColdUsersProtocol.UsualCounts.Count;
        Assert.Equal(expected, people);
        Assert.Equal(data.Histories.Count - people, train.Histories.Count);
        Assert.All(cases, one => Assert.Equal(-1, one.User));
    }

    [Fact]
    public void Validation_ColdUsers_HasCasesForEveryN()
    {
        var (_, cases) = Protocols["cold-users"].Validation(Data(ordered: true), 7);

        Assert.Equal([0, 1, 3, 5, 10], cases.Select(one => one.History.Length).Distinct());
        Assert.All(cases, one => Assert.True(one.History.Length + one.Relevant.Length >= 20));
    }

    [Fact]
    public void Validation_ColdItems_AreInNobodysTraining()
    {
        var data = Data(ordered: false);

        var (train, cases) = new ColdItemsProtocol().Validation(data, 7);

        var cold = cases[0].Candidates!;
        Assert.Equal(data.Histories.SelectMany(history => history).Distinct().Count() / 5, cold.Length);
        Assert.Empty(train.Histories.SelectMany(history => history).Intersect(cold));
        Assert.All(cases, one => Assert.NotEmpty(one.History));
    }

    [Fact]
    public void Validation_Text_HasNoCases() => Assert.Empty(new TextProtocol().Validation(Data(ordered: true), 7).Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public void Validation_TooFewData_HasNoCasesInsteadOfFailing(string name)
    {
        TrainingData few = new() { ItemCount = 3, Histories = [[0], [1, 2]], Ordered = true };

        Assert.Empty(Protocols[name].Validation(few, 7).Cases);
    }

    [Fact]
    public void TargetMetric_IsTheRunnersNumber()
    {
        var protocol = new HoldoutProtocol();
        var (train, cases) = protocol.Validation(Data(ordered: false), 7);
        EvaluationTask task = new() { Protocol = protocol, Data = train, Groups = [new CaseGroup(null, cases)], Cutoffs = [10], Shown = [], Summary = new DataSummary(0, 0, 0, 0) };
        var popular = RankingModels.Find(["popular"])[0].Create(new ModelResources(null));

        var reported = EvaluationRunner.Run(task, [popular], 1).Results[0].Metrics[protocol.Target];

        Assert.Equal(reported, TargetMetric.Mean(protocol, train.ItemCount, cases, popular.Score, CancellationToken.None), 12);
        Assert.True(double.IsNaN(TargetMetric.Mean(protocol, train.ItemCount, [], popular.Score, CancellationToken.None)));
    }

    [Fact]
    public void TargetMetric_Sampled_CountsTiesHalf()
    {
        LeaveOneOutProtocol protocol = new();
        EvaluationCase one = new() { User = 0, History = [], Relevant = [2], Excluded = [], Candidates = [0, 1, 2] };

        Assert.Equal(1 / Math.Log2(3), TargetMetric.Mean(protocol, 4, [one], (_, scores) => scores.Fill(1), CancellationToken.None), 12);
    }

    private static Dictionary<string, RankingProtocol> Protocols { get; } = new RankingProtocol[]
    {
        new HoldoutProtocol(), new LeaveOneOutProtocol(), new NextItemProtocol(), new FoldInProtocol(), new ColdUsersProtocol(ColdUsersProtocol.UsualCounts), new ColdItemsProtocol(),
    }.ToDictionary(protocol => protocol.Name);

    private static string Print((TrainingData Train, IReadOnlyList<EvaluationCase> Cases) parts) =>
        string.Join(' ', parts.Cases.Select(one => $"{one.User}:{string.Join(',', one.History)}>{string.Join(',', one.Relevant)}|{string.Join(',', one.Candidates ?? [])}"))
        + string.Join(';', parts.Train.Histories.Select(history => string.Join(',', history)));

    // 130 people with 1 to 32 of 150 items.
    private static TrainingData Data(bool ordered)
    {
        List<int[]> histories = [];
        for (var user = 0; user < 130; user++)
        {
            SplitMix64 dice = new(99, user);
            var items = Enumerable.Range(0, 150).ToArray();
            dice.Shuffle(items, 150);
            var own = items[..(1 + (user % 32))];
            histories.Add(ordered ? own : [.. own.Order()]);
        }

        return new TrainingData { ItemCount = 150, Histories = histories, Ordered = ordered, Ratings = [.. histories.Select(history => Array.ConvertAll(history, item => (float)item))] };
    }
}
