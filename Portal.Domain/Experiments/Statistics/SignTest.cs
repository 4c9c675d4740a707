using Portal.Domain.Numerics;

namespace Portal.Domain.Experiments.Statistics;

/// <summary>Whether one of two is preferred by more units, ties left out: the verdict of an interleaving experiment.</summary>
public static class SignTest
{
    /// <summary>Two-sided exact p-value of a look planned beforehand; 1 without wins.</summary>
    /// <param name="firstWins">Units that preferred the first.</param>
    /// <param name="secondWins">Units that preferred the second.</param>
    public static double PValue(long firstWins, long secondWins)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstWins);
        ArgumentOutOfRangeException.ThrowIfNegative(secondWins);
        var (fewer, more) = (Math.Min(firstWins, secondWins), Math.Max(firstWins, secondWins));

        // P(at most so few of all, each by a fair coin) is an incomplete beta function.
        return fewer == more ? 1 : Math.Min(1, 2 * IncompleteBeta.Regularized(more, fewer + 1, 0.5));
    }
}
