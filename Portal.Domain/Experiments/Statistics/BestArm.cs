using MathNet.Numerics.Integration;
using Portal.Domain.Numerics;

namespace Portal.Domain.Experiments.Statistics;

/// <summary>Which of several arms is the best, and how many units each should get (a bandit that samples in proportion: Thompson 1933).</summary>
public static class BestArm
{
    // Where a normal distribution does something, in deviations from its mean.
    private static readonly double[] Marks = [-10, -6, -3.5, -2, -1, 0, 1, 2, 3.5, 6, 10];

    /// <summary>Probability of each arm that its mean is the greatest, by numerical integration.</summary>
    /// <param name="means">Mean of the belief about each arm; turn the sign where less is better.</param>
    /// <param name="deviations">Standard deviation of the belief about each arm, above 0.</param>
    /// <returns>One per arm, adding up to 1.</returns>
    public static double[] Probabilities(IReadOnlyList<double> means, IReadOnlyList<double> deviations)
    {
        ArgumentNullException.ThrowIfNull(means);
        ArgumentNullException.ThrowIfNull(deviations);
        if (means.Count != deviations.Count || means.Any(mean => !double.IsFinite(mean)))
        {
            throw new ArgumentException($"There are {means.Count} means and {deviations.Count} deviations; give one of each per arm, all finite.", nameof(means));
        }

        foreach (var deviation in deviations)
        {
            Probability.CheckPositive(deviation, nameof(deviations));
        }

        double[] probabilities = [.. Enumerable.Range(0, means.Count).Select(arm => Chance(arm, means, deviations))];
        var total = probabilities.Sum();
        return [.. probabilities.Select(one => one / total)];
    }

    /// <summary>The weights of the arms for the next units.</summary>
    /// <param name="probabilities">Of each arm to be the best.</param>
    /// <param name="units">What each arm has had.</param>
    /// <param name="floor">No arm gets less, 0 to 1 ÷ arms.</param>
    /// <param name="burnIn">As long as an arm has had fewer units, all get the same.</param>
    public static double[] Weights(IReadOnlyList<double> probabilities, IReadOnlyList<long> units, double floor = 0.01, long burnIn = 100)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentNullException.ThrowIfNull(units);
        var arms = probabilities.Count;
        if (units.Count != arms)
        {
            throw new ArgumentException($"There are {arms} probabilities and {units.Count} counts of units; give one of each per arm.", nameof(units));
        }

        if (!(floor >= 0 && floor * arms <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(floor), floor, $"The floor is {floor} for {arms} arms; give at least 0 and at most {1.0 / arms}.");
        }

        foreach (var probability in probabilities)
        {
            Probability.CheckClosed(probability, nameof(probabilities));
        }

        // What is above the floor is shared in proportion, so that the sum stays 1.
        var total = probabilities.Sum();
        return units.Any(count => count < burnIn) || total == 0
            ? [.. probabilities.Select(_ => 1.0 / arms)]
            : [.. probabilities.Select(one => floor + ((1 - (arms * floor)) * one / total))];
    }

    private static double Chance(int arm, IReadOnlyList<double> means, IReadOnlyList<double> deviations)
    {
        var (mean, deviation) = (means[arm], deviations[arm]);

        // Far below another arm, what matters is far out in the own tail: pieces reach up to all other arms.
        double low = mean - (10 * deviation), high = Math.Max(mean + (10 * deviation), Math.Min(mean + (37 * deviation), means.Max()));
        double[] cuts = [low, high, .. means.Zip(deviations).SelectMany(one => Marks.Select(mark => one.First + (mark * one.Second))).Where(cut => cut > low && cut < high)];
        Array.Sort(cuts);
        double sum = 0;
        for (var piece = 1; piece < cuts.Length; piece++)
        {
            sum += cuts[piece] > cuts[piece - 1] ? GaussLegendreRule.Integrate(At, cuts[piece - 1], cuts[piece], 20) : 0;
        }

        return sum;

        double At(double x)
        {
            var density = NormalDistribution.Density((x - mean) / deviation) / deviation;
            for (var other = 0; other < means.Count; other++)
            {
                density *= other == arm ? 1 : NormalDistribution.Cdf((x - means[other]) / deviations[other]);
            }

            return density;
        }
    }
}
