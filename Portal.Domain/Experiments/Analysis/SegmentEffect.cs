using Portal.Domain.Experiments.Statistics;

namespace Portal.Domain.Experiments.Analysis;

/// <summary>The effect on the units of a segment.</summary>
/// <param name="Dimension">Name of the dimension.</param>
/// <param name="Value">The segment; null for the units of which nothing is known.</param>
/// <param name="Effect">The effect.</param>
/// <param name="AdjustedPValue">Fixed-horizon p-value, corrected over all segments of the metric and arm (Holm).</param>
/// <param name="AdjustedSequentialPValue">The sequential one, likewise.</param>
public sealed record SegmentEffect(string Dimension, string? Value, EffectEstimate Effect, double AdjustedPValue, double AdjustedSequentialPValue);
