using Portal.Domain.Evaluation.Files;

namespace Portal.Domain.Evaluation.Loading;

/// <summary>What every loader does in the same way.</summary>
internal static class TaskParts
{
    public const string Unordered = "Histories are not in order of time, so short-term signals are off:";

    public static TrainingData Data(DenseData dense, HistorySet histories, bool ordered, IReadOnlyDictionary<string, ItemLine>? items) => new()
    {
        ItemCount = dense.Items.Length,
        Histories = histories.Items,
        Ratings = histories.Ratings,
        Ordered = ordered,
        Items = items is null ? null : ItemFile.Attach(items, dense.Items),
    };

    public static Dictionary<string, ItemLine>? Items(EvaluationFiles files, LoadOptions options) => options.Items is null ? null : ItemFile.Read(files, options.Items);

    public static EvaluationTask Task(
        EvaluationFiles files, RankingProtocol protocol, TrainingData data, IReadOnlyList<CaseGroup> groups, LoadOptions options, int users, long test, int skipped, IEnumerable<string> notes)
    {
        var cutoffs = options.Cutoffs ?? protocol.Cutoffs;
        return new EvaluationTask
        {
            Protocol = protocol,
            Data = data,
            Groups = groups,
            Cutoffs = cutoffs,
            Shown = protocol.ShownAt(cutoffs),
            Summary = new DataSummary(users, data.ItemCount, data.Histories.Sum(history => (long)history.Length), test),
            SkippedUsers = skipped,
            Notes = [.. notes.Where(note => note.Length > 0), .. Texts(data)],
            DataHash = files.Hash,
        };
    }

    /// <summary>Whether every training event of a person is known to be no later than any of their test events; if not, why.</summary>
    public static (bool Ordered, string Note) Order(EventTable train, EventTable test, int userCount)
    {
        if (!train.HasTimes || !test.HasTimes)
        {
            return (false, $"{Unordered} the files carry no times.");
        }

        var first = new double[userCount];
        Array.Fill(first, double.PositiveInfinity);
        foreach (var row in test.Rows)
        {
            first[row.User] = Math.Min(first[row.User], row.Time);
        }

        var late = train.Rows.Where(row => row.Time > first[row.User]).Select(row => row.User).Distinct().Count();
        return late == 0 ? (true, "") : (false, FormattableString.Invariant($"{Unordered} {late} people have training events later than a test event."));
    }

    public static string Count(int count, string what) => count == 0 ? "" : FormattableString.Invariant($"{count} {what}");

    private static string[] Texts(TrainingData data) => data.Items is null
        ? ["No texts of items (--items): content signals, ild and calibration_kl are off."]
        : data.Items.Count(item => item is null) is > 0 and var missing ? [FormattableString.Invariant($"{missing} of {data.ItemCount} items are not in the item file.")] : [];
}
