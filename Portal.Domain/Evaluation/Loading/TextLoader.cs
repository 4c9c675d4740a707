using Portal.Domain.Evaluation.Files;
using Portal.Domain.Evaluation.Protocols;

namespace Portal.Domain.Evaluation.Loading;

/// <summary>Loads P7, free text to item.</summary>
public static class TextLoader
{
    /// <summary>From queries and items, both JSON lines. The catalogue is the item file.</summary>
    /// <param name="queries">Lines of <c>query</c>, <c>relevant</c>, <c>exclude</c>.</param>
    /// <param name="ratings">Behaviour on the same item ids, so that it can carry over; null for none.</param>
    /// <param name="options">What is asked in common; <see cref="LoadOptions.Items"/> is needed.</param>
    /// <exception cref="EvaluationFileException">A file is missing or has a malformed line.</exception>
    public static EvaluationTask Load(string queries, string? ratings, LoadOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        EvaluationFiles files = new();
        var items = TaskParts.Items(files, options) ?? throw new ArgumentException("Text queries need the items: name the item file with --items.");
        var likes = ratings is null ? new EventTable([], HasRatings: false, HasTimes: true) : EventFile.ReadPairs(files, ratings).Likes(options.Like);
        return From(files, items, likes, QueryFile.Read(files, queries), options, ratings is null ? [] : [HeldOutPeople.Liked(likes, options)]);
    }

    internal static EvaluationTask From(
        EvaluationFiles files, IReadOnlyDictionary<string, ItemLine> items, EventTable likes, IEnumerable<QueryLine> queries, LoadOptions options, IEnumerable<string> notes)
    {
        foreach (var id in items.Keys)
        {
            files.Items.Add(id);
        }

        var dense = DenseData.OfItems(files, number => items.ContainsKey(files.Items[number]), likes);
        var data = TaskParts.Data(dense, HistorySet.Build(dense.Tables[0], dense.Users.Length, likes.HasTimes), likes.HasTimes, items);
        List<EvaluationCase> cases = [];
        int unknown = 0, mentioned = 0, empty = 0;
        foreach (var line in queries)
        {
            var relevant = Cases.Ascending(line.Relevant.Select(At).Where(item => item >= 0));
            var excluded = Cases.Ascending(line.Exclude.Select(At).Where(item => item >= 0));
            unknown += line.Relevant.Distinct().Count() - relevant.Length;
            mentioned += relevant.Count(item => Array.BinarySearch(excluded, item) >= 0);
            empty += relevant.Length == 0 ? 1 : 0;
            if (relevant.Length > 0)
            {
                cases.Add(new EvaluationCase { User = -1, History = [], Relevant = relevant, Excluded = excluded, Query = line.Query });
            }
        }

        return TaskParts.Task(files, new TextProtocol(), data, [new CaseGroup(null, cases)], options, dense.Users.Length, cases.Sum(one => (long)one.Relevant.Length), empty,
        [
            .. notes,
            data.Histories.Count == 0 ? "No behaviour (--ratings): collaborative signals are off." : "",
            TaskParts.Count(unknown, "relevant ids are not in the item file and were dropped."),
            mentioned == 0 ? "" : FormattableString.Invariant($"{mentioned} relevant items are excluded in their own line and cannot be found: measures are means over the others, those named {CaseJudge.AllTargets} over all."),
        ]);

        int At(string id) => files.Items.Find(id) is >= 0 and var number ? dense.ItemPositions[number] : -1;
    }
}
