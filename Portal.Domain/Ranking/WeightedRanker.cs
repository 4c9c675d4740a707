using Portal.Domain.Catalogue;

namespace Portal.Domain.Ranking;

/// <summary>
/// Weighted sum of the signals, each as far as its evidence reaches, then greedy re-ranking (see
/// <see cref="Reranking.GreedySelection"/>). What the re-ranking adds is a contribution like the others.
/// </summary>
public static class WeightedRanker
{
    /// <summary>Ranks the candidates and returns the first <paramref name="count"/>.</summary>
    /// <param name="context">The request.</param>
    /// <param name="candidates">Distinct items, all allowed.</param>
    /// <param name="placed">Items already on the person's list, which the new ones continue.</param>
    /// <param name="count">How many to return.</param>
    /// <param name="everyFeature">Whether the ranked items tell what signals that are switched off would say, too (<see cref="RankedItem.Features"/>).</param>
    public static IReadOnlyList<RankedItem> Rank(RankingContext context, ItemIndex[] candidates, IReadOnlyList<ItemIndex> placed, int count, bool everyFeature = false)
    {
        var rows = RankingSignals.All.Select(signal => SignalRow.Of(context, signal, context.Weights.Of(signal), candidates)).ToArray();
        var sums = new double[candidates.Length];
        foreach (var row in rows)
        {
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] += row.Amount(i);
            }
        }

        var picks = Reranking.GreedySelection.Select(candidates, sums, ListPlan.For(context, candidates, placed, count), count);
        var features = Features(context, rows, candidates, picks, everyFeature);
        return [.. picks.Select((pick, place) => Describe(context, candidates[pick.Candidate], rows, pick) with { Features = features[place], Propensity = pick.Propensity })];
    }

    // What is switched off was not computed for the candidates; for the few that come on the list it is cheap.
    private static float[][] Features(RankingContext context, SignalRow[] rows, ItemIndex[] candidates, List<Reranking.Pick> picks, bool everyFeature)
    {
        ItemIndex[] picked = [.. picks.Select(pick => candidates[pick.Candidate])];
        float[][] features = [.. picks.Select(_ => new float[rows.Length])];
        for (var s = 0; s < rows.Length; s++)
        {
            var row = rows[s].Weight > 0 ? rows[s] : everyFeature ? SignalRow.Of(context, rows[s].Signal, 1, picked) : null;
            for (var place = 0; place < picked.Length; place++)
            {
                features[place][s] = row?.Feature(rows[s].Weight > 0 ? picks[place].Candidate : place) ?? float.NaN;
            }
        }

        return features;
    }

    private static RankedItem Describe(RankingContext context, ItemIndex item, SignalRow[] rows, Reranking.Pick pick)
    {
        List<Contribution> contributions = [];
        foreach (var row in rows)
        {
            if (row.Amount(pick.Candidate) != 0)
            {
                contributions.Add(Contribution.Of(
                    row.Signal.Key, row.Values[pick.Candidate], row.Weight, row.Gates[pick.Candidate], row.Signal.Explain(context, item)));
            }
        }

        foreach (var (term, value, evidence) in pick.Parts)
        {
            if (Contribution.Of(term.Key, value, term.Weight, term.Gate, evidence) is { Amount: not 0 } contribution)
            {
                contributions.Add(contribution);
            }
        }

        if (pick.Exploration is { } part)
        {
            contributions.Add(Contribution.Of(RankingSignals.Exploration, part.Value, part.Weight, 1, part.Evidence));
        }

        return RankedItem.Of(item, contributions, pick.Exploration is not null);
    }

    private sealed record SignalRow(ISignal Signal, float Weight, float[] Values, float[] Gates)
    {
        public static SignalRow Of(RankingContext context, ISignal signal, float weight, ItemIndex[] candidates)
        {
            SignalRow row = new(signal, weight, new float[candidates.Length], new float[candidates.Length]);

            // One that is switched off is not computed either.
            if (row.Weight > 0)
            {
                signal.Score(context, candidates, row.Values);
                signal.Gate(context, candidates, row.Gates);
            }

            return row;
        }

        public float Feature(int i) => Values[i] * Gates[i];

        public float Amount(int i) => Contribution.AmountOf(Values[i], Weight, Gates[i]);
    }
}
