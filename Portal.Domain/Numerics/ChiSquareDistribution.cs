namespace Portal.Domain.Numerics;

/// <summary>The chi-square distribution with a whole number of degrees of freedom.</summary>
public static class ChiSquareDistribution
{
    /// <summary>P(X &gt; x), exact in the upper tail: a sum of positive terms (Abramowitz and Stegun 1964, 26.4.4 and 26.4.5).</summary>
    /// <param name="x">0 or more.</param>
    /// <param name="degrees">Degrees of freedom, 1 or more.</param>
    public static double Survival(double x, int degrees)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        ArgumentOutOfRangeException.ThrowIfLessThan(degrees, 1);
        var half = 0.5 * x;
        var odd = degrees % 2 == 1;
        var sum = odd ? 2 * NormalDistribution.Cdf(-Math.Sqrt(x)) : Math.Exp(-half);

        // halfᵏ e^(−half) ÷ Γ(k + 1), for k = ½, 1½, … or 1, 2, …
        var term = odd ? Math.Exp(-half) * Math.Sqrt(half / Math.PI) * 2 : Math.Exp(-half) * half;
        for (var k = odd ? 0.5 : 1; k < 0.5 * degrees; k++)
        {
            sum += term;
            term *= half / (k + 1);
        }

        return Math.Min(1, sum);
    }
}
