namespace Portal.Domain.Evaluation.Protocols;

/// <summary>P3: people who are no part of training; a random 80 % of their items are known, the others are to be found (Liang et al. 2018).</summary>
public sealed class FoldInProtocol : RankingProtocol
{
    private const int FewestItems = 5;

    /// <inheritdoc/>
    public override string Name => "fold-in";

    /// <inheritdoc/>
    public override string Target => "ndcg@100";

    /// <inheritdoc/>
    public override IReadOnlyList<int> Cutoffs => [100, 20, 50];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ShownAt(IReadOnlyList<int> cutoffs) => [.. Named(cutoffs, "recall_capped"), .. Named([cutoffs[0]], "ndcg", "coverage", "gini", "novelty", "aplt")];

    /// <summary>Some of the people with at least five items, removed from training and asked in the same way.</summary>
    public override (TrainingData Train, IReadOnlyList<EvaluationCase> Cases) Validation(TrainingData data, int seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        var people = Cases.SomePeople(data, length => length >= FewestItems, seed);
        return (Cases.Without(data, people), [.. people.Order().Select(user => Ask(data.Histories[user], data.Ratings?[user], seed, user)!)]);
    }

    /// <summary>The case of a person: a random fifth of their items, at least one, is to be found; null where they have fewer than two.</summary>
    internal static EvaluationCase? Ask(int[] history, float[]? ratings, int seed, int person)
    {
        if (history.Length < 2)
        {
            return null;
        }

        var aside = Cases.PutAside(history.Length, Math.Max(1, history.Length / 5), ordered: false, seed, person);
        var (known, knownRatings) = Cases.Keep(history, ratings, place => !aside.Contains(place));
        return Cases.Unseen(-1, known, knownRatings, aside.Select(place => history[place]));
    }
}
