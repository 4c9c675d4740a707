namespace Portal.Domain.Experiments.Analysis;

/// <summary>How the units of a segment are split.</summary>
/// <param name="Dimension">Name of the dimension.</param>
/// <param name="Value">The segment; null for the units of which nothing is known.</param>
/// <param name="Units">Units of each arm.</param>
/// <param name="PValue">Chi-square p-value of the planned split.</param>
/// <param name="AdjustedPValue">Corrected over all segments (Bonferroni).</param>
/// <param name="IsWrong">Whether the split is not as planned.</param>
public sealed record SegmentRatio(string Dimension, string? Value, IReadOnlyList<long> Units, double PValue, double AdjustedPValue, bool IsWrong);
