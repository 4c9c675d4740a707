using Portal.Domain.Numerics;

namespace Portal.Domain.Experiments.Statistics;

/// <summary>
/// Tests and intervals of the difference of two proportions, first less second. For small counts, where Welch's test of
/// <see cref="EffectEstimator"/> is only roughly right.
/// </summary>
public sealed class TwoProportions
{
    private readonly long _firstCount, _firstUnits, _secondCount, _secondUnits;

    /// <param name="firstCount">Successes of the first arm.</param>
    /// <param name="firstUnits">Its units, 1 or more.</param>
    /// <param name="secondCount">Successes of the second arm.</param>
    /// <param name="secondUnits">Its units, 1 or more.</param>
    public TwoProportions(long firstCount, long firstUnits, long secondCount, long secondUnits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(firstUnits, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(secondUnits, 1);
        Probability.CheckCounts(firstCount, firstUnits, nameof(firstCount), nameof(firstUnits));
        Probability.CheckCounts(secondCount, secondUnits, nameof(secondCount), nameof(secondUnits));
        (_firstCount, _firstUnits, _secondCount, _secondUnits) = (firstCount, firstUnits, secondCount, secondUnits);
    }

    private double First => (double)_firstCount / _firstUnits;

    private double Second => (double)_secondCount / _secondUnits;

    /// <summary>The difference in errors of a common proportion; 0 when nothing or everything succeeded.</summary>
    public double PooledZ
    {
        get
        {
            var common = (double)(_firstCount + _secondCount) / (_firstUnits + _secondUnits);
            var variance = common * (1 - common) * ((1.0 / _firstUnits) + (1.0 / _secondUnits));
            return variance > 0 ? (First - Second) / Math.Sqrt(variance) : 0;
        }
    }

    /// <summary>Two-sided p-value of <see cref="PooledZ"/>.</summary>
    public double PooledPValue => 2 * NormalDistribution.Cdf(-Math.Abs(PooledZ));

    /// <summary>
    /// Two-sided p-value of Fisher's exact test: how likely are tables with the same sums that are no likelier than this one. Tables are visited
    /// outwards from the likeliest, whose number is at most the smaller of all four sums.
    /// </summary>
    public double FisherPValue
    {
        get
        {
            var successes = _firstCount + _secondCount;
            long least = Math.Max(0, successes - _secondUnits), most = Math.Min(successes, _firstUnits);
            var mode = Math.Clamp((long)((successes + 1.0) * (_firstUnits + 1.0) / (_firstUnits + _secondUnits + 2.0)), least, most);
            Dictionary<long, double> weights = new() { [mode] = 1 };
            for (var k = mode; k < most && weights[k] > 0; k++)
            {
                weights[k + 1] = weights[k] * Ratio(k);
            }

            for (var k = mode; k > least && weights[k] > 0; k--)
            {
                weights[k - 1] = weights[k] / Ratio(k - 1);
            }

            // Equally likely tables may differ by rounding.
            var limit = weights.GetValueOrDefault(_firstCount) * (1 + 1e-7);
            return Math.Min(1, weights.Values.Where(weight => weight <= limit).Order().Sum() / weights.Values.Order().Sum());

            // How much likelier k + 1 successes of the first arm are than k.
            double Ratio(long k) => (double)(successes - k) / (k + 1) * (_firstUnits - k) / (_secondUnits - successes + k + 1);
        }
    }

    /// <summary>The plain interval from the normal distribution.</summary>
    /// <param name="alpha">1 − confidence, in (0, 1).</param>
    public ConfidenceInterval Wald(double alpha)
    {
        Probability.CheckOpen(alpha, nameof(alpha));
        var reach = -NormalDistribution.Quantile(alpha / 2) * Math.Sqrt((First * (1 - First) / _firstUnits) + (Second * (1 - Second) / _secondUnits));
        return new ConfidenceInterval(First - Second - reach, First - Second + reach);
    }

    /// <summary>Newcombe's interval (1998, method 10), made of Wilson's intervals of both.</summary>
    /// <param name="alpha">1 − confidence, in (0, 1).</param>
    public ConfidenceInterval Newcombe(double alpha)
    {
        var first = ProportionInterval.Of(_firstCount, _firstUnits, alpha);
        var second = ProportionInterval.Of(_secondCount, _secondUnits, alpha);
        return new ConfidenceInterval(
            First - Second - Distance(First - first.Low, second.High - Second),
            First - Second + Distance(first.High - First, Second - second.Low));

        static double Distance(double a, double b) => Math.Sqrt((a * a) + (b * b));
    }

    /// <summary>The interval that inverts the score test with proportions restricted to the difference (Miettinen and Nurminen 1985).</summary>
    /// <param name="alpha">1 − confidence, in (0, 1).</param>
    public ConfidenceInterval MiettinenNurminen(double alpha)
    {
        Probability.CheckOpen(alpha, nameof(alpha));
        var z = -NormalDistribution.Quantile(alpha / 2);
        var observed = First - Second;
        return new ConfidenceInterval(
            observed <= -1 ? -1 : RootFinder.Increasing(difference => z - Score(difference), -1, observed),
            observed >= 1 ? 1 : RootFinder.Increasing(difference => -Score(difference) - z, observed, 1));
    }

    // The observed difference less the supposed one, in errors under the latter.
    private double Score(double difference)
    {
        var second = RestrictedSecond(difference);
        var first = Math.Clamp(second + difference, 0, 1);
        double units = _firstUnits + _secondUnits;
        var variance = ((first * (1 - first) / _firstUnits) + (second * (1 - second) / _secondUnits)) * units / (units - 1);
        var gap = First - Second - difference;
        return gap == 0 ? 0 : variance > 0 ? gap / Math.Sqrt(variance) : gap > 0 ? double.PositiveInfinity : double.NegativeInfinity;
    }

    // The likeliest second proportion when the first is it plus the difference: the root of a cubic, in closed form.
    private double RestrictedSecond(double difference)
    {
        double n = _firstUnits + _secondUnits, successes = _firstCount + _secondCount;
        var c2 = ((_firstUnits + (2 * _secondUnits)) * difference) - n - successes;
        var c1 = (((_secondUnits * difference) - n - (2 * _secondCount)) * difference) + successes;
        var c0 = _secondCount * difference * (1 - difference);
        double third = c2 / (3 * n), q = (third * third * third) - (c1 * c2 / (6 * n * n)) + (c0 / (2 * n));
        var p = Math.CopySign(Math.Sqrt(Math.Max(0, (third * third) - (c1 / (3 * n)))), q);
        if (p == 0)
        {
            return Math.Clamp(-third, Math.Max(0, -difference), Math.Min(1, 1 - difference));
        }

        var angle = (Math.PI + Math.Acos(Math.Clamp(q / (p * p * p), -1, 1))) / 3;
        return Math.Clamp((2 * p * Math.Cos(angle)) - third, Math.Max(0, -difference), Math.Min(1, 1 - difference));
    }
}
