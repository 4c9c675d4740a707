namespace Portal.Domain.Experiments.Statistics;

/// <summary>
/// What two arms say of an effect. When <see cref="Obstacle"/> is set they say nothing: the effect is 0 with an infinite error,
/// the intervals are endless and the p-values 1. No number is ever NaN. Infinite ends also belong to one-sided tests.
/// </summary>
public sealed record EffectEstimate
{
    /// <summary>Why the estimate is uninformative; null when it is informative.</summary>
    public EffectObstacle? Obstacle { get; init; }

    /// <summary>Whether the numbers say anything.</summary>
    public bool IsInformative => Obstacle is null;

    /// <summary>In what the effect is told.</summary>
    public required EffectScale Scale { get; init; }

    /// <summary>Units of both arms.</summary>
    public required long Units { get; init; }

    /// <summary>The control arm's value: share, mean, ratio or quantile; with CUPED the adjusted one. 0 where it cannot be told.</summary>
    public double Control { get; init; }

    /// <summary>The treatment arm's value, likewise.</summary>
    public double Treatment { get; init; }

    /// <summary>The estimated effect, in its scale.</summary>
    public double Effect { get; init; }

    /// <summary>Its standard error.</summary>
    public double StandardError { get; init; } = double.PositiveInfinity;

    /// <summary>Degrees of freedom of the fixed test (Welch 1947).</summary>
    public double DegreesOfFreedom { get; init; }

    /// <summary>Lower end of the fixed-horizon interval: valid at one look, planned beforehand.</summary>
    public double Low { get; init; } = double.NegativeInfinity;

    /// <summary>Upper end of the fixed-horizon interval.</summary>
    public double High { get; init; } = double.PositiveInfinity;

    /// <summary>Lower end of the confidence sequence: valid at every look, however often.</summary>
    public double SequentialLow { get; init; } = double.NegativeInfinity;

    /// <summary>Upper end of the confidence sequence.</summary>
    public double SequentialHigh { get; init; } = double.PositiveInfinity;

    /// <summary>Fixed-horizon p-value, 0..1.</summary>
    public double PValue { get; init; } = 1;

    /// <summary>p-value of this look that is valid at every look, 0..1; the least of all looks so far is valid too.</summary>
    public double SequentialPValue { get; init; } = 1;

    /// <summary>The Bayesian view; null when uninformative.</summary>
    public Posterior? Posterior { get; init; }

    /// <summary>What CUPED did; null without it.</summary>
    public CupedAdjustment? Cuped { get; init; }
}
