using Portal.Domain.Experiments.Statistics;

namespace Portal.Domain.Experiments.Analysis;

/// <summary>Tells what an experiment can find, from how the units of its control differ.</summary>
internal sealed class PowerReader(AnalysisPlan plan)
{
    // Fewer tell no spread that one should plan by.
    private const long FewestUnits = 10;

    /// <summary>What can be found of a metric in an arm; null where it cannot be told.</summary>
    public PowerReport? Of(CellTable total, int metric, int arm)
    {
        var (definition, now) = (plan.Metrics[metric], total[plan.Control, metric].Moments);
        var (own, other) = (now.N, total[arm, metric].Moments.N);
        if (definition.Kind == MetricKind.Quantile || Math.Min(own, other) < FewestUnits || plan.Arms[arm].Weight == 0 || plan.Arms[plan.Control].Weight == 0)
        {
            return null;
        }

        PowerOptions options = new() { Alpha = plan.Alpha, Power = plan.Power, Cuped = plan.Cuped };
        var (ownAtPlan, otherAtPlan) = (AtPlan(plan.Control), AtPlan(arm));
        var smallest = ExperimentPower.DetectableEffect(definition.Kind, now, own, other, options);
        if (smallest.Obstacle is not null)
        {
            return null;
        }

        var later = ExperimentPower.DetectableEffect(definition.Kind, now, ownAtPlan, otherAtPlan, options);
        if (definition.MinimumEffect is not { } effect)
        {
            return new PowerReport(smallest.RelativeEffect, later.RelativeEffect, null, null, null);
        }

        // Two arms of n each are as exact as shares a and b of n (1/a + 1/b) / 2 units.
        var perArm = ExperimentPower.UnitsNeeded(definition.Kind, now, effect, options).ControlUnits;
        var needed = perArm * ((1 / plan.Arms[plan.Control].Weight) + (1 / plan.Arms[arm].Weight)) / 2;
        return new PowerReport(
            smallest.RelativeEffect,
            later.RelativeEffect,
            ExperimentPower.PowerAt(definition.Kind, now, effect, own, other, options).Power,
            ExperimentPower.PowerAt(definition.Kind, now, effect, ownAtPlan, otherAtPlan, options).Power,
            needed < long.MaxValue ? (long)Math.Ceiling(needed) : null);
    }

    private double AtPlan(int arm) => Math.Max(2, plan.PlannedUnits * plan.Arms[arm].Weight);
}
