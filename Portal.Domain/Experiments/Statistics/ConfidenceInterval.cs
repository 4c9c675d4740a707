namespace Portal.Domain.Experiments.Statistics;

/// <summary>The values that are not ruled out.</summary>
/// <param name="Low">Lower end; may be −∞.</param>
/// <param name="High">Upper end; may be ∞.</param>
public readonly record struct ConfidenceInterval(double Low, double High);
