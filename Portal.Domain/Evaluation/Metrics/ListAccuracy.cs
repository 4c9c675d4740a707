namespace Portal.Domain.Evaluation.Metrics;

/// <summary>How well the first k places of one list hit the relevant items; every value lies in 0..1, higher is better.</summary>
/// <remarks>Two conventions of one measure are two properties with two names; never put them in one column.</remarks>
public readonly record struct ListAccuracy
{
    /// <summary><c>hr@k</c>: 1 with at least one hit, else 0.</summary>
    public double Hit { get; private init; }

    /// <summary><c>ndcg@k</c>: discounted gain divided by that of min(k, n) hits in front.</summary>
    public double Ndcg { get; private init; }

    /// <summary><c>ndcg_full@k</c>: divided by the gain of all n hits, not cut at k.</summary>
    public double NdcgFull { get; private init; }

    /// <summary><c>recall@k</c>: hits divided by n.</summary>
    public double Recall { get; private init; }

    /// <summary><c>recall_capped@k</c>: hits divided by min(k, n).</summary>
    public double RecallCapped { get; private init; }

    /// <summary><c>precision@k</c>: hits divided by k, also when the list is shorter.</summary>
    public double Precision { get; private init; }

    /// <summary><c>precision_of_list@k</c>: hits divided by the length of the list; 0 for an empty one.</summary>
    public double PrecisionOfList { get; private init; }

    /// <summary><c>f1@k</c>: harmonic mean of <see cref="Precision"/> and <see cref="Recall"/>, 0 without a hit.</summary>
    public double F1 { get; private init; }

    /// <summary><c>map@k</c>: sum of the precisions at the hits, divided by min(k, n).</summary>
    public double AveragePrecision { get; private init; }

    /// <summary><c>map_full@k</c>: divided by n.</summary>
    public double AveragePrecisionFull { get; private init; }

    /// <summary><c>mrr@k</c>: 1 / rank of the first hit, 0 without one.</summary>
    public double ReciprocalRank { get; private init; }

    /// <summary><c>accuracy@k</c>: share of the candidates that are rightly on or off the list. Dominated by those rightly off it: never decide by it.</summary>
    public double Accuracy { get; private init; }

    /// <summary>Judges a list.</summary>
    /// <param name="list">Distinct items, best first; only the first <paramref name="k"/> count.</param>
    /// <param name="relevant">The n items that should be on it, ascending, at least one.</param>
    /// <param name="candidates">How many items could have been on it.</param>
    /// <param name="k">Length of the list to judge, at least 1.</param>
    /// <exception cref="ArgumentException">Nothing is relevant, or k is below 1.</exception>
    public static ListAccuracy Of(ReadOnlySpan<int> list, ReadOnlySpan<int> relevant, int candidates, int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        if (relevant.IsEmpty)
        {
            throw new ArgumentException("Without a relevant item a list has no accuracy; skip it and count it as skipped.", nameof(relevant));
        }

        list = list[..Math.Min(k, list.Length)];
        var (n, capped, hits, first) = (relevant.Length, Math.Min(k, relevant.Length), 0, -1);
        double gain = 0, precisions = 0;
        for (var rank = 0; rank < list.Length; rank++)
        {
            if (relevant.BinarySearch(list[rank]) >= 0)
            {
                hits++;
                first = first < 0 ? rank : first;
                gain += Gains.At(rank);
                precisions += (double)hits / (rank + 1);
            }
        }

        var rightlyOff = candidates - list.Length - n + hits;
        return new ListAccuracy
        {
            Hit = hits > 0 ? 1 : 0,
            Ndcg = gain / Gains.Ideal(capped),
            NdcgFull = gain / Gains.Ideal(n),
            Recall = (double)hits / n,
            RecallCapped = (double)hits / capped,
            Precision = (double)hits / k,
            PrecisionOfList = list.IsEmpty ? 0 : (double)hits / list.Length,
            F1 = HarmonicMean((double)hits / k, (double)hits / n),
            AveragePrecision = precisions / capped,
            AveragePrecisionFull = precisions / n,
            ReciprocalRank = first < 0 ? 0 : 1.0 / (first + 1),
            Accuracy = candidates > 0 ? Math.Max(0, hits + rightlyOff) / (double)candidates : 0,
        };
    }

    internal static double HarmonicMean(double precision, double recall) => precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
}
