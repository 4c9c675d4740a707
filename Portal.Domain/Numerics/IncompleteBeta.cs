namespace Portal.Domain.Numerics;

/// <summary>
/// The beta distribution's function, density and quantile. MathNet's lose digits where the parameters are large, because they subtract
/// large logarithms of the gamma function; here these cancel before they are computed (Loader 2000), so that tails keep about 12 digits.
/// </summary>
public static class IncompleteBeta
{
    private const int MostTerms = 200_000;

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
            ? Kernel(a, b, x, y) / a * Fraction(a, b, x)
            : 1 - (Kernel(b, a, y, x) / b * Fraction(b, a, y));
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

    // The continued fraction of DLMF 8.17.22, by the method of Lentz (1976).
    private static double Fraction(double a, double b, double x)
    {
        const double Tiny = 1e-300;
        static double Away(double value) => Math.Abs(value) < Tiny ? Tiny : value;

        var c = 1.0;
        var d = 1 / Away(1 - ((a + b) * x / (a + 1)));
        var h = d;
        for (var m = 1; m <= MostTerms; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / Away(1 + (even * d));
            c = Away(1 + (even / c));
            h *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / Away(1 + (odd * d));
            c = Away(1 + (odd / c));
            h *= d * c;
            if (Math.Abs((d * c) - 1) < 1e-16)
            {
                break;
            }
        }

        return h;
    }
}
