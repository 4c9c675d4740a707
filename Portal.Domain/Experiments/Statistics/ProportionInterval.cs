using Portal.Domain.Numerics;

namespace Portal.Domain.Experiments.Statistics;

/// <summary>Interval of one proportion.</summary>
public static class ProportionInterval
{
    /// <summary>The interval, within 0..1.</summary>
    /// <param name="successes">0..<paramref name="trials"/>.</param>
    /// <param name="trials">0 or more; without any, nothing is ruled out.</param>
    /// <param name="alpha">1 − confidence, in (0, 1).</param>
    /// <param name="method">How it is made.</param>
    public static ConfidenceInterval Of(long successes, long trials, double alpha, ProportionMethod method = ProportionMethod.Wilson)
    {
        Probability.CheckCounts(successes, trials, nameof(successes), nameof(trials));
        Probability.CheckOpen(alpha, nameof(alpha));
        if (trials == 0)
        {
            return new ConfidenceInterval(0, 1);
        }

        double x = successes, n = trials, p = x / n, z = -NormalDistribution.Quantile(alpha / 2), square = z * z;
        return method switch
        {
            ProportionMethod.Wilson => Around((x + (square / 2)) / (n + square), z / (n + square) * Math.Sqrt((n * p * (1 - p)) + (square / 4))),
            ProportionMethod.AgrestiCoull => Plain((x + (square / 2)) / (n + square), n + square, z),
            ProportionMethod.Wald => Plain(p, n, z),
            ProportionMethod.Jeffreys => new ConfidenceInterval(IncompleteBeta.Quantile(x + 0.5, n - x + 0.5, alpha / 2), 1 - IncompleteBeta.Quantile(n - x + 0.5, x + 0.5, alpha / 2)),
            ProportionMethod.ClopperPearson => new ConfidenceInterval(
                successes == 0 ? 0 : IncompleteBeta.Quantile(x, n - x + 1, alpha / 2),
                successes == trials ? 1 : 1 - IncompleteBeta.Quantile(n - x, x + 1, alpha / 2)),
            _ => throw new ArgumentOutOfRangeException(nameof(method), method, $"{method} is no known method."),
        };
    }

    private static ConfidenceInterval Plain(double p, double n, double z) => Around(p, z * Math.Sqrt(p * (1 - p) / n));

    private static ConfidenceInterval Around(double middle, double reach) => new(Math.Max(0, middle - reach), Math.Min(1, middle + reach));
}
