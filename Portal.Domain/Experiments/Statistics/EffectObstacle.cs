namespace Portal.Domain.Experiments.Statistics;

/// <summary>Why the numbers of two arms say nothing about an effect; where both arms have a reason, the one declared first is told.</summary>
public enum EffectObstacle
{
    /// <summary>An arm has no units.</summary>
    NoUnits,

    /// <summary>An arm has only one unit: how units differ cannot be told.</summary>
    TooFewUnits,

    /// <summary>A number is infinite or not a number.</summary>
    NotFinite,

    /// <summary>The denominators of a ratio add up to nothing or less in an arm.</summary>
    NoDenominator,

    /// <summary>The control arm's value is 0, so that nothing is relative to it; the absolute effect can still be told.</summary>
    ZeroBaseline,

    /// <summary>All units of both arms are alike: the error of the effect is 0, and no test can be made of it.</summary>
    NoVariance,

    /// <summary>A quantile so far out that the arm has no values beyond it: its error cannot be told.</summary>
    QuantileBeyondData,
}
