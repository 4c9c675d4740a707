using Portal.Domain.Numerics;

namespace Portal.Domain.Experiments.Statistics;

/// <summary>
/// A quantile of an arm with its standard error from order statistics: the share of values below it has an error, and the values at both ends of
/// that share's interval tell how far the quantile may be off (the outer interval of Deng, Knoblich and Lu 2018). Values of one unit, e.g. the
/// waiting times of its requests, go together: the share is a ratio of sums over units.
/// </summary>
public static class QuantileEstimator
{
    // The interval whose width gives the error; its confidence hardly matters.
    private static readonly double Reach = -NormalDistribution.Quantile(0.025);

    /// <summary>The quantile of one value per unit.</summary>
    /// <param name="values">In any order.</param>
    /// <param name="quantile">In (0, 1), e.g. 0.5 or 0.95.</param>
    public static QuantileArm OfUnits(ReadOnlySpan<double> values, double quantile)
    {
        Probability.CheckOpen(quantile, nameof(quantile));
        var share = values.Length == 0 ? 0 : Math.Sqrt(quantile * (1 - quantile) / values.Length);
        return Estimate(values, values.Length, quantile, _ => share);
    }

    /// <summary>The quantile of all values of all units.</summary>
    /// <param name="values">In any order.</param>
    /// <param name="units">Number of the unit of each value: 0, 1, … without gaps.</param>
    /// <param name="quantile">In (0, 1).</param>
    public static QuantileArm OfClusters(ReadOnlySpan<double> values, ReadOnlySpan<int> units, double quantile)
    {
        Probability.CheckOpen(quantile, nameof(quantile));
        if (values.Length != units.Length)
        {
            throw new ArgumentException($"There are {values.Length} values of {units.Length} units; give the unit of each value.", nameof(units));
        }

        var count = 0;
        foreach (var unit in units)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(unit, nameof(units));
            count = Math.Max(count, unit + 1);
        }

        double[] own = [.. values];
        int[] unitOf = [.. units];
        return Estimate(values, count, quantile, value => ShareError(own, unitOf, count, value));
    }

    /// <summary>The quantile of sorted values, linear between neighbours.</summary>
    private static double OfSorted(ReadOnlySpan<double> sorted, double quantile)
    {
        var place = quantile * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below])) : sorted[^1];
    }

    private static QuantileArm Estimate(ReadOnlySpan<double> values, int units, double quantile, Func<double, double> shareError)
    {
        double[] sorted = [.. values];
        foreach (var value in sorted)
        {
            if (!double.IsFinite(value))
            {
                return new QuantileArm(units, 0, 0, EffectObstacle.NotFinite);
            }
        }

        if (units < 2)
        {
            return new QuantileArm(units, sorted.Length == 0 ? 0 : OfSorted(Sorted(sorted), quantile), 0, units == 0 ? EffectObstacle.NoUnits : EffectObstacle.TooFewUnits);
        }

        Sorted(sorted);
        var middle = OfSorted(sorted, quantile);
        var reach = Reach * shareError(middle) * sorted.Length;
        var (low, high) = ((int)Math.Floor((quantile * sorted.Length) - reach), (int)Math.Ceiling((quantile * sorted.Length) + reach) + 1);
        return low < 1 || high > sorted.Length
            ? new QuantileArm(units, middle, 0, EffectObstacle.QuantileBeyondData)
            : new QuantileArm(units, middle, (sorted[high - 1] - sorted[low - 1]) / (2 * Reach));
    }

    private static double[] Sorted(double[] values)
    {
        Array.Sort(values);
        return values;
    }

    // Error of the share of values up to a value: delta method for a ratio of sums over units.
    private static double ShareError(double[] values, int[] units, int count, double value)
    {
        var moments = default(ArmMoments);
        var sums = new UnitValues[count];
        for (var i = 0; i < values.Length; i++)
        {
            var sum = sums[units[i]];
            sums[units[i]] = new UnitValues(sum.Value + (values[i] <= value ? 1 : 0), sum.Denominator + 1);
        }

        foreach (var sum in sums)
        {
            moments = moments.Add(sum);
        }

        return Math.Sqrt(ArmSummary.Of(MetricKind.Ratio, moments, cuped: false).SquaredError);
    }
}
