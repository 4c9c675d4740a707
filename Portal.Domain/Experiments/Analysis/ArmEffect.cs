using Portal.Domain.Experiments.Statistics;

namespace Portal.Domain.Experiments.Analysis;

/// <summary>What an arm did to a metric, compared with the control.</summary>
public sealed record ArmEffect
{
    /// <summary>Index of the arm.</summary>
    public required int Arm { get; init; }

    /// <summary>The effect, uncorrected.</summary>
    public required EffectEstimate Effect { get; init; }

    /// <summary>The same without cutting values and without CUPED; null where nothing was cut.</summary>
    public EffectEstimate? Uncut { get; init; }

    /// <summary>The control's metric as it was; that of <see cref="Effect"/> may be adjusted for the past.</summary>
    public double Control => (Effect.Cuped?.Unadjusted ?? Effect).Control;

    /// <summary>The arm's metric as it was.</summary>
    public double Value => (Effect.Cuped?.Unadjusted ?? Effect).Treatment;

    /// <summary>Fixed-horizon p-value, corrected over the metrics of its role and all arms; of guardrails the plain one.</summary>
    public required double AdjustedPValue { get; init; }

    /// <summary>The sequential p-value, likewise.</summary>
    public required double AdjustedSequentialPValue { get; init; }

    /// <summary>What may be said of it.</summary>
    public required EffectVerdict Verdict { get; init; }

    /// <summary>What can be found; null of quantiles, and where units do not differ.</summary>
    public PowerReport? Power { get; init; }

    /// <summary>The effect in each segment: exploratory.</summary>
    public required IReadOnlyList<SegmentEffect> Segments { get; init; }

    /// <summary>By the day of exposure.</summary>
    public required IReadOnlyList<DayEffect> Days { get; init; }

    /// <summary>By days since exposure; empty when nothing was told of them.</summary>
    public required IReadOnlyList<LifetimeEffect> Lifetime { get; init; }
}
