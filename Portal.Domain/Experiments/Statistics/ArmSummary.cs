using Measure = Portal.Domain.Experiments.Statistics.ArmMoments.Measure;

namespace Portal.Domain.Experiments.Statistics;

/// <summary>
/// An arm's metric as the mean of one number per unit, and the same before exposure. A ratio becomes one by its linear part,
/// (value − R × denominator) ÷ mean denominator (delta method: Deng, Knoblich and Lu 2018).
/// </summary>
/// <param name="N">Units.</param>
/// <param name="Value">The metric.</param>
/// <param name="Variance">Variance of that number between units: the squared error of the metric is it ÷ N.</param>
/// <param name="Pre">The metric before exposure.</param>
/// <param name="PreVariance">Its variance between units.</param>
/// <param name="Covariance">Of both, between units.</param>
internal readonly record struct ArmSummary(long N, double Value, double Variance, double Pre, double PreVariance, double Covariance)
{
    /// <summary>Squared standard error of the metric.</summary>
    public double SquaredError => Variance / N;

    /// <summary>Why nothing can be told of an arm; null when it can.</summary>
    public static EffectObstacle? Obstacle(MetricKind kind, ArmMoments arm) => arm switch
    {
        { N: 0 } => EffectObstacle.NoUnits,
        { IsFinite: false } => EffectObstacle.NotFinite,
        { N: 1 } => EffectObstacle.TooFewUnits,
        { DenominatorMean: <= 0 } when kind == MetricKind.Ratio => EffectObstacle.NoDenominator,
        _ => null,
    };

    /// <summary>The metric of an arm without obstacle.</summary>
    /// <param name="kind">Any but a quantile.</param>
    /// <param name="arm">At least two units.</param>
    /// <param name="cuped">A proportion is then taken as the mean of zeros and ones, whose covariance with the past is told likewise.</param>
    public static ArmSummary Of(MetricKind kind, ArmMoments arm, bool cuped) => kind switch
    {
        MetricKind.Ratio => OfRatio(arm),
        MetricKind.Proportion when !cuped => new ArmSummary(arm.N, arm.Mean, Math.Max(0, arm.Mean * (1 - arm.Mean)), 0, 0, 0),
        MetricKind.Proportion or MetricKind.Mean => new ArmSummary(
            arm.N, arm.Mean, arm.Variance, arm.PreMean, arm.Covariance(Measure.Pre, Measure.Pre), arm.Covariance(Measure.Value, Measure.Pre)),
        _ => throw new ArgumentException($"A {kind} is not told by moments; use {nameof(EffectEstimator)}.{nameof(EffectEstimator.EstimateQuantile)}.", nameof(kind)),
    };

    /// <summary>The metric less what is explained by the past.</summary>
    /// <param name="theta">How much of the past is taken off.</param>
    public ArmSummary Adjusted(double theta) => this with
    {
        Value = Value - (theta * Pre),
        Variance = Math.Max(0, Variance + (theta * theta * PreVariance) - (2 * theta * Covariance)),
    };

    private static ArmSummary OfRatio(ArmMoments arm)
    {
        var (ratio, denominator) = (arm.Mean / arm.DenominatorMean, arm.DenominatorMean);
        var variance = (arm.Variance - (2 * ratio * arm.Covariance(Measure.Value, Measure.Denominator))
            + (ratio * ratio * arm.Covariance(Measure.Denominator, Measure.Denominator))) / (denominator * denominator);
        if (arm.PreDenominatorMean <= 0)
        {
            return new ArmSummary(arm.N, ratio, Math.Max(0, variance), 0, 0, 0);
        }

        var (before, shown) = (arm.PreMean / arm.PreDenominatorMean, arm.PreDenominatorMean);
        var preVariance = (arm.Covariance(Measure.Pre, Measure.Pre) - (2 * before * arm.Covariance(Measure.Pre, Measure.PreDenominator))
            + (before * before * arm.Covariance(Measure.PreDenominator, Measure.PreDenominator))) / (shown * shown);
        var covariance = (arm.Covariance(Measure.Value, Measure.Pre) - (before * arm.Covariance(Measure.Value, Measure.PreDenominator))
            - (ratio * arm.Covariance(Measure.Denominator, Measure.Pre))
            + (ratio * before * arm.Covariance(Measure.Denominator, Measure.PreDenominator))) / (denominator * shown);
        return new ArmSummary(arm.N, ratio, Math.Max(0, variance), before, Math.Max(0, preVariance), covariance);
    }
}
