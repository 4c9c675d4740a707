using Portal.Domain.Numerics;

namespace Portal.Domain.Evaluation;

/// <summary>Makes cases and parts of training data, with the orders that the contract asks for.</summary>
internal static class Cases
{
    /// <summary>A case in which what the person used cannot be on the list.</summary>
    public static EvaluationCase Unseen(int user, int[] history, float[]? ratings, IEnumerable<int> relevant) => new()
    {
        User = user,
        History = history,
        Ratings = ratings,
        Relevant = Ascending(relevant),
        Excluded = Ascending(history),
    };

    public static int[] Ascending(IEnumerable<int> items)
    {
        int[] sorted = [.. items.Distinct()];
        Array.Sort(sorted);
        return sorted;
    }

    /// <summary>The places of a history for which <paramref name="keep"/> is true, with their ratings.</summary>
    public static (int[] Items, float[]? Ratings) Keep(int[] history, float[]? ratings, Func<int, bool> keep)
    {
        List<int> places = [];
        for (var place = 0; place < history.Length; place++)
        {
            if (keep(place))
            {
                places.Add(place);
            }
        }

        return places.Count == history.Length
            ? (history, ratings)
            : ([.. places.Select(place => history[place])], ratings is null ? null : [.. places.Select(place => ratings[place])]);
    }

    /// <summary>Which places of a history to put aside: the last ones where there is an order, else a random choice of the person's own.</summary>
    public static HashSet<int> PutAside(int length, int count, bool ordered, int seed, int user)
    {
        var places = Enumerable.Range(0, length).ToArray();
        if (ordered)
        {
            return [.. places.Skip(length - count)];
        }

        new SplitMix64((ulong)seed, user).Shuffle(places, count);
        return [.. places.Take(count)];
    }

    /// <summary>Splits every history in two: what stays in training, and cases for what was put aside. Nobody leaves training.</summary>
    /// <param name="data">The training data.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="countOf">How many of a history of that length to put aside; 0 for none.</param>
    public static (TrainingData Train, List<EvaluationCase> Cases) Split(TrainingData data, int seed, Func<int, int> countOf)
    {
        var histories = new int[data.Histories.Count][];
        var ratings = data.Ratings is null ? null : new float[histories.Length][];
        List<EvaluationCase> cases = [];
        for (var user = 0; user < histories.Length; user++)
        {
            var (all, own) = (data.Histories[user], data.Ratings?[user]);
            var count = countOf(all.Length);
            if (count == 0)
            {
                histories[user] = all;
                if (ratings is not null)
                {
                    ratings[user] = own!;
                }

                continue;
            }

            var aside = PutAside(all.Length, count, data.Ordered, seed, user);
            var (kept, keptRatings) = Keep(all, own, place => !aside.Contains(place));
            histories[user] = kept;
            if (ratings is not null)
            {
                ratings[user] = keptRatings!;
            }

            cases.Add(Unseen(user, kept, keptRatings, aside.Select(place => all[place])));
        }

        return (data with { Histories = histories, Ratings = ratings }, cases);
    }

    /// <summary>The data without some people.</summary>
    public static TrainingData Without(TrainingData data, IReadOnlySet<int> people)
    {
        int[] stay = [.. Enumerable.Range(0, data.Histories.Count).Where(user => !people.Contains(user))];
        return data with
        {
            Histories = [.. stay.Select(user => data.Histories[user])],
            Ratings = data.Ratings is null ? null : [.. stay.Select(user => data.Ratings[user])],
        };
    }

    /// <summary>A random fifth of the people who may be chosen, but at least 50 where these are no more than half, and at most 1,000; none where fewer than 10 would be left to learn from or to be judged on.</summary>
    public static HashSet<int> SomePeople(TrainingData data, Func<int, bool> eligible, int seed)
    {
        const int Fewest = 10, AtLeast = 50, AtMost = 1000;
        int[] may = [.. Enumerable.Range(0, data.Histories.Count).Where(user => eligible(data.Histories[user].Length))];
        var count = Math.Clamp(data.Histories.Count / 5, Math.Min(AtLeast, may.Length / 2), AtMost);
        count = Math.Min(count, may.Length);
        if (count < Fewest || data.Histories.Count - count < Fewest)
        {
            return [];
        }

        new SplitMix64((ulong)seed, may.Length).Shuffle(may, count);
        return [.. may.Take(count)];
    }
}
