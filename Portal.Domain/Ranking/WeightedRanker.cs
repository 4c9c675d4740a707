using Portal.Domain.Catalogue;

namespace Portal.Domain.Ranking;

/// <summary>
/// Weighted sum of the signals, then maximal marginal relevance (Carbonell, Goldstein 1998): each place goes to the item
/// with the best sum less μ × its greatest likeness to an item already placed. That loss is a contribution like the others,
/// and since it can only grow from place to place, scores fall down the list.
/// </summary>
public static class WeightedRanker
{
    /// <summary>Ranks the candidates and returns the first <paramref name="count"/>.</summary>
    /// <param name="context">The request.</param>
    /// <param name="candidates">Distinct items, all allowed.</param>
    /// <param name="placed">Items already on the person's list, from which the new ones shall differ too.</param>
    /// <param name="count">How many to return.</param>
    public static IReadOnlyList<RankedItem> Rank(RankingContext context, ReadOnlySpan<ItemIndex> candidates, IReadOnlyList<ItemIndex> placed, int count)
    {
        var signals = RankingSignals.All;
        var values = new float[signals.Count][];
        var sums = new float[candidates.Length];
        for (var s = 0; s < signals.Count; s++)
        {
            values[s] = new float[candidates.Length];
            signals[s].Score(context, candidates, values[s]);
            var weight = context.Weights.Of(signals[s]);
            for (var i = 0; i < candidates.Length; i++)
            {
                sums[i] += Amount(values[s][i], weight);
            }
        }

        List<RankedItem> list = [];
        foreach (var (position, loss, alike) in Diversify(context, candidates, sums, placed, count))
        {
            list.Add(Describe(context, candidates[position], [.. values.Select(row => row[position])], loss, alike));
        }

        return list;
    }

    private static float Amount(float value, float weight) => float.IsNaN(value) ? 0 : value * weight;

    private static List<(int Position, float Loss, ItemIndex Alike)> Diversify(
        RankingContext context, ReadOnlySpan<ItemIndex> candidates, float[] sums, IReadOnlyList<ItemIndex> placed, int count)
    {
        var similarity = context.Snapshot.Similarity;
        var mu = (float)context.Weights.Diversity;
        var nearest = new (float Likeness, ItemIndex Item)[candidates.Length];
        var taken = new bool[candidates.Length];
        List<(int, float, ItemIndex)> order = [];
        foreach (var item in placed)
        {
            Approach(candidates, item);
        }

        while (order.Count < Math.Min(count, candidates.Length))
        {
            var best = -1;
            for (var i = 0; i < candidates.Length; i++)
            {
                if (!taken[i] && (best < 0 || Score(i) > Score(best)))
                {
                    best = i;
                }
            }

            taken[best] = true;
            order.Add((best, mu * nearest[best].Likeness, nearest[best].Item));
            Approach(candidates, candidates[best]);
        }

        return order;

        float Score(int i) => sums[i] - (mu * nearest[i].Likeness);

        void Approach(ReadOnlySpan<ItemIndex> items, ItemIndex to)
        {
            for (var i = 0; mu > 0 && i < items.Length; i++)
            {
                if (!taken[i] && similarity.Between(items[i], to) is var likeness && likeness > nearest[i].Likeness)
                {
                    nearest[i] = (likeness, to);
                }
            }
        }
    }

    private static RankedItem Describe(RankingContext context, ItemIndex item, float[] values, float loss, ItemIndex alike)
    {
        List<Contribution> contributions = [];
        for (var s = 0; s < values.Length; s++)
        {
            var signal = RankingSignals.All[s];
            var weight = context.Weights.Of(signal);
            if (Amount(values[s], weight) is not 0 and var amount)
            {
                contributions.Add(new Contribution(signal.Key, values[s], weight, amount, signal.Explain(context, item)));
            }
        }

        if (loss > 0)
        {
            var mu = (float)context.Weights.Diversity;
            var catalogue = context.Snapshot.Catalogue;
            contributions.Add(new Contribution(RankingSignals.Variety, -loss / mu, mu, -loss,
                new ItemEvidence(catalogue[alike].Id, catalogue[alike].Title, Signals.SharedTerms.Of(catalogue, item, alike))));
        }

        // Summed in the order in which they are shown, so that the shown numbers give the shown score.
        contributions.Sort((a, b) => b.Amount != a.Amount ? b.Amount.CompareTo(a.Amount) : string.CompareOrdinal(a.Signal, b.Signal));
        return new RankedItem(item, contributions.Sum(contribution => contribution.Amount), contributions) { Features = values };
    }
}
