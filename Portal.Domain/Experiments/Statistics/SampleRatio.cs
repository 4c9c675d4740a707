using Portal.Domain.Numerics;

namespace Portal.Domain.Experiments.Statistics;

/// <summary>Whether units fell to the arms as they were meant to (sample ratio mismatch: Fabijan et al. 2019).</summary>
public static class SampleRatio
{
    /// <summary>The level at which a mismatch is usually called: 0.001.</summary>
    public const double UsualAlpha = 0.001;

    /// <summary>
    /// Pearson's chi-square test. Arms with weight 0 count neither in the sum nor in the degrees of freedom; their units are a fault of
    /// their own that no ratio tells.
    /// </summary>
    /// <param name="counts">Units of each arm.</param>
    /// <param name="weights">Planned weight of each arm, 0 or more, in any unit.</param>
    /// <returns>p-value, 0..1; 1 when there are no units or fewer than two arms.</returns>
    /// <exception cref="ArgumentException">Counts and weights do not fit together.</exception>
    public static double PValue(IReadOnlyList<long> counts, IReadOnlyList<double> weights)
    {
        var shares = Shares(counts, weights);
        var arms = shares.Count(share => share > 0);
        var units = counts.Where((_, arm) => shares[arm] > 0).Sum();
        if (arms < 2 || units == 0)
        {
            return 1;
        }

        var sum = shares.Zip(counts).Where(arm => arm.First > 0).Sum(arm => (arm.Second - (units * arm.First)) * (arm.Second - (units * arm.First)) / (units * arm.First));
        return ChiSquareDistribution.Survival(sum, arms - 1);
    }

    internal static double[] Shares(IReadOnlyList<long> counts, IReadOnlyList<double> weights)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(weights);
        if (counts.Count != weights.Count)
        {
            throw new ArgumentException($"There are {counts.Count} counts and {weights.Count} weights; give one of each per arm.", nameof(weights));
        }

        if (counts.Any(count => count < 0))
        {
            throw new ArgumentOutOfRangeException(nameof(counts), counts.First(count => count < 0), $"A count is {counts.First(count => count < 0)}; give 0 or more units.");
        }

        if (weights.FirstOrDefault(weight => !double.IsFinite(weight) || weight < 0) is var wrong && wrong != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(weights), wrong, $"A weight is {wrong}; give finite weights of 0 or more.");
        }

        var total = weights.Sum();
        if (total <= 0)
        {
            throw new ArgumentException($"The weights add up to {total}; give at least one arm a weight above 0.", nameof(weights));
        }

        return [.. weights.Select(weight => weight / total)];
    }
}
