using Portal.Domain.Evaluation.Files;
using Portal.Domain.Evaluation.Models;
using Portal.Domain.Evaluation.Protocols;

namespace Portal.Domain.Evaluation.Loading;

/// <summary>Loads P5, items that only their text is known of.</summary>
public static class ColdItemsLoader
{
    private const int ColdShare = 5;

    /// <summary>From ratings and item texts. The catalogue is the liked items that have a text.</summary>
    /// <param name="ratings">Everybody's events.</param>
    /// <param name="coldIds">Ids of the cold items, one per line; null for every fifth of the catalogue, from the first.</param>
    /// <param name="options">What is asked in common; <see cref="LoadOptions.Items"/> is needed.</param>
    /// <exception cref="EvaluationFileException">A file is missing or has a malformed line, or none of the cold ids is in the catalogue.</exception>
    public static EvaluationTask Load(string ratings, string? coldIds, LoadOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        EvaluationFiles files = new();
        var likes = EventFile.ReadPairs(files, ratings).Likes(options.Like);
        var items = TaskParts.Items(files, options) ?? throw new ArgumentException("Cold items need their texts: name the item file with --items.");
        var cold = coldIds is null ? null : IdListFile.Read(files, coldIds);
        var task = From(files, likes, items, cold, options);
        return task.Groups[0].Cases.Count > 0 || coldIds is null
            ? task
            : throw new EvaluationFileException(coldIds, 0, "ids of items that somebody liked and that have a text", FormattableString.Invariant($"{cold!.Count} others"));
    }

    internal static EvaluationTask From(EvaluationFiles files, EventTable likes, IReadOnlyDictionary<string, ItemLine> items, IReadOnlySet<string>? coldIds, LoadOptions options)
    {
        var liked = new bool[files.Items.Count];
        foreach (var row in likes.Rows)
        {
            liked[row.Item] = items.TryGetValue(files.Items[row.Item], out var line) && line.IsDescribed;
        }

        var dense = DenseData.OfItems(files, number => liked[number], likes);
        var people = dense.Users.Length;
        var whole = TaskParts.Data(dense, HistorySet.Build(dense.Tables[0], people, ordered: false), ordered: false, items);
        var cold = Enumerable.Range(0, dense.Items.Length).Where(item => coldIds?.Contains(dense.Items[item]) ?? item % ColdShare == 0).ToList();
        var (data, cases) = ColdItemsProtocol.Divide(whole, cold);
        return TaskParts.Task(files, new ColdItemsProtocol(), data, [new CaseGroup(null, cases)], options, people, cases.Sum(one => (long)one.Relevant.Length), people - cases.Count,
        [
            FormattableString.Invariant($"{cold.Count} of {dense.Items.Length} items are cold; only they are ranked, for people with likes on both sides."),
            $"{TaskParts.Unordered} cold items are held back whenever they were liked.",
            HeldOutPeople.Liked(likes, options),
        ]) with
        { References = [() => new RandomModel(), () => new OraclePopularModel(cases)] };
    }
}
