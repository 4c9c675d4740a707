namespace Portal.Domain.Experiments.Statistics;

/// <summary>The Bayesian view of an effect: what to believe of it after the data, as a normal distribution.</summary>
public sealed record Posterior
{
    /// <summary>The most likely effect; nearer to the prior's mean than the plain one.</summary>
    public required double Mean { get; init; }

    /// <summary>Standard deviation of the belief.</summary>
    public required double Deviation { get; init; }

    /// <summary>Lower end of the credible interval, alpha ÷ 2 below it.</summary>
    public required double Low { get; init; }

    /// <summary>Upper end, alpha ÷ 2 above it.</summary>
    public required double High { get; init; }

    /// <summary>Probability that the treatment is better than the control, 0..1.</summary>
    public required double ChanceToWin { get; init; }

    /// <summary>What is lost on average by taking the treatment, over the cases where it is worse; in the scale of the effect, never negative.</summary>
    public required double RiskOfTreatment { get; init; }

    /// <summary>What is lost on average by keeping the control, over the cases where the treatment is better; in the scale of the effect, never negative.</summary>
    public required double RiskOfControl { get; init; }
}
