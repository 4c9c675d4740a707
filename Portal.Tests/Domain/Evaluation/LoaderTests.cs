using Portal.Domain.Evaluation;
using Portal.Domain.Evaluation.Files;
using Portal.Domain.Evaluation.Loading;
using Portal.Tests.Support;

namespace Portal.Tests.Domain.Evaluation;

/// <summary>Every protocol on files small enough to check by eye.</summary>
public sealed class LoaderTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public void LeaveOneOut_CandidatesAreTheFilesLine()
    {
        var task = LeaveOneOutLoader.Load(
            Write("1\t10\t5\t100\n1\t20\t3\t50\n2\t30\t1\t70\n"),
            Write("2\t10\t5\t80\n1\t30\t4\t100\n"),
            Write("(2,10)\t40\t20\t10\n(1,30)\t40\t50\n"),
            new LoadOptions());

        Assert.Equal(new DataSummary(2, 5, 3, 2), task.Summary);
        Assert.True(task.Data.Ordered);
        Assert.Equal([1, 0], task.Data.Histories[0]);
        Assert.Equal([3f, 5f], task.Data.Ratings![0]);
        var (first, second) = (task.Groups[0].Cases[0], task.Groups[0].Cases[1]);
        Assert.Equal((1, 0), (first.User, first.Relevant[0]));
        Assert.Equal([0, 1, 3], first.Candidates!);
        Assert.Equal([2, 3, 4], second.Candidates!);
        Assert.Empty(second.Excluded);
        Assert.Contains(task.Notes, note => note.StartsWith("1 lines repeat", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("(2,10)\t40\n(1,31)\t40\n", "line 2: expected '(1,30)' as in the test file, found '(1,31)'")]
    [InlineData("(2,10)\t40\n", "expected 2 lines, as many as the test file has, found '1 lines'")]
    public void LeaveOneOut_NegativesOfOthers_AreRefused(string negatives, string message) =>
        Assert.Contains(message, Assert.Throws<EvaluationFileException>(() => LeaveOneOutLoader.Load(Write("1\t10\n"), Write("2\t10\n1\t30\n"), Write(negatives), new LoadOptions())).Message, StringComparison.Ordinal);

    [Fact]
    public void Holdout_TwoFiles_RankWhatWasNotUsed()
    {
        var task = HoldoutLoader.Load(Write("3,20,4\n1,10,5\n1,30,2\n2,10,1\n"), Write("1 20 40\n3 20\n9 10 20\n"), new LoadOptions { Form = EventFileForm.Auto });

        Assert.Equal(new DataSummary(4, 4, 4, 4), task.Summary);
        Assert.False(task.Data.Ordered);
        Assert.Contains(task.Notes, note => note.Contains("short-term signals are off: the files carry no times", StringComparison.Ordinal));
        Assert.Contains(task.Notes, note => note.StartsWith("1 test items are also training items", StringComparison.Ordinal));
        Assert.Equal(2, task.SkippedUsers);
        var one = task.Groups[0].Cases[0];
        Assert.Equal((0, "0,2", "1,3", "0,2"), (one.User, Join(one.History), Join(one.Relevant), Join(one.Excluded)));
        Assert.Equal([5f, 2f], one.Ratings!);
        Assert.Equal((3, ""), (task.Groups[0].Cases[1].User, Join(task.Groups[0].Cases[1].History)));
    }

    [Fact]
    public void Holdout_Difference_TrainIsEverythingButTheTestPart()
    {
        var task = HoldoutLoader.LoadDifference(Write("1 10 5 300\n1 20 5 100\n1 30 5 200\n2 10 4 5\n"), Write("1 10\n"), new LoadOptions());

        Assert.Equal(new DataSummary(2, 3, 3, 1), task.Summary);
        Assert.True(task.Data.Ordered);
        Assert.Equal([1, 2], task.Data.Histories[0]);
        Assert.Equal([0], task.Groups[0].Cases[0].Relevant);
    }

    [Theory]
    [InlineData("1 10 5 300\n1 20 5 100\n", "1 30 5 300\n", true)]
    [InlineData("1 10 5 301\n1 20 5 100\n", "1 30 5 300\n", false)]
    [InlineData("1 10 5 200\n1 20 5 100\n", "1 30 5\n", false)]
    public void Holdout_OrderCounts_OnlyWhereNothingIsLaterThanWhatIsPredicted(string train, string test, bool ordered)
    {
        var task = HoldoutLoader.Load(Write(train), Write(test), new LoadOptions());

        Assert.Equal(ordered, task.Data.Ordered);
        Assert.Equal(ordered ? [1, 0] : [0, 1], task.Data.Histories[0]);
    }

    [Fact]
    public void Next_TheLastEventIsAsked()
    {
        var task = NextItemLoader.Load(Write("5 30\n4 10\n5 10\n5 20\n4 20\n6 10\n7 10\n7 20\n7 10\n"), new LoadOptions());

        Assert.Equal(new DataSummary(4, 3, 6, 2), task.Summary);
        Assert.Equal(["0", "2,0", "0", "0,1"], task.Data.Histories.Select(Join));
        Assert.Equal([(0, "1"), (1, "1")], task.Groups[0].Cases.Select(one => (one.User, Join(one.Relevant))));
        Assert.Equal(2, task.SkippedUsers);
        Assert.True(task.Data.Ordered);
        Assert.Contains("1 people have a single event and are not asked.", task.Notes);
    }

    [Fact]
    public void Next_FourFields_TimeCountsNotTheOrderOfLines()
    {
        var task = NextItemLoader.Load(Write("1 10 5 300\n1 20 5 100\n1 30 5 200\n1 40 1 200\n"), new LoadOptions());

        Assert.Equal([1, 2, 3], task.Data.Histories[0]);
        Assert.Equal([0], task.Groups[0].Cases[0].Relevant);
    }

    [Fact]
    public void FoldIn_TestPeopleAreNoPartOfTraining()
    {
        var ratings = string.Concat(Enumerable.Range(1, 10).Select(item => $"1,{item},5\n2,{item},{(item > 8 ? 3 : 4)}\n")) + "3,1,4\n4,2,5\n";
        var task = HeldOutPeople.LoadFoldIn(Write(ratings), Write("2\n3\n99\n"), new LoadOptions());

        Assert.Equal(2, task.Data.Histories.Count);
        var one = Assert.Single(task.Groups[0].Cases);
        Assert.Equal((-1, 7, 1), (one.User, one.History.Length, one.Relevant.Length));
        Assert.Equal(Enumerable.Range(0, 8), one.History.Concat(one.Relevant).Order());
        Assert.Equal(one.History.Order(), one.Excluded);
        Assert.Equal(2, task.SkippedUsers);
        Assert.Equal(Join(one.Relevant), Join(HeldOutPeople.LoadFoldIn(Write(ratings), Write("2\n"), new LoadOptions()).Groups[0].Cases[0].Relevant));
    }

    [Fact]
    public void ColdUsers_TheFirstLikesAreKnownAndAllLaterOnesWanted()
    {
        var ratings = Write("1,10,5,9\n1,20,5,8\n2,10,4,3\n2,20,5,1\n2,30,3,0\n2,40,5,2\n3,40,5,1\n");
        var task = HeldOutPeople.LoadColdUsers(ratings, Write("2\n3\n"), [0, 2, 3], new LoadOptions());

        Assert.Equal([0, 2, 3], task.Groups.Select(group => group.N!.Value));
        Assert.Equal("1,0", Join(Assert.Single(task.Data.Histories)));
        Assert.Equal([("", "0,1,2"), ("", "2")], task.Groups[0].Cases.Select(one => (Join(one.History), Join(one.Relevant))));
        Assert.Equal([("1,2", "0")], task.Groups[1].Cases.Select(one => (Join(one.History), Join(one.Relevant))));
        Assert.Empty(task.Groups[2].Cases);
        Assert.Equal(new DataSummary(3, 3, 2, 4), task.Summary);
        Assert.True(task.Data.Ordered);
    }

    [Fact]
    public void ColdUsers_WithoutTimes_LinesCountButShortTermSignalsAreOff()
    {
        var task = HeldOutPeople.LoadColdUsers(Write("1,10\n2,40\n2,10\n"), Write("2\n"), [1], new LoadOptions());

        Assert.False(task.Data.Ordered);
        Assert.Equal(("1", "0"), (Join(task.Groups[0].Cases[0].History), Join(task.Groups[0].Cases[0].Relevant)));
        Assert.Contains("The file carries no ratings: every event is a like.", task.Notes);
    }

    [Fact]
    public void ColdItems_EveryFifthItemWithTextIsCold()
    {
        var items = string.Concat(Enumerable.Range(1, 8).Select(id => $$"""{"id": {{id}}, "title": "t{{id}}", "text": "{{(id == 3 ? "" : "words")}}"}""" + "\n"));
        var ratings = string.Concat(Enumerable.Range(1, 7).Select(item => $"1,{item},5\n")) + "2,2,5\n2,8,1\n3,1,4\n";
        var task = ColdItemsLoader.Load(Write(ratings), coldIds: null, new LoadOptions { Items = Write(items) });

        Assert.Equal((6, 3), (task.Data.ItemCount, task.Summary.Users));
        var one = Assert.Single(task.Groups[0].Cases);
        Assert.Equal(("1,2,3,4", "0,5", "0,5"), (Join(one.History), Join(one.Relevant), Join(one.Candidates!)));
        Assert.Equal(["1,2,3,4", "1", ""], task.Data.Histories.Select(Join));
        Assert.Equal(2, task.SkippedUsers);
        Assert.False(task.Data.Ordered);
    }

    [Fact]
    public void ColdItems_GivenIds_AreCold()
    {
        var options = new LoadOptions { Items = Write("""
            {"id": 1, "text": "a"}
            {"id": 2, "text": "b"}
            """) };
        var ratings = Write("1,1,5\n1,2,5\n");

        Assert.Equal([1], ColdItemsLoader.Load(ratings, Write("2\n"), options).Groups[0].Cases[0].Relevant);
        Assert.Contains("expected ids of items that somebody liked", Assert.Throws<EvaluationFileException>(() => ColdItemsLoader.Load(ratings, Write("9\n"), options)).Message, StringComparison.Ordinal);
        Assert.Contains("--items", Assert.Throws<ArgumentException>(() => ColdItemsLoader.Load(ratings, null, new LoadOptions())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ColdItems_RandomAndTheOracle_AreAlwaysBeside()
    {
        var items = string.Concat(Enumerable.Range(1, 6).Select(id => $$"""{"id": {{id}}, "text": "words"}""" + "\n"));
        var task = ColdItemsLoader.Load(Write("1,1\n1,2\n2,6\n2,3\n3,6\n3,5\n"), Write("1\n6\n"), new LoadOptions { Items = Write(items) });

        var results = EvaluationRunner.Run(task, [RankingModels.Find(["popular"])[0].Create(new ModelResources(null))], seed: 1).Results;

        Assert.Equal(["popular", "random", "oracle-popular"], results.Select(result => result.Model));
        Assert.Equal(((2 * 1) + (1 / Math.Log2(3))) / 3, results[2].Metrics["ndcg@10"], 12);
    }

    [Fact]
    public void Text_TheItemFileIsTheCatalogue()
    {
        var items = Write("""
            {"id": 30, "title": "c"}
            {"id": 4, "title": "a"}
            {"id": 20, "title": "b"}
            """);
        var queries = Write("""
            {"query": "one", "relevant": [30, 4], "exclude": [4, 77]}
            {"query": "two", "relevant": [99]}
            """);
        var task = TextLoader.Load(queries, Write("1,20,5,2\n1,4,5,1\n1,50,5,3\n"), new LoadOptions { Items = items });

        var one = Assert.Single(task.Groups[0].Cases);
        Assert.Equal(("one", -1, "0,2", "0"), (one.Query, one.User, Join(one.Relevant), Join(one.Excluded)));
        Assert.Equal([0, 1], Assert.Single(task.Data.Histories));
        Assert.Equal(["a", "b", "c"], task.Data.Items!.Select(item => item!.Title));
        Assert.Equal(new DataSummary(1, 3, 2, 2), task.Summary);
        Assert.Contains("1 relevant ids are not in the item file and were dropped.", task.Notes);
    }

    [Fact]
    public void Text_TheMeanIsOverTargetsThatCanBeFoundAndOverAll()
    {
        var task = TextLoader.Load(
            Write("""
                {"query": "one", "relevant": [1, 2, 3], "exclude": [3]}
                {"query": "two", "relevant": [4]}
                """),
            null,
            new LoadOptions { Items = Write("{\"id\":1}\n{\"id\":2}\n{\"id\":3}\n{\"id\":4}\n"), Cutoffs = [2] });

        var result = Assert.Single(EvaluationRunner.Run(task, [new ScoredByTable(_ => [4, 2, 9, 1])], 1).Results);

        Assert.Equal((2 / 3.0, 2 / 4.0), (result.Metrics["recall@2"], result.Metrics["recall@2[all]"]));
        Assert.Equal((1 + (1 / Math.Log2(3))) / 3, result.Metrics["ndcg@2"], 12);
        Assert.Equal(3, result.Evaluated);
    }

    [Fact]
    public void Histories_RepeatedItems_CountOnceAsTheyWereLast()
    {
        var task = HoldoutLoader.LoadDifference(Write("1 10 5 1\n1 20 4 2\n1 10 2 3\n1 30 1 9\n"), Write("1 30\n"), new LoadOptions());

        Assert.Equal(("1,0", "4,2"), (Join(task.Data.Histories[0]), string.Join(',', task.Data.Ratings![0])));
    }

    public void Dispose() => _folder.Dispose();

    private static string Join(int[] numbers) => string.Join(',', numbers);

    private string Write(string text)
    {
        var path = _folder.File($"{Guid.NewGuid():N}.txt");
        File.WriteAllText(path, text);
        return path;
    }
}
