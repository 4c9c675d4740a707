namespace Portal.Domain.Experiments.Statistics;

/// <summary>
/// Caps extreme values, so that a few units do not decide an experiment. The threshold is taken over all arms together: one of its own for
/// each arm would cap what the treatment does.
/// </summary>
public static class Winsorising
{
    /// <summary>The value that a share of all units does not exceed (linear between neighbours).</summary>
    /// <param name="arms">The values of each arm's units; those that are not finite are left out.</param>
    /// <param name="percentile">The share, in (0, 1), e.g. 0.99.</param>
    /// <param name="positiveOnly">Whether only values above 0 count: where most units have none, the threshold would be 0 otherwise, and cap everything.</param>
    /// <returns>The threshold; null when no value counts, and nothing is to be capped.</returns>
    public static double? Threshold(IEnumerable<IEnumerable<double>> arms, double percentile, bool positiveOnly)
    {
        ArgumentNullException.ThrowIfNull(arms);
        Probability.CheckOpen(percentile, nameof(percentile));
        double[] values = [.. arms.SelectMany(arm => arm).Where(value => double.IsFinite(value) && (!positiveOnly || value > 0))];
        Array.Sort(values);
        return values.Length == 0 ? null : QuantileEstimator.OfSorted(values, percentile);
    }

    /// <summary>The value, or the threshold if that is less.</summary>
    /// <param name="value">Of a unit.</param>
    /// <param name="threshold">Of <see cref="Threshold"/>.</param>
    public static double Cap(double value, double? threshold) => threshold is { } most && value > most ? most : value;
}
