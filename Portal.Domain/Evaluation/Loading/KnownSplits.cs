using System.Globalization;
using Portal.Domain.Evaluation.Files;
using Portal.Domain.Evaluation.Protocols;

namespace Portal.Domain.Evaluation.Loading;

/// <summary>The fixed splits of public data: no chance in them, so that any program makes the same ones.</summary>
public static class KnownSplits
{
    private const int FewestRatings = 5, FewestLikes = 3, FewestLikesOfHeldOut = 20, HeldOutShare = 5;

    /// <summary>The names of the splits.</summary>
    public static IReadOnlyList<string> Names { get; } = ["S2", "S4", "S5", "S6", "S7"];

    /// <summary>Loads a split.</summary>
    /// <param name="name">One of <see cref="Names"/>, in any case.</param>
    /// <param name="folder">The folder with <c>ml-100k</c>, <c>ml-latest-small</c> and <c>redial</c>.</param>
    /// <param name="options">What is asked in common; the split's own files and threshold of likes go before.</param>
    /// <exception cref="ArgumentException">There is no such split.</exception>
    /// <exception cref="EvaluationFileException">A file is missing or has a malformed line.</exception>
    public static EvaluationTask Load(string name, string folder, LoadOptions options)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(options);
        options = options with { Like = 4, Items = null, Form = EventFileForm.Auto };
        var task = name.ToUpperInvariant() switch
        {
            "S2" => LoadS2(Path.Combine(folder, "ml-100k"), options),
            "S4" => LoadS4(Path.Combine(folder, "ml-latest-small"), options),
            "S5" => LoadS5(Path.Combine(folder, "ml-latest-small"), options),
            "S6" => LoadS6(Path.Combine(folder, "ml-latest-small"), options),
            "S7" => ConversationSplit.Load(folder, options),
            _ => throw new ArgumentException($"There is no split '{name}'; known are {string.Join(", ", Names)}."),
        };
        return task with { Notes = [$"Split {name.ToUpperInvariant()} of the evaluation contract.", .. task.Notes] };
    }

    private static EvaluationTask LoadS2(string folder, LoadOptions options)
    {
        EvaluationFiles files = new();
        var train = EventFile.ReadPairs(files, Path.Combine(folder, "mcrec-split", "train.rating"));
        var test = EventFile.Read(files, Path.Combine(folder, "mcrec-split", "test.rating"), EventFileForm.Lists);
        var items = ItemFile.Read(files, Path.Combine(folder, "movies_text.jsonl"));
        foreach (var id in items.Keys)
        {
            // A film that nobody of the training part saw can be ranked all the same.
            files.Items.Add(id);
        }

        return HoldoutLoader.From(files, DenseData.OfItems(files, _ => true, train, test), items, options) with
        {
            KnownGood = new Dictionary<string, ModelSettings> { ["ease"] = ModelSettings.Parse("lambda=458"), ["itemknn"] = ModelSettings.Parse("neighbours=95") },
        };
    }

    private static EvaluationTask LoadS4(string folder, LoadOptions options)
    {
        EvaluationFiles files = new();
        var ratings = EventFile.ReadPairs(files, Path.Combine(folder, "ratings.csv"));
        var items = ItemFile.Read(files, Path.Combine(folder, "movies_text.jsonl"));
        return NextItemLoader.From(files, DenseData.OfItems(files, AtLeast(files, ratings, FewestRatings), ratings), items, options);
    }

    private static EvaluationTask LoadS5(string folder, LoadOptions options)
    {
        EvaluationFiles files = new();
        var likes = EventFile.ReadPairs(files, Path.Combine(folder, "ratings.csv")).Likes(options.Like);
        var items = ItemFile.Read(files, Path.Combine(folder, "movies_text.jsonl"));
        return ColdItemsLoader.From(files, likes, items, coldIds: null, options);
    }

    private static EvaluationTask LoadS6(string folder, LoadOptions options)
    {
        EvaluationFiles files = new();
        var likes = EventFile.ReadPairs(files, Path.Combine(folder, "ratings.csv")).Likes(options.Like);
        var items = ItemFile.Read(files, Path.Combine(folder, "movies_text.jsonl"));
        var dense = DenseData.OfItems(files, AtLeast(files, likes, FewestLikes), likes);
        var counts = new int[dense.Users.Length];
        foreach (var row in dense.Tables[0].Rows)
        {
            counts[row.User]++;
        }

        var (train, may) = HeldOutPeople.Divide(dense, id => int.Parse(id, CultureInfo.InvariantCulture) % HeldOutShare == 0);
        int[] test = [.. may.Where(user => counts[user] >= FewestLikesOfHeldOut)];
        return HeldOutPeople.ColdUsers(files, dense, (train, test), ColdUsersProtocol.UsualCounts, may.Length - test.Length, items, options);
    }

    private static Func<int, bool> AtLeast(EvaluationFiles files, EventTable events, int fewest)
    {
        var counts = new int[files.Items.Count];
        foreach (var row in events.Rows)
        {
            counts[row.Item]++;
        }

        return number => number < counts.Length && counts[number] >= fewest;
    }
}
