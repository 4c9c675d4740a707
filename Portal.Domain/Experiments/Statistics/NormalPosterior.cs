using Portal.Domain.Numerics;

namespace Portal.Domain.Experiments.Statistics;

/// <summary>Normal prior and normal data make a normal posterior (Gelman et al. 2013, 2.5).</summary>
internal static class NormalPosterior
{
    /// <summary>The posterior of a difference with a finite error above 0.</summary>
    public static Posterior Of(Contrast contrast, EffectOptions options)
    {
        var (mean, variance) = (contrast.Effect, contrast.StandardError * contrast.StandardError);
        if (options.Prior is { } prior)
        {
            // The prior is of the relative effect. Relative to nothing there is none, and it counts as flat.
            var unit = options.Scale == EffectScale.Relative ? 1 : contrast.Baseline;
            var trust = unit > 0 ? variance / (variance + (prior.Variance * unit * unit)) : 0;
            mean += trust * ((prior.Mean * unit) - mean);
            variance *= 1 - trust;
        }

        var deviation = Math.Sqrt(variance);
        var reach = -NormalDistribution.Quantile(options.Alpha / 2) * deviation;
        var better = options.LessIsBetter ? -mean : mean;
        return new Posterior
        {
            Mean = mean,
            Deviation = deviation,
            Low = mean - reach,
            High = mean + reach,
            ChanceToWin = deviation > 0 ? NormalDistribution.Cdf(better / deviation) : 0.5,
            RiskOfControl = ExpectedAbove(better, deviation),
            RiskOfTreatment = ExpectedAbove(-better, deviation),
        };
    }

    // E max(X, 0).
    private static double ExpectedAbove(double mean, double deviation)
    {
        if (deviation == 0)
        {
            return Math.Max(0, mean);
        }

        var z = mean / deviation;
        return Math.Max(0, (mean * NormalDistribution.Cdf(z)) + (deviation * NormalDistribution.Density(z)));
    }
}
