using Portal.Domain.Numerics;

namespace Portal.Domain.Experiments.Statistics;

/// <summary>Mixture sequential probability ratio tests of a difference of means, for comparison with other products.</summary>
public static class MixtureRatioTest
{
    /// <summary>Likelihood of the difference under effects from N(0, τ²) over that under none (Johari, Koomen, Pekelis and Walsh 2022).</summary>
    /// <param name="difference">Treatment less control.</param>
    /// <param name="variance">Variance of that difference, above 0.</param>
    /// <param name="mixingVariance">τ², above 0.</param>
    public static double LikelihoodRatio(double difference, double variance, double mixingVariance)
    {
        Probability.CheckPositive(variance, nameof(variance));
        Probability.CheckPositive(mixingVariance, nameof(mixingVariance));
        var all = variance + mixingVariance;
        return Math.Sqrt(variance / all) * Math.Exp(mixingVariance * difference * difference / (2 * variance * all));
    }

    /// <summary>p-value that is valid at every look: 1 over the likelihood ratio, at most 1.</summary>
    /// <inheritdoc cref="LikelihoodRatio" path="/param"/>
    public static double PValue(double difference, double variance, double mixingVariance) => Math.Min(1, 1 / LikelihoodRatio(difference, variance, mixingVariance));

    /// <summary>
    /// The variant that Statsig documents: τ shrinks with the sample, so that the interval is the fixed one times a constant. Simple, but not valid at every look in the strict sense.
    /// </summary>
    /// <param name="difference">Treatment less control.</param>
    /// <param name="controlVariance">Variance between the control arm's units.</param>
    /// <param name="controlUnits">Units, 1 or more.</param>
    /// <param name="treatmentVariance">Variance between the treatment arm's units.</param>
    /// <param name="treatmentUnits">Units, 1 or more.</param>
    /// <param name="alpha">Level, in (0, 1).</param>
    /// <returns>The interval and p-value; everything and 1 when there is no variance.</returns>
    public static (double CriticalValue, ConfidenceInterval Interval, double PValue) Scaled(
        double difference, double controlVariance, long controlUnits, double treatmentVariance, long treatmentUnits, double alpha)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(controlVariance);
        ArgumentOutOfRangeException.ThrowIfNegative(treatmentVariance);
        ArgumentOutOfRangeException.ThrowIfLessThan(controlUnits, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(treatmentUnits, 1);
        Probability.CheckOpen(alpha, nameof(alpha));
        var variance = (controlVariance / controlUnits) + (treatmentVariance / treatmentUnits);
        if (variance == 0)
        {
            return (double.PositiveInfinity, new ConfidenceInterval(double.NegativeInfinity, double.PositiveInfinity), 1);
        }

        var z = -NormalDistribution.Quantile(alpha / 2);
        var tau = z * z * (controlVariance + treatmentVariance) / (controlUnits + treatmentUnits);
        var critical = Math.Sqrt((variance + tau) / tau * ((-2 * Math.Log(alpha / 2)) - Math.Log(variance / (variance + tau))));
        var error = Math.Sqrt(variance);
        return (critical, new ConfidenceInterval(difference - (critical * error), difference + (critical * error)),
            2 * NormalDistribution.Cdf(-Math.Abs(difference) / error * z / critical));
    }
}
