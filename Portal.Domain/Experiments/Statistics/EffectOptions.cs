namespace Portal.Domain.Experiments.Statistics;

/// <summary>How two arms are compared.</summary>
public sealed record EffectOptions
{
    /// <summary>In what the effect is told.</summary>
    public EffectScale Scale { get; init; } = EffectScale.Relative;

    /// <summary>Share of experiments without an effect in which one is claimed, in (0, 1); the intervals hold with confidence 1 − alpha.</summary>
    public double Alpha { get; init; } = 0.05;

    /// <summary>Which effects are looked for.</summary>
    public Alternative Alternative { get; init; } = Alternative.TwoSided;

    /// <summary>Units of both arms together that the experiment was planned for, N*: the confidence sequence is narrowest there. Above 0.</summary>
    public required double PlannedUnits { get; init; }

    /// <summary>Whether what units did before they were exposed is used to reduce the variance (CUPED). Proportions, means and ratios only.</summary>
    public bool Cuped { get; init; }

    /// <summary>Belief before the data for the Bayesian view; null for none (a flat prior).</summary>
    public NormalPrior? Prior { get; init; }

    /// <summary>Whether less of the metric is better, which turns the chance to win and the risks around.</summary>
    public bool LessIsBetter { get; init; }

    internal void Check()
    {
        Probability.CheckOpen(Alpha, nameof(Alpha));
        Probability.CheckPositive(PlannedUnits, nameof(PlannedUnits));
        Prior?.Check();
    }
}
