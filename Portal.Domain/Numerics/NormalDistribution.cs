using MathNet.Numerics;

namespace Portal.Domain.Numerics;

/// <summary>The normal distribution with mean 0 and deviation 1, exact in both tails.</summary>
public static class NormalDistribution
{
    private const double SquareRootOfTwo = 1.4142135623730950488;

    private static readonly double Height = 1 / Math.Sqrt(Math.Tau);

    /// <summary>P(X ≤ x). For the upper tail take −x.</summary>
    public static double Cdf(double x) => 0.5 * SpecialFunctions.Erfc(-x / SquareRootOfTwo);

    /// <summary>The density at x.</summary>
    public static double Density(double x) => Height * Math.Exp(-0.5 * x * x);

    /// <summary>The x below which a share of the distribution lies; infinite for 0 and 1. For the upper tail take −Quantile(tail).</summary>
    /// <param name="share">0..1.</param>
    public static double Quantile(double share)
    {
        if (!(share >= 0 && share <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, $"The share is {share}; give a number from 0 to 1.");
        }

        return -SquareRootOfTwo * SpecialFunctions.ErfcInv(2 * share);
    }
}
