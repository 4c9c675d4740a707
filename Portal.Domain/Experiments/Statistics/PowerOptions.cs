namespace Portal.Domain.Experiments.Statistics;

/// <summary>What an experiment is planned for.</summary>
public sealed record PowerOptions
{
    /// <summary>Level of the test, in (0, 1); with several metrics or arms, the corrected one.</summary>
    public double Alpha { get; init; } = 0.05;

    /// <summary>Probability to find an effect that is there, above alpha and below 1.</summary>
    public double Power { get; init; } = 0.8;

    /// <summary>Whether effects of one sign only are looked for.</summary>
    public bool OneSided { get; init; }

    /// <summary>Whether CUPED will be used; needs moments of before.</summary>
    public bool Cuped { get; init; }
}
