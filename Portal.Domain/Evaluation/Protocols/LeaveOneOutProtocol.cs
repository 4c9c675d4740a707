using Portal.Domain.Numerics;

namespace Portal.Domain.Evaluation.Protocols;

/// <summary>P1: one test item per person among sampled negatives (He et al. 2017). For comparison with papers; decide on full rankings.</summary>
public sealed class LeaveOneOutProtocol : RankingProtocol
{
    private const int FewestItems = 3;

    /// <summary>How many negatives validation samples per person, as in the published files.</summary>
    public const int NegativeCount = 99;

    /// <inheritdoc/>
    public override int Folds => 1;

    /// <inheritdoc/>
    public override string Name => "loo";

    /// <inheritdoc/>
    public override IReadOnlyList<int> Cutoffs => [10, 1, 5];

    /// <inheritdoc/>
    public override bool Sampled => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ShownAt(IReadOnlyList<int> cutoffs) => [.. Named(cutoffs, "hr", "ndcg"), Metrics.SampledMeans.TieShare, .. Named([cutoffs[0]], "coverage", "gini")];

    /// <summary>One item of everybody with at least three, the last one where there is an order, among unused items at random.</summary>
    public override (TrainingData Train, IReadOnlyList<EvaluationCase> Cases) Validation(TrainingData data, int seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        var (train, cases) = Cases.Split(data, seed, length => length < FewestItems ? 0 : 1);
        return (train, [.. cases.Select(one => one with { Excluded = [], Candidates = Candidates(one, data, seed) })]);
    }

    private static int[] Candidates(EvaluationCase one, TrainingData data, int seed)
    {
        HashSet<int> used = [.. data.Histories[one.User]];
        SplitMix64 dice = new((ulong)~seed, one.User);
        var count = Math.Min(NegativeCount, data.ItemCount - used.Count);
        HashSet<int> candidates = [one.Relevant[0]];
        if (count * 2 > data.ItemCount - used.Count)
        {
            // Few are left: choosing among them ends for sure, drawing until enough are new may take long.
            int[] free = [.. Enumerable.Range(0, data.ItemCount).Where(item => !used.Contains(item))];
            dice.Shuffle(free, count);
            candidates.UnionWith(free.Take(count));
        }

        while (candidates.Count <= count)
        {
            var item = dice.NextBelow(data.ItemCount);
            if (!used.Contains(item))
            {
                candidates.Add(item);
            }
        }

        return Cases.Ascending(candidates);
    }
}
