using MathNet.Numerics;
using Portal.Domain.Experiments.Statistics;

namespace Portal.Domain.Experiments.Interleaving;

/// <summary>
/// Whether one side wins more often than the other, looked at as often as one likes: a mixture of likelihood ratios over a symmetric beta
/// distribution is a martingale if the true share is the assumed one, and so exceeds 1/α at any time only with probability α (Ville 1939;
/// Robbins 1970, "Statistical methods related to the law of the iterated logarithm"; the beta-binomial mixture of Howard, Ramdas, McAuliffe and
/// Sekhon 2021, "Time-uniform, nonparametric, nonasymptotic confidence sequences").
/// </summary>
/// <remarks>It holds exactly, also for few units, if each unit is counted once, in any order that does not depend on who won.</remarks>
public sealed class SignSequence
{
    private const int Halvings = 60;

    private readonly double _shape;
    private readonly double _alpha;

    /// <param name="alpha">Probability of a false alarm over all looks together, in (0, 1).</param>
    /// <param name="planned">
    /// Decided units about which the bound is at its tightest, at least 1; it holds for any other number too. The mixing distribution has
    /// the variance that is best there (Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, arXiv 2103.06476), for a deviation of ½.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public SignSequence(double alpha = 0.05, long planned = 1000)
    {
        if (alpha is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "The probability of a false alarm is between 0 and 1; use 0.05.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(planned, 1);
        _alpha = alpha;
        var logs = -2 * Math.Log(alpha);
        _shape = Math.Max(0.5, ((planned / (logs + Math.Log(logs + 1))) - 1) / 2);
    }

    /// <summary>The always-valid p-value of "both sides win equally often", in (0, 1].</summary>
    /// <param name="wins">Units one side won, at least 0.</param>
    /// <param name="losses">Units the other side won, at least 0.</param>
    public double PValue(long wins, long losses)
    {
        Check(wins, losses);
        return Math.Min(1, Math.Exp(-LogMartingale(wins, losses, 0.5)));
    }

    /// <summary>The share of decided units that the first side wins: covers the truth at all looks together with probability 1 − α.</summary>
    /// <param name="wins">Units one side won, at least 0.</param>
    /// <param name="losses">Units the other side won, at least 0.</param>
    public ConfidenceInterval Interval(long wins, long losses)
    {
        Check(wins, losses);
        return wins + losses == 0 ? new ConfidenceInterval(0, 1) : new ConfidenceInterval(Lowest(wins, losses), 1 - Lowest(losses, wins));
    }

    // The martingale falls towards the observed share and is at most 1 there: between 0 and there it crosses the bound once.
    private double Lowest(long wins, long losses)
    {
        if (wins == 0)
        {
            return 0;
        }

        var (outside, inside) = (0.0, wins / (double)(wins + losses));
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (outside + inside) / 2;
            if (LogMartingale(wins, losses, middle) > -Math.Log(_alpha))
            {
                outside = middle;
            }
            else
            {
                inside = middle;
            }
        }

        return outside;
    }

    private double LogMartingale(long wins, long losses, double share) =>
        SpecialFunctions.BetaLn(_shape + wins, _shape + losses) - SpecialFunctions.BetaLn(_shape, _shape) - Power(wins, share) - Power(losses, 1 - share);

    private static double Power(long count, double share) => count == 0 ? 0 : count * Math.Log(share);

    private static void Check(long wins, long losses)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(wins);
        ArgumentOutOfRangeException.ThrowIfNegative(losses);
    }
}
