namespace Portal.Domain.Numerics;

/// <summary>Student's t distribution with any positive degrees of freedom, exact in the lower tail (for the upper take −t).</summary>
public static class StudentDistribution
{
    // Above, the transformation to a normal variable is exact to 1e-13.
    private const double Many = 1e7;

    /// <summary>P(T ≤ t).</summary>
    /// <param name="t">Any number.</param>
    /// <param name="degrees">Degrees of freedom, above 0.</param>
    public static double Cdf(double t, double degrees)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(degrees);
        if (double.IsInfinity(t))
        {
            return t < 0 ? 0 : 1;
        }

        if (degrees > Many)
        {
            // Abramowitz and Stegun 1964, 26.7.8.
            return NormalDistribution.Cdf(t * (1 - (0.25 / degrees)) / Math.Sqrt(1 + (0.5 * t / degrees * t)));
        }

        var square = t * t;
        var tail = 0.5 * IncompleteBeta.Regularized(0.5 * degrees, 0.5, degrees / (degrees + square), square / (degrees + square));
        return t < 0 ? tail : 1 - tail;
    }

    /// <summary>The density at t.</summary>
    /// <param name="t">Any number.</param>
    /// <param name="degrees">Degrees of freedom, above 0.</param>
    public static double Density(double t, double degrees)
    {
        // Γ((n+1)/2) ÷ Γ(n/2) by Stirling's formula, whose main terms almost cancel.
        var half = 0.5 * degrees;
        var constant = (half * GammaFunction.LogOnePlus(0.5 / half)) - 0.5 + GammaFunction.Binet(half + 0.5) - GammaFunction.Binet(half);
        return Math.Exp(constant - ((half + 0.5) * GammaFunction.LogOnePlus(t / degrees * t))) / Math.Sqrt(Math.Tau);
    }

    /// <summary>The t below which a share of the distribution lies. For the upper tail take −Quantile(tail).</summary>
    /// <param name="share">Above 0 and below 1.</param>
    /// <param name="degrees">Degrees of freedom, above 0.</param>
    public static double Quantile(double share, double degrees)
    {
        if (!(share > 0 && share < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, $"The share is {share}; give a number above 0 and below 1.");
        }

        if (share >= 0.5)
        {
            return share == 0.5 ? 0 : -Quantile(1 - share, degrees);
        }

        // The tails are heavier than the normal ones: the quantile lies further out.
        var high = NormalDistribution.Quantile(share);
        var low = 2 * high;
        while (Cdf(low, degrees) > share)
        {
            (low, high) = (2 * low, low);
        }

        return RootFinder.Increasing(t => Cdf(t, degrees) - share, t => Density(t, degrees), low, high, high);
    }
}
