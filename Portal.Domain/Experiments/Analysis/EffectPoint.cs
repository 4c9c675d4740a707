using Portal.Domain.Experiments.Statistics;

namespace Portal.Domain.Experiments.Analysis;

/// <summary>An effect as a point of a series.</summary>
/// <param name="Units">Units of both arms.</param>
/// <param name="Effect">The effect, in the metric's scale; 0 when uninformative.</param>
/// <param name="Low">Lower end of the fixed-horizon interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="SequentialLow">Lower end of the confidence sequence.</param>
/// <param name="SequentialHigh">Upper end.</param>
/// <param name="SequentialPValue">p-value that is valid at every look.</param>
/// <param name="Obstacle">Why it says nothing; null when it does.</param>
public sealed record EffectPoint(long Units, double Effect, double Low, double High, double SequentialLow, double SequentialHigh, double SequentialPValue, EffectObstacle? Obstacle)
{
    internal static EffectPoint Of(EffectEstimate estimate) =>
        new(estimate.Units, estimate.Effect, estimate.Low, estimate.High, estimate.SequentialLow, estimate.SequentialHigh, estimate.SequentialPValue, estimate.Obstacle);
}
