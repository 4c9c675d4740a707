using Portal.Domain.Numerics;

namespace Portal.Domain.Experiments.Statistics;

/// <summary>Power of the test of two proportions, by the arcsine transformation (Cohen 1988).</summary>
public static class ProportionPower
{
    /// <summary>Cohen's h: the difference of both after a transformation under which all have the same variance.</summary>
    /// <param name="control">The control arm's proportion, 0..1.</param>
    /// <param name="treatment">The treatment arm's, 0..1.</param>
    public static double EffectSize(double control, double treatment)
    {
        Probability.CheckClosed(control, nameof(control));
        Probability.CheckClosed(treatment, nameof(treatment));
        return 2 * (Math.Asin(Math.Sqrt(treatment)) - Math.Asin(Math.Sqrt(control)));
    }

    /// <summary>Probability that a two-sided test claims an effect of this size.</summary>
    /// <param name="effectSize">Cohen's h.</param>
    /// <param name="controlUnits">Units of the control arm, above 0.</param>
    /// <param name="treatmentUnits">Units of the treatment arm, above 0.</param>
    /// <param name="alpha">Level of the test, in (0, 1).</param>
    public static double Power(double effectSize, double controlUnits, double treatmentUnits, double alpha)
    {
        Probability.CheckPositive(controlUnits, nameof(controlUnits));
        Probability.CheckPositive(treatmentUnits, nameof(treatmentUnits));
        Probability.CheckOpen(alpha, nameof(alpha));
        return AtShift(effectSize * Math.Sqrt(controlUnits / (controlUnits + treatmentUnits) * treatmentUnits), alpha);
    }

    /// <summary>Units that each of two equal arms needs, not rounded.</summary>
    /// <param name="effectSize">Cohen's h of the least effect worth finding, not 0.</param>
    /// <param name="alpha">Level of the test, in (0, 1).</param>
    /// <param name="power">Probability to find it, above alpha and below 1.</param>
    public static double UnitsPerArm(double effectSize, double alpha, double power)
    {
        StudentPower.Check(alpha, power);
        var size = Math.Abs(effectSize);
        Probability.CheckPositive(size, nameof(effectSize));
        var most = NormalDistribution.Quantile(power) - NormalDistribution.Quantile(alpha / 2);
        var shift = RootFinder.Increasing(at => AtShift(at, alpha) - power, 0, most);
        return 2 * (shift / size) * (shift / size);
    }

    private static double AtShift(double shift, double alpha)
    {
        var z = NormalDistribution.Quantile(alpha / 2);
        return NormalDistribution.Cdf(z + shift) + NormalDistribution.Cdf(z - shift);
    }
}
