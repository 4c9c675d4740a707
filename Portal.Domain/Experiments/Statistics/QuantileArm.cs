namespace Portal.Domain.Experiments.Statistics;

/// <summary>A quantile of an arm and the error of it.</summary>
/// <param name="N">Units.</param>
/// <param name="Value">The quantile; 0 when uninformative.</param>
/// <param name="StandardError">Its standard error; 0 when uninformative.</param>
/// <param name="Obstacle">Why it says nothing; null when it does.</param>
public sealed record QuantileArm(long N, double Value, double StandardError, EffectObstacle? Obstacle = null);
