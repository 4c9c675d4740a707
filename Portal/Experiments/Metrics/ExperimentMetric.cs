using Portal.Domain.Experiments.Analysis;
using Portal.Domain.Experiments.Statistics;

namespace Portal.Experiments.Metrics;

/// <summary>A number by which variants are compared.</summary>
/// <param name="Key">Names it in plans and texts.</param>
/// <param name="Kind">What it tells of the units of a variant.</param>
/// <param name="Goal">Which way is better.</param>
/// <param name="Role">What part it has unless the planner says otherwise.</param>
/// <param name="Numerator">A unit's number; NaN where a quantile's unit has none.</param>
/// <param name="Denominator">What a ratio's number is divided by, summed over the units; null for what is no ratio.</param>
public sealed record ExperimentMetric(string Key, MetricKind Kind, MetricGoal Goal, MetricRole Role, Func<UnitTally, double> Numerator, Func<UnitTally, double>? Denominator = null)
{
    /// <summary>What a unit adds to the metric.</summary>
    /// <param name="since">What it did since its exposure.</param>
    /// <param name="before">What it did before; as good as nothing where that is not known.</param>
    public UnitValues Of(UnitTally since, UnitTally before) =>
        Kind == MetricKind.Quantile ? new UnitValues(Numerator(since)) : new UnitValues(Numerator(since), Denominator?.Invoke(since) ?? 0, Numerator(before), Denominator?.Invoke(before) ?? 0);
}
