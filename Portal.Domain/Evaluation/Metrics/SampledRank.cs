namespace Portal.Domain.Evaluation.Metrics;

/// <summary>
/// Rank of one test item among sampled candidates; an equal score counts half, so that neither a constant scorer nor the order
/// of the file gains anything. For comparison with papers only: sampled measures can order methods differently from a full
/// ranking (Krichene and Rendle 2020).
/// </summary>
/// <param name="Rank">0-based: greater scores plus half of the equal ones.</param>
/// <param name="Tied">Whether another candidate has the test item's score.</param>
public readonly record struct SampledRank(double Rank, bool Tied)
{
    /// <summary>Finds the rank.</summary>
    /// <param name="scores">Scores by item; NaN and −∞ are equal to each other and come last.</param>
    /// <param name="candidates">The items ranked, distinct; the test item among them is never counted as its own competitor.</param>
    /// <param name="target">The test item.</param>
    public static SampledRank Of(ReadOnlySpan<float> scores, ReadOnlySpan<int> candidates, int target)
    {
        var own = Known(scores[target]);
        int greater = 0, equal = 0;
        foreach (var item in candidates)
        {
            if (item == target)
            {
                continue;
            }

            var other = Known(scores[item]);
            greater += other > own ? 1 : 0;
            equal += other == own ? 1 : 0;
        }

        return new SampledRank(greater + (equal / 2.0), equal > 0);

        static float Known(float score) => float.IsNaN(score) ? float.NegativeInfinity : score;
    }

    /// <summary><c>hr@k</c> of this rank.</summary>
    public double Hit(int k) => Rank < k ? 1 : 0;

    /// <summary><c>ndcg@k</c> of this rank.</summary>
    public double Ndcg(int k) => Rank < k ? Gains.At(Rank) : 0;

    /// <summary><c>mrr@k</c> of this rank.</summary>
    public double ReciprocalRank(int k) => Rank < k ? 1 / (Rank + 1) : 0;
}
