using Portal.Domain.Experiments.Analysis;
using Portal.Domain.Experiments.Statistics;

namespace Portal.Experiments.Metrics;

/// <summary>A number by which variants are compared.</summary>
/// <param name="Key">Names it in plans and texts.</param>
/// <param name="Kind">What it tells of the units of a variant.</param>
/// <param name="Goal">Which way is better.</param>
/// <param name="Role">What part it has unless the planner says otherwise.</param>
/// <param name="Numerator">A unit's number.</param>
/// <param name="Denominator">What a ratio's number is divided by, summed over the units; null for what is no ratio.</param>
public sealed record ExperimentMetric(string Key, MetricKind Kind, MetricGoal Goal, MetricRole Role, Func<UnitTally, double> Numerator, Func<UnitTally, double>? Denominator = null);
