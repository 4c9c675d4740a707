namespace Portal.Domain.Experiments.Assignment;

/// <summary>Which part of [0, 1) belongs to which variant, by the rules of the GrowthBook specification.</summary>
public static class BucketRanges
{
    // Within this distance from 1 the specification takes a sum of weights for one.
    private const double SumTolerance = 0.01;

    /// <summary>The same weight for each variant; empty for less than one.</summary>
    public static double[] EqualWeights(int variants)
    {
        var weights = new double[Math.Max(variants, 0)];
        Array.Fill(weights, 1.0 / Math.Max(variants, 1));
        return weights;
    }

    /// <summary>
    /// The ranges of the variants. Each begins where the weights before it end, whatever the coverage: raising the coverage lengthens ranges and moves nobody who is in.
    /// </summary>
    /// <param name="variants">How many there are.</param>
    /// <param name="coverage">The share of units that take part; what lies outside 0..1 counts as its nearest end.</param>
    /// <param name="weights">
    /// One per variant, with the sum 1. Others are replaced by equal ones, as the specification asks; <see cref="ExperimentCheck"/> refuses them before that.
    /// </param>
    public static BucketRange[] Of(int variants, double coverage, IReadOnlyList<double>? weights)
    {
        coverage = Math.Clamp(coverage, 0, 1);
        if (weights is null || weights.Count != variants || weights.Sum() is not (>= 1 - SumTolerance and <= 1 + SumTolerance))
        {
            weights = EqualWeights(variants);
        }

        var ranges = new BucketRange[weights.Count];
        double start = 0;
        for (var i = 0; i < ranges.Length; i++)
        {
            ranges[i] = new(start, start + (coverage * weights[i]));
            start += weights[i];
        }

        return ranges;
    }

    /// <summary>The first range that contains the bucket; −1 for none.</summary>
    public static int Choose(double bucket, ReadOnlySpan<BucketRange> ranges)
    {
        for (var i = 0; i < ranges.Length; i++)
        {
            if (ranges[i].Contains(bucket))
            {
                return i;
            }
        }

        return -1;
    }
}
