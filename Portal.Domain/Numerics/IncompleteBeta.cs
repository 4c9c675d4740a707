namespace Portal.Domain.Numerics;

/// <summary>
/// The beta distribution's function, density and quantile. MathNet's lose digits where the parameters are large, because they subtract
/// large logarithms of the gamma function; here these cancel before they are computed (Loader 2000), so that tails keep about 12 digits.
/// </summary>
public static class IncompleteBeta
{
    private const int MostTerms = 10_000;

    /// <summary>P(X ≤ x) for X of the beta distribution, the regularised incomplete beta function I_x(a, b).</summary>
    /// <param name="a">First parameter, above 0.</param>
    /// <param name="b">Second parameter, above 0.</param>
    /// <param name="x">0..1.</param>
    public static double Regularized(double a, double b, double x) => Regularized(a, b, x, 1 - x);

    /// <summary>The same where 1 − <paramref name="x"/> is known to more digits than the difference has.</summary>
    /// <param name="a">First parameter, above 0.</param>
    /// <param name="b">Second parameter, above 0.</param>
    /// <param name="x">0..1.</param>
    /// <param name="y">1 − <paramref name="x"/>.</param>
    public static double Regularized(double a, double b, double x, double y)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(a);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(b);
        if (x <= 0 || y <= 0)
        {
            return x <= 0 ? 0 : 1;
        }

        return x < (a + 1) / (a + b + 2)
            ? Kernel(a, b, x, y) / Fraction(a, b, x, y)
            : 1 - (Kernel(b, a, y, x) / Fraction(b, a, y, x));
    }

    /// <summary>Density of the beta distribution at x.</summary>
    /// <param name="a">First parameter, above 0.</param>
    /// <param name="b">Second parameter, above 0.</param>
    /// <param name="x">Above 0 and below 1.</param>
    /// <param name="y">1 − <paramref name="x"/>.</param>
    public static double Density(double a, double b, double x, double y) => Kernel(a, b, x, y) / (x * y);

    /// <summary>The x below which a share of the distribution lies.</summary>
    /// <param name="a">First parameter, above 0.</param>
    /// <param name="b">Second parameter, above 0.</param>
    /// <param name="share">0..1.</param>
    public static double Quantile(double a, double b, double share)
    {
        if (share <= 0 || share >= 1)
        {
            return share <= 0 ? 0 : 1;
        }

        return RootFinder.Increasing(x => Regularized(a, b, x) - share, x => Density(a, b, x, 1 - x), 0, 1, a / (a + b));
    }

    // xᵃ yᵇ ÷ B(a, b) around its mode: Stirling's main terms are put together before logarithms are taken.
    private static double Kernel(double a, double b, double x, double y)
    {
        var off = (x * b) - (y * a);
        var exponent = (a * Part(off / a, x, a)) + (b * Part(-off / b, y, b))
            + GammaFunction.Binet(a + b) - GammaFunction.Binet(a) - GammaFunction.Binet(b);
        return Math.Exp(exponent) * Math.Sqrt(a / (a + b) * b / Math.Tau);

        // ln(1 + u) − u where 1 + u = share × (a + b) ÷ weight.
        double Part(double u, double share, double weight) =>
            Math.Abs(u) > 0.5 ? Math.Log(share * ((a + b) / weight)) - u : GammaFunction.LogOnePlusMinus(u);
    }

    // The even part of the continued fraction of DLMF 8.17.22 (Didonato and Morris 1992, eq. 9), by the method of Lentz (1976):
    // its terms hold a y − b x as a whole, where 1 − (a + b) x ÷ (a + 1) would cancel.
    private static double Fraction(double a, double b, double x, double y)
    {
        var off = (a * y) - (b * x);
        double fraction = a * (off + 1) / (a + 1), c = fraction, d = 0;
        for (var m = 1; m <= MostTerms; m++)
        {
            var twice = a + (2 * m) - 1;
            var numerator = (a + m - 1) / twice * ((a + b + m - 1) / twice) * m * (b - m) * x * x;
            var denominator = m + (m * (b - m) * x / twice) + ((a + m) * (off + 1 + (m * (1 + y))) / (twice + 2));
            d = 1 / (denominator + (numerator * d));
            c = denominator + (numerator / c);
            fraction *= c * d;
            if (Math.Abs((c * d) - 1) < 1e-15)
            {
                break;
            }
        }

        return fraction;
    }
}
