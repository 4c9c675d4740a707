using Portal.Domain.Evaluation.Files;
using Portal.Domain.Evaluation.Protocols;

namespace Portal.Domain.Evaluation.Loading;

/// <summary>Loads P2, full ranking on a part of every person's items that is held back.</summary>
public static class HoldoutLoader
{
    /// <summary>From a training and a test file.</summary>
    /// <exception cref="EvaluationFileException">A file is missing or has a malformed line.</exception>
    public static EvaluationTask Load(string train, string test, LoadOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        EvaluationFiles files = new();
        var trainEvents = EventFile.Read(files, train, options.Form);
        var testEvents = EventFile.Read(files, test, options.Form);
        return From(files, DenseData.OfEvents(files, trainEvents, testEvents), TaskParts.Items(files, options), options);
    }

    /// <summary>From a file of everything and a test file: training is what is not in the test file.</summary>
    /// <exception cref="EvaluationFileException">A file is missing or has a malformed line.</exception>
    public static EvaluationTask LoadDifference(string interactions, string test, LoadOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        EvaluationFiles files = new();
        var all = EventFile.Read(files, interactions, options.Form);
        var testEvents = EventFile.Read(files, test, options.Form);
        HashSet<(int, int)> held = [.. testEvents.Rows.Select(row => (row.User, row.Item))];
        if (all.HasTimes)
        {
            // The full file knows when the held-back events were.
            var known = all.Rows.Where(row => held.Contains((row.User, row.Item))).ToList();
            var missing = held.Except(known.Select(row => (row.User, row.Item))).Any();
            testEvents = missing ? testEvents : all with { Rows = known };
        }

        var trainEvents = all with { Rows = [.. all.Rows.Where(row => !held.Contains((row.User, row.Item)))] };
        return From(files, DenseData.OfEvents(files, trainEvents, testEvents), TaskParts.Items(files, options), options);
    }

    internal static EvaluationTask From(EvaluationFiles files, DenseData dense, IReadOnlyDictionary<string, ItemLine>? items, LoadOptions options)
    {
        var (train, test, people) = (dense.Tables[0], dense.Tables[1], dense.Users.Length);
        var (ordered, order) = TaskParts.Order(train, test, people);
        var data = TaskParts.Data(dense, HistorySet.Build(train, people, ordered), ordered, items);
        var wanted = HistorySet.Build(test, people, ordered: false).Items;
        List<EvaluationCase> cases = [];
        var (seen, skipped) = (0, 0);
        for (var user = 0; user < people; user++)
        {
            var one = Cases.Unseen(user, data.Histories[user], data.Ratings?[user], wanted[user]);
            var open = one.Relevant.Except(one.Excluded).ToArray();
            seen += one.Relevant.Length - open.Length;
            if (open.Length == 0)
            {
                skipped++;
                continue;
            }

            cases.Add(one with { Relevant = open });
        }

        return TaskParts.Task(files, new HoldoutProtocol(), data, [new CaseGroup(null, cases)], options, people, cases.Sum(one => (long)one.Relevant.Length), skipped,
            [order, TaskParts.Count(seen, "test items are also training items of the same person and were dropped.")]);
    }
}
