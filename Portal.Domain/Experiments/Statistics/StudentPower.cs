using MathNet.Numerics.Integration;
using Portal.Domain.Numerics;

namespace Portal.Domain.Experiments.Statistics;

/// <summary>
/// Power of the two-sample t test, by the non-central t distribution (Cohen 1988). Effects are in standard deviations between units.
/// Numbers of units may be fractions.
/// </summary>
public static class StudentPower
{
    private const double MostUnits = 1e15;

    /// <summary>Probability that the test claims an effect of this size.</summary>
    /// <param name="effectSize">True difference of the means ÷ standard deviation between units; one-sided, positive when it lies where it is looked for.</param>
    /// <param name="controlUnits">Units of the control arm, 2 or more.</param>
    /// <param name="treatmentUnits">Units of the treatment arm, 2 or more.</param>
    /// <param name="alpha">Level of the test, in (0, 1).</param>
    /// <param name="oneSided">Whether effects of one sign only are looked for.</param>
    public static double Power(double effectSize, double controlUnits, double treatmentUnits, double alpha, bool oneSided = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(controlUnits, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(treatmentUnits, 2);
        Probability.CheckOpen(alpha, nameof(alpha));
        if (!double.IsFinite(effectSize))
        {
            throw new ArgumentOutOfRangeException(nameof(effectSize), effectSize, $"The effect size is {effectSize}; give a finite number of standard deviations.");
        }

        var degrees = controlUnits + treatmentUnits - 2;
        var shift = effectSize * Math.Sqrt(controlUnits / (controlUnits + treatmentUnits) * treatmentUnits);
        var critical = -StudentDistribution.Quantile(oneSided ? alpha : alpha / 2, degrees);
        return Above(critical, degrees, shift) + (oneSided ? 0 : Above(critical, degrees, -shift));
    }

    /// <summary>Units that each of two equal arms needs.</summary>
    /// <param name="effectSize">The least effect worth finding, in standard deviations; not 0.</param>
    /// <param name="alpha">Level of the test, in (0, 1).</param>
    /// <param name="power">Probability to find it, above alpha and below 1.</param>
    /// <param name="oneSided">Whether effects of one sign only are looked for.</param>
    /// <returns>2 or more, not rounded; ∞ beyond 1e15.</returns>
    public static double UnitsPerArm(double effectSize, double alpha, double power, bool oneSided = false)
    {
        Check(alpha, power);
        var size = Math.Abs(effectSize);
        Probability.CheckPositive(size, nameof(effectSize));
        double low = 2, high = 2;
        for (; Power(size, high, high, alpha, oneSided) < power; high *= 2)
        {
            if (high > MostUnits)
            {
                return double.PositiveInfinity;
            }

            low = high;
        }

        return high == 2 ? 2 : RootFinder.Increasing(units => Power(size, units, units, alpha, oneSided) - power, low, high);
    }

    /// <summary>The least effect that is found with this power, in standard deviations.</summary>
    /// <param name="controlUnits">Units of the control arm, 2 or more.</param>
    /// <param name="treatmentUnits">Units of the treatment arm, 2 or more.</param>
    /// <param name="alpha">Level of the test, in (0, 1).</param>
    /// <param name="power">Probability to find it, above alpha and below 1.</param>
    /// <param name="oneSided">Whether effects of one sign only are looked for.</param>
    public static double DetectableEffect(double controlUnits, double treatmentUnits, double alpha, double power, bool oneSided = false)
    {
        Check(alpha, power);
        var high = 1.0;
        while (Power(high, controlUnits, treatmentUnits, alpha, oneSided) < power)
        {
            high *= 2;
        }

        return RootFinder.Increasing(effect => Power(effect, controlUnits, treatmentUnits, alpha, oneSided) - power, 0, high);
    }

    internal static void Check(double alpha, double power)
    {
        Probability.CheckOpen(alpha, nameof(alpha));
        Probability.CheckOpen(power, nameof(power));
        if (power <= alpha)
        {
            throw new ArgumentOutOfRangeException(nameof(power), power, $"The power is {power}, no more than alpha, {alpha}, which no data at all reach; give e.g. 0.8.");
        }
    }

    // P(T > critical) for the non-central t distribution: the mean over what the standard deviation may be estimated as.
    private static double Above(double critical, double degrees, double shift)
    {
        var half = degrees / 2;
        var scale = Math.Exp(Math.Log(2) - GammaFunction.Binet(half)) * Math.Sqrt(half / Math.Tau);
        var reach = 10 / Math.Sqrt(2 * degrees);
        var (low, high) = (Math.Max(0, 1 - reach), 1 + reach);
        const int Panels = 12;
        double sum = 0;
        for (var panel = 0; panel < Panels; panel++)
        {
            sum += GaussLegendreRule.Integrate(At, low + ((high - low) * panel / Panels), low + ((high - low) * (panel + 1) / Panels), 20);
        }

        return Math.Clamp(sum, 0, 1);

        double At(double s) => scale / s * Math.Exp(half * GammaFunction.LogOnePlusMinus((s * s) - 1)) * NormalDistribution.Cdf(shift - (critical * s));
    }
}
