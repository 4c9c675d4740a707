using Portal.Domain.Evaluation;
using Portal.Domain.Evaluation.Files;
using Portal.Domain.Evaluation.Loading;
using Portal.Tests.Support;

namespace Portal.Tests.Domain.Evaluation;

public sealed class TemporalSplitTests
{
    private static readonly EvaluatedItem[] Items = [.. "abcdefg".Select(id => new EvaluatedItem($"{id}", "", "", []))];

    // Ten events: those at 9 and 10 are held back.
    private static readonly TakenItem[] Taken =
    [
        new("u", "b", 1), new("u", "a", 2), new("u", "c", 3), new("v", "a", 4), new("v", "d", 5), new("w", "e", 6), new("u", "d", 7), new("w", "a", 8),
        new("v", "f", 9), new("x", "a", 10),
    ];

    [Fact]
    public void What_came_last_is_held_back_from_those_who_were_there_before()
    {
        var task = TemporalSplit.Of(Taken, Items, new LoadOptions());

        // u: b a c d in the order of time.
        Assert.Equal([1, 0, 2, 3], task.Data.Histories[0]);
        var one = Assert.Single(task.Groups[0].Cases);
        Assert.Equal((1, 5), (one.User, Assert.Single(one.Relevant)));
        Assert.Equal([0, 3], one.Excluded);
        Assert.True(task.Data.Ordered);
        Assert.Equal(7, task.Data.ItemCount);
        Assert.Null(task.DataHash);
        Assert.Contains(task.Notes, note => note.StartsWith("1 people came only after", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_is_split_the_same_way_and_bad_ratings_are_left_out()
    {
        using TestFolder folder = new();
        File.WriteAllLines(folder.File("r.csv"), Taken.Select(one => FormattableString.Invariant($"p-{one.User},{one.Item},5,{one.Time}")).Append("p-u,g,1,0"));

        var task = TemporalSplit.Load(folder.File("r.csv"), new LoadOptions());

        Assert.Equal((6, 1), (task.Data.ItemCount, task.Groups[0].Cases.Count));
        Assert.NotNull(task.DataHash);
    }

    [Fact]
    public void Without_times_there_is_no_split()
    {
        using TestFolder folder = new();
        File.WriteAllLines(folder.File("r.csv"), ["u,a,5", "u,b,4"]);

        var error = Assert.Throws<EvaluationFileException>(() => TemporalSplit.Load(folder.File("r.csv"), new LoadOptions()));

        Assert.Contains("a time in the fourth field", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => TemporalSplit.Of([Taken[0]], Items, new LoadOptions()));
    }
}
