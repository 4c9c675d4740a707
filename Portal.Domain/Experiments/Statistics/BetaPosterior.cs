using MathNet.Numerics.Integration;
using Portal.Domain.Numerics;

namespace Portal.Domain.Experiments.Statistics;

/// <summary>What is believed of a proportion: a beta distribution.</summary>
/// <param name="Alpha">Successes seen plus those of the prior, above 0 (from ½ on comparisons are exact to 1e-9).</param>
/// <param name="Beta">Failures seen plus those of the prior, likewise.</param>
public readonly record struct BetaPosterior(double Alpha, double Beta)
{
    /// <summary>From a flat prior.</summary>
    /// <param name="successes">0..<paramref name="trials"/>.</param>
    /// <param name="trials">0 or more.</param>
    public static BetaPosterior Of(long successes, long trials)
    {
        Probability.CheckCounts(successes, trials, nameof(successes), nameof(trials));
        return new BetaPosterior(successes + 1, trials - successes + 1);
    }

    /// <summary>Probability that this proportion is larger than another, by numerical integration.</summary>
    /// <param name="other">The other, independent of this one.</param>
    public double ChanceToExceed(BetaPosterior other)
    {
        Probability.CheckPositive(Alpha, nameof(Alpha));
        Probability.CheckPositive(Beta, nameof(Beta));
        Probability.CheckPositive(other.Alpha, nameof(other.Alpha));
        Probability.CheckPositive(other.Beta, nameof(other.Beta));

        // By the angle whose squared sine is the proportion: its deviation is nearly 1 ÷ √(4n) everywhere, and the density is finite at both ends.
        var (a, b) = (Alpha, Beta);
        var middle = Math.Asin(Math.Sqrt(a / (a + b)));
        var reach = 12 / Math.Sqrt(4 * (a + b));
        var (low, high) = (Math.Max(0, middle - reach), Math.Min(Math.PI / 2, middle + reach));
        const int Panels = 16;
        double sum = 0;
        for (var panel = 0; panel < Panels; panel++)
        {
            sum += GaussLegendreRule.Integrate(At, low + ((high - low) * panel / Panels), low + ((high - low) * (panel + 1) / Panels), 20);
        }

        return Math.Clamp(sum, 0, 1);

        double At(double angle)
        {
            var (sine, cosine) = Math.SinCos(angle);
            var (x, y) = (sine * sine, cosine * cosine);
            return x <= 0 || y <= 0 ? 0 : IncompleteBeta.Density(a, b, x, y) * 2 * sine * cosine * IncompleteBeta.Regularized(other.Alpha, other.Beta, x, y);
        }
    }
}
