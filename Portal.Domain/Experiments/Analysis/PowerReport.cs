namespace Portal.Domain.Experiments.Analysis;

/// <summary>What the experiment can find, by the fixed test at one look, given how units have differed so far. Effects are relative.</summary>
/// <param name="SmallestEffectNow">The smallest effect found with the plan's power with the units so far.</param>
/// <param name="SmallestEffectAtPlan">The same with the planned units.</param>
/// <param name="PowerNow">Probability of finding the metric's smallest effect worth knowing of, with the units so far; null when it has none.</param>
/// <param name="PowerAtPlan">The same with the planned units.</param>
/// <param name="UnitsNeeded">Units of the whole experiment with which that effect is found with the plan's power; null when it has none.</param>
public sealed record PowerReport(double SmallestEffectNow, double SmallestEffectAtPlan, double? PowerNow, double? PowerAtPlan, long? UnitsNeeded);
