using Portal.Domain.Evaluation.Files;
using Portal.Domain.Evaluation.Protocols;

namespace Portal.Domain.Evaluation.Loading;

/// <summary>Loads P4, the last event of every person.</summary>
public static class NextItemLoader
{
    /// <summary>From lines of <c>user item</c>, each person's in order of time; with four fields the fourth is the time and the order of the lines does not matter.</summary>
    /// <exception cref="EvaluationFileException">The file is missing or has a malformed line.</exception>
    public static EvaluationTask Load(string sequences, LoadOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        EvaluationFiles files = new();
        var fields = HeaderLine.Skip(EvaluationFiles.Lines(sequences)).Select(line => FieldReader.Count(line.Text)).FirstOrDefault();
        var events = fields == 4 ? EventFile.ReadPairs(files, sequences) : EventFile.ReadSequence(files, sequences);
        return From(files, DenseData.OfEvents(files, events), TaskParts.Items(files, options), options);
    }

    internal static EvaluationTask From(EvaluationFiles files, DenseData dense, IReadOnlyDictionary<string, ItemLine>? items, LoadOptions options)
    {
        var (events, people) = (dense.Tables[0], dense.Users.Length);
        var last = new Event[people];
        var counts = new int[people];
        foreach (var row in events.Rows)
        {
            if (counts[row.User]++ == 0 || (row.Time, row.Item).CompareTo((last[row.User].Time, last[row.User].Item)) >= 0)
            {
                last[row.User] = row;
            }
        }

        // Somebody's only event stays in training: there is nothing to predict it from.
        var train = events with { Rows = [.. events.Rows.Where(row => counts[row.User] < 2 || row != last[row.User])] };
        var data = TaskParts.Data(dense, HistorySet.Build(train, people, ordered: true), ordered: true, items);
        List<EvaluationCase> cases = [];
        var (single, seen) = (0, 0);
        for (var user = 0; user < people; user++)
        {
            if (counts[user] < 2)
            {
                single++;
            }
            else if (data.Histories[user].Contains(last[user].Item))
            {
                seen++;
            }
            else
            {
                cases.Add(Cases.Unseen(user, data.Histories[user], data.Ratings?[user], [last[user].Item]));
            }
        }

        return TaskParts.Task(files, new NextItemProtocol(), data, [new CaseGroup(null, cases)], options, people, cases.Count, single + seen,
        [
            "Models learn from everything but the test events; the last but one is the person's last known event.",
            TaskParts.Count(single, "people have a single event and are not asked."),
            TaskParts.Count(seen, "people end with an item they had used before, which is not ranked; they are not asked."),
        ]);
    }
}
