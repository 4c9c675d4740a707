using Portal.Domain.Numerics;

namespace Portal.Domain.Experiments.Statistics;

/// <summary>
/// The normal mixture boundary of a sum with known variance (Howard, Ramdas, McAuliffe and Sekhon 2021; Robbins 1970), the older
/// alternative to <see cref="ConfidenceSequence"/>. v is the variance of the sum: for a mean of n units in units of its error, v = n.
/// </summary>
/// <param name="Rho">Where the boundary is tightest, see <see cref="TwoSided"/> and <see cref="OneSided"/>.</param>
/// <param name="IsOneSided">Whether only large sums are looked for.</param>
public readonly record struct NormalMixture(double Rho, bool IsOneSided)
{
    /// <summary>The two-sided mixture that is tightest where the variance of the sum is <paramref name="v"/>.</summary>
    /// <param name="v">Above 0.</param>
    /// <param name="alpha">Level, in (0, 1).</param>
    public static NormalMixture TwoSided(double v, double alpha)
    {
        Probability.CheckPositive(v, nameof(v));
        Probability.CheckOpen(alpha, nameof(alpha));
        var log = -2 * Math.Log(alpha);
        return new NormalMixture(v / (log + Math.Log(1 + log)), false);
    }

    /// <summary>The one-sided mixture that is nearly tightest where the variance of the sum is <paramref name="v"/>.</summary>
    /// <param name="v">Above 0.</param>
    /// <param name="alpha">Level, in (0, 0.5).</param>
    public static NormalMixture OneSided(double v, double alpha)
    {
        Probability.CheckOpen(2 * alpha, "2 × alpha");
        return TwoSided(v, 2 * alpha) with { IsOneSided = true };
    }

    /// <summary>Logarithm of the mixture martingale: large when a sum without drift would hardly get so far.</summary>
    /// <param name="sum">The sum.</param>
    /// <param name="v">Its variance, 0 or more.</param>
    public double LogMixture(double sum, double v)
    {
        var all = v + Rho;
        var log = (0.5 * Math.Log(Rho / all)) + (sum * sum / (2 * all));
        return IsOneSided ? log + Math.Log(2 * NormalDistribution.Cdf(sum / Math.Sqrt(all))) : log;
    }

    /// <summary>What the sum stays below (two-sided: its absolute value) at all times, but for a probability of alpha.</summary>
    /// <param name="v">Variance of the sum, above 0.</param>
    /// <param name="alpha">Level, in (0, 1).</param>
    public double Bound(double v, double alpha)
    {
        Probability.CheckPositive(v, nameof(v));
        Probability.CheckOpen(alpha, nameof(alpha));
        var all = v + Rho;
        var twoSided = Math.Sqrt(all * (Math.Log(all / Rho) - (2 * Math.Log(alpha))));
        if (!IsOneSided)
        {
            return twoSided;
        }

        // Twice as much is added by the mixture at most: the bound lies between 0 and the two-sided one, or below 0 at loose levels.
        var (mixture, target) = (this, -Math.Log(alpha));
        return RootFinder.Increasing(sum => mixture.LogMixture(sum, v) - target, 0, twoSided);
    }

    /// <summary>The confidence sequence of an estimate after <paramref name="units"/> units (the form that Eppo documents): two-sided mixtures only.</summary>
    /// <param name="units">Above 0.</param>
    /// <param name="alpha">Level, in (0, 1).</param>
    /// <returns>How far it reaches, in standard errors.</returns>
    public double HalfWidth(double units, double alpha) => Bound(units, alpha) / Math.Sqrt(units);
}
