namespace Portal.Domain.Evaluation.Protocols;

/// <summary>P6: people who are no part of training; their first n likes are known, all later ones are to be found.</summary>
/// <param name="counts">The values of n, at least one, none negative.</param>
public sealed class ColdUsersProtocol(IReadOnlyList<int> counts) : RankingProtocol
{
    private const int Enough = 50;

    /// <summary>The values of n of the contract.</summary>
    public static IReadOnlyList<int> UsualCounts { get; } = [0, 1, 3, 5, 10];

    /// <summary>The values of n.</summary>
    public IReadOnlyList<int> Counts { get; } = counts;

    /// <inheritdoc/>
    public override string Name => "cold-users";

    /// <inheritdoc/>
    public override IReadOnlyList<string> ShownAt(IReadOnlyList<int> cutoffs) => [.. Named(cutoffs, "ndcg", "recall", "precision"), .. Named([cutoffs[0]], "coverage", "gini", "novelty", "aplt")];

    /// <summary>Some of the people with twice the longest n of items (where too few have so many: with more than n), removed from training; cases for every n.</summary>
    public override (TrainingData Train, IReadOnlyList<EvaluationCase> Cases) Validation(TrainingData data, int seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        var longest = Counts.Max();
        var least = data.Histories.Count(history => history.Length >= 2 * longest) >= Enough ? Math.Max(1, 2 * longest) : longest + 1;
        var people = Cases.SomePeople(data, length => length >= least, seed);
        return (
            Cases.Without(data, people),
            [.. Counts.SelectMany(n => people.Order().Select(user => Ask(data.Histories[user], data.Ratings?[user], n)))]);
    }

    /// <summary>The case of a person who is known by their first n likes; without relevant items where they have no more.</summary>
    internal static EvaluationCase Ask(int[] likes, float[]? ratings, int n)
    {
        var (known, knownRatings) = Cases.Keep(likes, ratings, place => place < n);
        return Cases.Unseen(-1, known, knownRatings, likes.Skip(n));
    }
}
