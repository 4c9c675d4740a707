using System.Runtime.InteropServices;
using Portal.Domain.Experiments.Statistics;
using Portal.Domain.Numerics;

namespace Portal.Domain.Experiments.Analysis;

/// <summary>
/// Counts of numbers of either sign in buckets whose bounds grow by the same factor, so that a quantile is off by at most a share of itself,
/// and the sum of two sketches is the sketch of both (DDSketch: Masson, Rim and Lee 2019). Within a bucket numbers count as evenly spread, so
/// that close quantiles of many numbers differ as the density has it. Memory grows with the logarithm of the range, not with the numbers.
/// </summary>
/// <remarks>Not thread-safe. What is nearer to 0 than <see cref="Least"/> counts as 0.</remarks>
internal sealed class QuantileSketch
{
    public const double Least = 1e-9;

    /// <summary>Error of what is only shown.</summary>
    public const double CoarseError = 0.02;

    /// <summary>Error of what quantiles are compared by: fine enough for the difference of two.</summary>
    public const double FineError = 0.001;

    // The interval whose width gives the error of a quantile.
    private static readonly double Reach = -NormalDistribution.Quantile(0.025);

    private readonly double _logFactor;

    // Bucket k > 0 holds numbers in (factor^(k−1), factor^k] × Least, −k their negatives, 0 holds 0.
    private readonly Dictionary<int, long> _counts = [];

    /// <param name="relativeError">Largest error of a quantile as a share of it, in (0, 1).</param>
    public QuantileSketch(double relativeError) => _logFactor = Math.Log((1 + relativeError) / (1 - relativeError));

    /// <summary>How many numbers were added.</summary>
    public long Count { get; private set; }

    /// <summary>The least number; infinite when there is none.</summary>
    public double Minimum { get; private set; } = double.PositiveInfinity;

    /// <summary>The greatest number; negatively infinite when there is none.</summary>
    public double Maximum { get; private set; } = double.NegativeInfinity;

    /// <summary>Adds a finite number.</summary>
    public void Add(double value)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(_counts, Bucket(value), out _)++;
        Count++;
        (Minimum, Maximum) = (Math.Min(Minimum, value), Math.Max(Maximum, value));
    }

    /// <summary>Adds all numbers of a sketch of the same error.</summary>
    public void Add(QuantileSketch other)
    {
        foreach (var (bucket, count) in other._counts)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_counts, bucket, out _) += count;
        }

        Count += other.Count;
        (Minimum, Maximum) = (Math.Min(Minimum, other.Minimum), Math.Max(Maximum, other.Maximum));
    }

    /// <summary>Numbers at each of the shares, ascending, of all numbers; NaN when there are none.</summary>
    public double[] Quantiles(params ReadOnlySpan<double> shares)
    {
        var values = new double[shares.Length];
        Array.Fill(values, double.NaN);
        var (at, below) = (0, 0L);
        foreach (var (bucket, count) in _counts.OrderBy(entry => entry.Key))
        {
            for (; at < shares.Length && shares[at] * Count <= below + count; at++)
            {
                var (low, high) = Bounds(bucket);
                values[at] = Math.Clamp(low + ((high - low) * (((shares[at] * Count) - below) / count)), Minimum, Maximum);
            }

            below += count;
        }

        for (; at < shares.Length && Count > 0; at++)
        {
            values[at] = Maximum;
        }

        return values;
    }

    /// <summary>A quantile and its error, from the numbers at both ends of the interval of the share below it, as <see cref="QuantileEstimator"/> has it of sorted numbers.</summary>
    /// <param name="quantile">In (0, 1).</param>
    public QuantileArm Estimate(double quantile)
    {
        if (Count < 2)
        {
            return new QuantileArm(Count, Count == 0 ? 0 : Maximum, 0, Count == 0 ? EffectObstacle.NoUnits : EffectObstacle.TooFewUnits);
        }

        var reach = Reach * Math.Sqrt(quantile * (1 - quantile) / Count);
        var ends = Quantiles(quantile - reach, quantile, quantile + reach);
        return (quantile - reach) * Count < 1 || (quantile + reach) * Count > Count - 1
            ? new QuantileArm(Count, ends[1], 0, EffectObstacle.QuantileBeyondData)
            : new QuantileArm(Count, ends[1], (ends[2] - ends[0]) / (2 * Reach));
    }

    /// <summary>How many numbers lie in each of the ranges between bounds, the last one's upper bound included; buckets are divided evenly.</summary>
    /// <param name="bounds">Ascending, at least two.</param>
    public double[] Histogram(ReadOnlySpan<double> bounds)
    {
        var bins = new double[bounds.Length - 1];
        foreach (var (bucket, count) in _counts)
        {
            var (low, high) = Bounds(bucket);
            (low, high) = (Math.Max(low, Minimum), Math.Min(high, Maximum));
            for (var bin = 0; bin < bins.Length; bin++)
            {
                var last = bin == bins.Length - 1;
                bins[bin] += high > low
                    ? count * Math.Max(0, Math.Min(high, bounds[bin + 1]) - Math.Max(low, bounds[bin])) / (high - low)
                    : low >= bounds[bin] && (low < bounds[bin + 1] || last) ? count : 0;
            }
        }

        return bins;
    }

    private int Bucket(double value) => Math.Abs(value) < Least ? 0 : Math.Sign(value) * ((int)Math.Max(0, Math.Ceiling(Math.Log(Math.Abs(value) / Least) / _logFactor)) + 1);

    private (double Low, double High) Bounds(int bucket)
    {
        if (bucket == 0)
        {
            return (0, 0);
        }

        var high = Least * Math.Exp((Math.Abs(bucket) - 1) * _logFactor);
        var low = high * Math.Exp(-_logFactor);
        return bucket > 0 ? (low, high) : (-high, -low);
    }
}
