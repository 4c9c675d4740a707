using Portal.Domain.Evaluation.Files;
using Portal.Domain.Evaluation.Protocols;

namespace Portal.Domain.Evaluation.Loading;

/// <summary>Loads the protocols whose test people are no part of training: P3 and P6.</summary>
public static class HeldOutPeople
{
    /// <summary>P3, fold-in: a random 80 % of a test person's likes are known.</summary>
    /// <param name="ratings">Everybody's events.</param>
    /// <param name="heldOutUsers">Ids of the test people, one per line.</param>
    /// <param name="options">What is asked in common.</param>
    /// <exception cref="EvaluationFileException">A file is missing or has a malformed line.</exception>
    public static EvaluationTask LoadFoldIn(string ratings, string heldOutUsers, LoadOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        EvaluationFiles files = new();
        var likes = EventFile.ReadPairs(files, ratings).Likes(options.Like);
        var held = IdListFile.Read(files, heldOutUsers);
        var dense = DenseData.OfEvents(files, likes);
        var all = HistorySet.Build(dense.Tables[0], dense.Users.Length, ordered: false);
        var (train, test) = Divide(dense, held.Contains);
        List<EvaluationCase> cases = [.. test.Select(user => FoldInProtocol.Ask(all.Items[user], all.Ratings?[user], options.Seed, user)).OfType<EvaluationCase>()];
        var skipped = held.Count - cases.Count;
        var data = TaskParts.Data(dense, Of(all, train), ordered: false, TaskParts.Items(files, options));
        return TaskParts.Task(files, new FoldInProtocol(), data, [new CaseGroup(null, cases)], options, train.Length + test.Length, cases.Sum(one => (long)one.Relevant.Length), skipped,
        [
            $"{TaskParts.Unordered} what is known of a test person is a random 80 % of their items, as published.",
            Liked(likes, options),
        ]);
    }

    /// <summary>P6, cold users: a test person's first n likes by time are known, all later ones are to be found.</summary>
    /// <param name="ratings">Everybody's events; without times the order of the lines counts.</param>
    /// <param name="heldOutUsers">Ids of the test people, one per line.</param>
    /// <param name="counts">The values of n.</param>
    /// <param name="options">What is asked in common.</param>
    /// <exception cref="EvaluationFileException">A file is missing or has a malformed line.</exception>
    public static EvaluationTask LoadColdUsers(string ratings, string heldOutUsers, IReadOnlyList<int> counts, LoadOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        EvaluationFiles files = new();
        var likes = EventFile.ReadPairs(files, ratings).Likes(options.Like);
        var held = IdListFile.Read(files, heldOutUsers);
        var dense = DenseData.OfEvents(files, likes);
        var (train, test) = Divide(dense, held.Contains);
        return ColdUsers(files, dense, (train, test), counts, held.Count - test.Length, TaskParts.Items(files, options), options);
    }

    internal static EvaluationTask ColdUsers(
        EvaluationFiles files, DenseData dense, (int[] Train, int[] Test) people, IReadOnlyList<int> counts, int skipped, IReadOnlyDictionary<string, ItemLine>? items, LoadOptions options)
    {
        var likes = dense.Tables[0];
        var timed = likes.HasTimes ? likes : likes with { Rows = [.. likes.Rows.Select((row, line) => row with { Time = line })] };
        var all = HistorySet.Build(timed, dense.Users.Length, ordered: true);
        var data = TaskParts.Data(dense, Of(all, people.Train), ordered: likes.HasTimes, items);
        CaseGroup[] groups = [.. counts.Select(n => new CaseGroup(n, [.. people.Test.Select(user => ColdUsersProtocol.Ask(all.Items[user], all.Ratings?[user], n)).Where(one => one.Relevant.Length > 0)]))];
        return TaskParts.Task(files, new ColdUsersProtocol(counts), data, groups, options, people.Train.Length + people.Test.Length, people.Test.Sum(user => (long)all.Items[user].Length), skipped,
        [
            likes.HasTimes ? "" : $"{TaskParts.Unordered} the file carries no times. The first likes are those on the first lines.",
            Liked(likes, options),
            "One result per model and n, the number of first likes that are known.",
        ]);
    }

    internal static (int[] Train, int[] Test) Divide(DenseData dense, Func<string, bool> isHeldOut)
    {
        var people = Enumerable.Range(0, dense.Users.Length).ToLookup(user => isHeldOut(dense.Users[user]));
        return ([.. people[false]], [.. people[true]]);
    }

    internal static string Liked(EventTable likes, LoadOptions options) => likes.HasRatings
        ? FormattableString.Invariant($"Likes are ratings of at least {options.Like}; other ratings are not used.")
        : "The file carries no ratings: every event is a like.";

    private static HistorySet Of(HistorySet all, int[] people) => new(
        [.. people.Select(user => all.Items[user])], all.Ratings is null ? null : [.. people.Select(user => all.Ratings[user])], [.. people.Select(user => all.Times[user])]);
}
