using Portal.Domain.Experiments.Statistics;
using Measure = Portal.Domain.Experiments.Statistics.ArmMoments.Measure;

namespace Portal.Domain.Experiments.Analysis;

/// <summary>Compares the cells of an arm with those of the control.</summary>
internal sealed class EffectReader(AnalysisPlan plan)
{
    /// <summary>The effect in a part of the experiment.</summary>
    public EffectEstimate Of(CellTable cells, int metric, int arm)
    {
        ref var control = ref cells[plan.Control, metric];
        ref var treatment = ref cells[arm, metric];
        var definition = plan.Metrics[metric];
        return definition.Kind == MetricKind.Quantile
            ? EffectEstimator.EstimateQuantile(Quantile(control, definition.Quantile), Quantile(treatment, definition.Quantile), Options(metric, arm))
            : Of(control.Moments, treatment.Moments, metric, arm, plan.Cuped);
    }

    /// <summary>The effect of units known by their moments. Where nothing is known of before, it is as if CUPED were not asked for.</summary>
    public EffectEstimate Of(ArmMoments control, ArmMoments treatment, int metric, int arm, bool cuped) =>
        EffectEstimator.Estimate(plan.Metrics[metric].Kind, control, treatment, Options(metric, arm) with { Cuped = cuped && (control + treatment).Covariance(Measure.Pre, Measure.Pre) > 0 });

    /// <summary>How an arm is compared on a metric.</summary>
    public EffectOptions Options(int metric, int arm) => new()
    {
        Scale = plan.Metrics[metric].Scale,
        Alpha = plan.Alpha,
        PlannedUnits = plan.PlannedUnitsWith(arm),
        Prior = plan.Prior,
        LessIsBetter = plan.Metrics[metric].Goal == MetricGoal.Decrease,
    };

    private static QuantileArm Quantile(in MetricCell cell, double quantile) => cell.Sketch?.Estimate(quantile) ?? new QuantileArm(0, 0, 0, EffectObstacle.NoUnits);
}
