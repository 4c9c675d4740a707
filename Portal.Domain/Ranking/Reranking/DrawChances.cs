using System.Collections.Concurrent;
using MathNet.Numerics;

namespace Portal.Domain.Ranking.Reranking;

/// <summary>One of those among whom a place is drawn.</summary>
/// <param name="Sum">The sum of its signals.</param>
/// <param name="Draw">The distribution of its appeal.</param>
internal readonly record struct Entrant(double Sum, BetaTable Draw);

/// <summary>The distribution function of a beta distribution, tabulated.</summary>
internal sealed class BetaTable
{
    private const int Steps = 128;

    private readonly double[] _below = new double[Steps + 1];

    public BetaTable(double a, double b)
    {
        Mean = a / (a + b);
        for (var i = 0; i <= Steps; i++)
        {
            _below[i] = SpecialFunctions.BetaRegularized(a, b, (double)i / Steps);
        }
    }

    public double Mean { get; }

    /// <summary>Probability of a draw of at most this much.</summary>
    public double Below(double draw)
    {
        if (draw >= 1)
        {
            return 1;
        }

        var at = Math.Max(0, draw) * Steps;
        var step = (int)at;
        return _below[step] + ((at - step) * (_below[step + 1] - _below[step]));
    }

    /// <summary>The draw that a share of all draws does not exceed.</summary>
    public double Quantile(double share)
    {
        var found = Array.BinarySearch(_below, share);
        var step = Math.Clamp(found >= 0 ? found : ~found - 1, 0, Steps - 1);
        var rise = _below[step + 1] - _below[step];
        return (step + (rise > 0 ? Math.Clamp((share - _below[step]) / rise, 0, 1) : 0)) / Steps;
    }
}

/// <summary>
/// With what probability one of several is drawn, when each one's total is its sum plus a weight times what its draw exceeds its
/// expectation by. Not sampled: the winner's own draw is integrated over, in <see cref="Points"/> slices of equal probability, and
/// in each the others lose with the product of their distribution functions. Right to about a percentage point.
/// </summary>
internal static class DrawChances
{
    /// <summary>Slices of the winner's own draw.</summary>
    public const int Points = 32;

    private const double Nothing = 1e-9;
    private const int MostTables = 4096;

    // The shapes come from small counts and one mean for the whole portal: a few dozen, until the mean changes.
    private static readonly ConcurrentDictionary<(double, double), BetaTable> Tables = new();

    /// <summary>The table of a shape.</summary>
    public static BetaTable TableOf(double a, double b)
    {
        if (Tables.Count > MostTables)
        {
            Tables.Clear();
        }

        return Tables.GetOrAdd((a, b), static shape => new BetaTable(shape.Item1, shape.Item2));
    }

    /// <summary>The probability, 0..1.</summary>
    /// <param name="winner">Its place among those who may be drawn.</param>
    /// <param name="all">All who may be drawn; of equal totals the first wins. Fastest with the highest sums first.</param>
    /// <param name="weight">What a draw counts, above 0.</param>
    public static double Of(int winner, ReadOnlySpan<Entrant> all, double weight)
    {
        var (sum, draw) = all[winner];
        double chance = 0;
        for (var point = 0; point < Points; point++)
        {
            var total = sum + (weight * Math.Max(0, draw.Quantile((point + 0.5) / Points) - draw.Mean));
            chance += Beats(winner, total, all, weight);
        }

        return chance / Points;
    }

    private static double Beats(int winner, double total, ReadOnlySpan<Entrant> all, double weight)
    {
        var chance = 1.0;
        for (var i = 0; i < all.Length && chance > Nothing; i++)
        {
            if (i == winner)
            {
                continue;
            }

            // Nobody's total is below their sum.
            var (sum, draw) = all[i];
            chance *= total < sum || (total == sum && i < winner) ? 0 : draw.Below(((total - sum) / weight) + draw.Mean);
        }

        return chance > Nothing ? chance : 0;
    }
}
