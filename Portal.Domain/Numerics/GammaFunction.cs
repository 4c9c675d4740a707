namespace Portal.Domain.Numerics;

/// <summary>The logarithm of the gamma function in parts, so that differences of large ones keep their digits.</summary>
public static class GammaFunction
{
    // Coefficients of 1/x, 1/x³, … (Abramowitz and Stegun 1964, 6.1.40).
    private static readonly double[] Series = [1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156];

    /// <summary>
    /// ln Γ(x) − [(x − ½) ln x − x + ½ ln 2π], what Stirling's formula leaves out (Binet's function). Absolute error about 1e-15.
    /// </summary>
    /// <param name="x">Above 0.</param>
    public static double Binet(double x)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(x);
        double below = 0;
        for (; x < 10; x++)
        {
            below += ((x + 0.5) * Math.Log(1 + (1 / x))) - 1;
        }

        double sum = 0, square = 1 / (x * x);
        for (var k = Series.Length - 1; k >= 0; k--)
        {
            sum = (sum * square) + Series[k];
        }

        return below + (sum / x);
    }

    /// <summary>ln(1 + u) − u without losing the digits that both have in common.</summary>
    /// <param name="u">Above −1.</param>
    public static double LogOnePlusMinus(double u)
    {
        if (Math.Abs(u) > 0.5)
        {
            return Math.Log(1 + u) - u;
        }

        // ln(1 + u) = 2 artanh(r), r = u ÷ (2 + u), and u = 2r + ur.
        double r = u / (2 + u), square = r * r, power = r * square, sum = 0;
        for (var k = 3; k < 60 && Math.Abs(power) > 1e-18 * square; k += 2)
        {
            sum += power / k;
            power *= square;
        }

        return (2 * sum) - (u * r);
    }

    /// <summary>ln(1 + u) to full relative precision.</summary>
    /// <param name="u">Above −1.</param>
    public static double LogOnePlus(double u) => Math.Abs(u) > 0.5 ? Math.Log(1 + u) : u + LogOnePlusMinus(u);
}
