using Portal.Domain.Numerics;

namespace Portal.Domain.Experiments.Statistics;

/// <summary>Adjusts p-values that are read together.</summary>
public static class MultipleTesting
{
    /// <summary>Adjusted p-values: compare each with alpha.</summary>
    /// <param name="pValues">0..1 each, in any order; leave out what is uninformative.</param>
    /// <param name="correction">How.</param>
    /// <returns>In the order given; never below the given ones, never above 1.</returns>
    public static double[] Adjust(IReadOnlyList<double> pValues, Correction correction)
    {
        ArgumentNullException.ThrowIfNull(pValues);
        foreach (var p in pValues)
        {
            Probability.CheckClosed(p, nameof(pValues));
        }

        int[] order = [.. Enumerable.Range(0, pValues.Count).OrderBy(at => pValues[at])];
        double[] sorted = [.. order.Select(at => pValues[at])];
        var adjusted = Sorted(sorted, correction);
        var result = new double[sorted.Length];
        for (var rank = 0; rank < order.Length; rank++)
        {
            result[order[rank]] = Math.Clamp(adjusted[rank], sorted[rank], 1);
        }

        return result;
    }

    /// <summary>Levels that favour one metric (the form that Eppo documents): primary γα ÷ k, every other (1 − γ)α ÷ (k(m − 1)).</summary>
    /// <param name="alpha">Level of the whole experiment, in (0, 1).</param>
    /// <param name="preference">γ, share of it that the primary metric gets, in (0, 1).</param>
    /// <param name="metrics">m, with the primary one; 1 or more. A single metric gets all.</param>
    /// <param name="treatments">k, arms that are compared with the control; 1 or more.</param>
    public static (double Primary, double Other) PreferentialBonferroni(double alpha, double preference, int metrics, int treatments)
    {
        Probability.CheckOpen(alpha, nameof(alpha));
        Probability.CheckOpen(preference, nameof(preference));
        ArgumentOutOfRangeException.ThrowIfLessThan(metrics, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(treatments, 1);
        return metrics == 1
            ? (alpha / treatments, 0)
            : (preference * alpha / treatments, (1 - preference) * alpha / treatments / (metrics - 1));
    }

    private static double[] Sorted(double[] p, Correction correction)
    {
        var m = p.Length;
        return correction switch
        {
            Correction.None => p,
            Correction.Bonferroni => [.. p.Select(one => one * m)],
            Correction.Sidak => [.. p.Select(one => Least(one, m))],
            Correction.Holm => Rising([.. p.Select((one, rank) => one * (m - rank))]),
            Correction.HolmSidak => Rising([.. p.Select((one, rank) => Least(one, m - rank))]),
            Correction.BenjaminiHochberg => StepUp(p, 1),
            Correction.BenjaminiYekutieli => StepUp(p, Enumerable.Range(1, m).Sum(k => 1.0 / k)),
            Correction.Hommel => Hommel(p),
            _ => throw new ArgumentOutOfRangeException(nameof(correction), correction, $"{correction} is no known correction."),
        };
    }

    // 1 − (1 − p)ᵏ, also for tiny p.
    private static double Least(double p, int k)
    {
        if (p >= 1)
        {
            return 1;
        }

        var exponent = k * GammaFunction.LogOnePlus(-p);
        return exponent > -1e-5 ? -exponent * (1 + (exponent / 2) + (exponent * exponent / 6)) : 1 - Math.Exp(exponent);
    }

    private static double[] Rising(double[] values)
    {
        for (var rank = 1; rank < values.Length; rank++)
        {
            values[rank] = Math.Max(values[rank], values[rank - 1]);
        }

        return values;
    }

    private static double[] StepUp(double[] p, double factor)
    {
        double[] values = [.. p.Select((one, rank) => one * factor * p.Length / (rank + 1))];
        for (var rank = values.Length - 2; rank >= 0; rank--)
        {
            values[rank] = Math.Min(values[rank], values[rank + 1]);
        }

        return values;
    }

    // Wright 1992, appendix: for every size of a set of hypotheses, what Simes' test makes of the largest p-values.
    private static double[] Hommel(double[] p)
    {
        var m = p.Length;
        double[] adjusted = [.. p];
        for (var size = m; size > 1; size--)
        {
            var first = m - size + 1;
            var simes = Enumerable.Range(1, size - 1).Min(k => size * p[first - 1 + k] / (k + 1));
            for (var rank = 0; rank < m; rank++)
            {
                var own = rank >= first ? simes : Math.Min(simes, size * p[rank]);
                adjusted[rank] = Math.Max(adjusted[rank], own);
            }
        }

        return adjusted;
    }
}
