namespace Portal.Domain.Experiments.Statistics;

/// <summary>How many units find which effect. When <see cref="Obstacle"/> is set nothing can be told, and the numbers are those of an experiment that never ends.</summary>
public sealed record PowerEstimate
{
    /// <summary>Why nothing can be told; null when it can.</summary>
    public EffectObstacle? Obstacle { get; init; }

    /// <summary>Units of the control arm; ∞ when nothing can be told.</summary>
    public double ControlUnits { get; init; } = double.PositiveInfinity;

    /// <summary>Units of the treatment arm, likewise.</summary>
    public double TreatmentUnits { get; init; } = double.PositiveInfinity;

    /// <summary>The effect relative to the metric now, above 0; ∞ when nothing can be told.</summary>
    public double RelativeEffect { get; init; } = double.PositiveInfinity;

    /// <summary>The same in standard deviations between units.</summary>
    public double EffectSize { get; init; } = double.PositiveInfinity;

    /// <summary>Probability to find it, 0..1.</summary>
    public double Power { get; init; }
}
