using Portal.Domain.Evaluation.Files;
using Portal.Domain.Evaluation.Protocols;

namespace Portal.Domain.Evaluation.Loading;

/// <summary>Loads P1, one test item per person among sampled negatives.</summary>
public static class LeaveOneOutLoader
{
    /// <summary>From the three files of the neural collaborative filtering form; line j of the negatives belongs to line j of the test file.</summary>
    /// <exception cref="EvaluationFileException">A file is missing or malformed, or the negatives do not belong to the test file.</exception>
    public static EvaluationTask Load(string train, string test, string negatives, LoadOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        EvaluationFiles files = new();
        var trainEvents = EventFile.ReadPairs(files, train);
        var testEvents = EventFile.ReadPairs(files, test);
        List<NegativesLine> lines = [.. NegativesFile.Read(files, negatives)];
        Check(files, negatives, testEvents, lines);

        // Negatives that nobody used are candidates, too, so they are items of the catalogue.
        var dense = DenseData.OfItems(files, _ => true, trainEvents, testEvents);
        var (trainAt, testAt, people) = (dense.Tables[0], dense.Tables[1], dense.Users.Length);
        var (ordered, order) = TaskParts.Order(trainAt, testAt, people);
        var data = TaskParts.Data(dense, HistorySet.Build(trainAt, people, ordered), ordered, TaskParts.Items(files, options));
        var doubled = 0;
        List<EvaluationCase> cases = [];
        for (var line = 0; line < lines.Count; line++)
        {
            var (user, item) = (testAt.Rows[line].User, testAt.Rows[line].Item);
            var candidates = Cases.Ascending(lines[line].Negatives.Select(number => dense.ItemPositions[number]).Append(item));
            doubled += lines[line].Negatives.Length >= candidates.Length ? 1 : 0;
            cases.Add(new EvaluationCase { User = user, History = data.Histories[user], Ratings = data.Ratings?[user], Relevant = [item], Excluded = [], Candidates = candidates });
        }

        return TaskParts.Task(files, new LeaveOneOutProtocol(), data, [new CaseGroup(null, cases)], options, people, cases.Count, 0,
        [
            order,
            "Sampled candidates: for comparison with papers only, decide on full rankings. Equal scores count half.",
            TaskParts.Count(doubled, "lines repeat a candidate or list the test item among its negatives; the copies do not compete."),
        ]);
    }

    private static void Check(EvaluationFiles files, string path, EventTable test, List<NegativesLine> lines)
    {
        for (var line = 0; line < Math.Min(lines.Count, test.Rows.Count); line++)
        {
            var (row, own) = (test.Rows[line], lines[line]);
            if (row.User != own.User || row.Item != own.Item)
            {
                throw new EvaluationFileException(
                    path, own.Number, $"'({files.Users[row.User]},{files.Items[row.Item]})' as in the test file", $"({files.Users[own.User]},{files.Items[own.Item]})");
            }
        }

        if (lines.Count != test.Rows.Count)
        {
            throw new EvaluationFileException(path, 0, FormattableString.Invariant($"{test.Rows.Count} lines, as many as the test file has"), FormattableString.Invariant($"{lines.Count} lines"));
        }
    }
}
