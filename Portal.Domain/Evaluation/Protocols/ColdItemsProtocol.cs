using Portal.Domain.Numerics;

namespace Portal.Domain.Evaluation.Protocols;

/// <summary>P5: items without any training interaction, known by their text alone, are ranked for people who liked others.</summary>
public sealed class ColdItemsProtocol : RankingProtocol
{
    private const int FewestItems = 10;

    /// <inheritdoc/>
    public override string Name => "cold-items";

    /// <inheritdoc/>
    public override IReadOnlyList<string> ShownAt(IReadOnlyList<int> cutoffs) => [.. Named(cutoffs, "ndcg", "recall", "precision"), .. Named([cutoffs[0]], "coverage", "gini", "ild", "calibration_kl")];

    /// <summary>A random fifth of the items that have interactions and text is made cold; cases are the people with likes on both sides.</summary>
    public override (TrainingData Train, IReadOnlyList<EvaluationCase> Cases) Validation(TrainingData data, int seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        var used = new bool[data.ItemCount];
        foreach (var item in data.Histories.SelectMany(history => history))
        {
            used[item] = true;
        }

        int[] warm = [.. Enumerable.Range(0, data.ItemCount).Where(item => used[item] && (data.Items is null || data.Items[item] is not null))];
        if (warm.Length < FewestItems)
        {
            return (data, []);
        }

        new SplitMix64((ulong)seed, warm.Length).Shuffle(warm, warm.Length / 5);
        return Divide(data, warm.Take(warm.Length / 5));
    }

    /// <summary>Takes the cold items out of training, and asks everybody with likes on both sides for the cold ones.</summary>
    internal static (TrainingData Train, IReadOnlyList<EvaluationCase> Cases) Divide(TrainingData data, IEnumerable<int> coldItems)
    {
        var cold = Cases.Ascending(coldItems);
        var histories = new int[data.Histories.Count][];
        var ratings = data.Ratings is null ? null : new float[histories.Length][];
        List<EvaluationCase> cases = [];
        for (var user = 0; user < histories.Length; user++)
        {
            var (all, own) = (data.Histories[user], data.Ratings?[user]);
            var (known, knownRatings) = Cases.Keep(all, own, place => Array.BinarySearch(cold, all[place]) < 0);
            histories[user] = known;
            if (ratings is not null)
            {
                ratings[user] = knownRatings!;
            }

            var wanted = Cases.Ascending(all.Where(item => Array.BinarySearch(cold, item) >= 0));
            if (known.Length > 0 && wanted.Length > 0)
            {
                cases.Add(new EvaluationCase { User = user, History = known, Ratings = knownRatings, Relevant = wanted, Excluded = [], Candidates = cold });
            }
        }

        return (data with { Histories = histories, Ratings = ratings }, cases);
    }
}
