namespace Portal.Domain.Experiments.Analysis;

/// <summary>What a unit did in one of the days after its exposure.</summary>
/// <param name="Day">Full days since exposure, from 0.</param>
/// <param name="Metric">Index of the metric in the plan; no quantile.</param>
/// <param name="Value">The metric: 0 or 1 of a proportion, the numerator of a ratio.</param>
/// <param name="Denominator">The denominator of a ratio; 0 for others.</param>
public readonly record struct DayValue(int Day, int Metric, double Value, double Denominator = 0);
