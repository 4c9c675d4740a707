namespace Portal.Domain.Experiments.Analysis;

/// <summary>An arm as it was planned.</summary>
/// <param name="Key">Its name, once per experiment.</param>
/// <param name="Weight">Its share of the units, 0..1; all arms' shares add up to 1.</param>
public sealed record PlannedArm(string Key, double Weight);
