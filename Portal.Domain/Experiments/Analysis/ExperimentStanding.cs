namespace Portal.Domain.Experiments.Analysis;

/// <summary>Where an experiment stands, and why.</summary>
/// <param name="Status">Where it stands.</param>
/// <param name="Rule">The rule that gave it.</param>
public sealed record ExperimentStanding(DecisionStatus Status, DecisionRule Rule)
{
    /// <summary>Index of the arm it is about; null when about all.</summary>
    public int? Arm { get; init; }

    /// <summary>Key of the metric it is about; null when about none.</summary>
    public string? Metric { get; init; }

    /// <summary>What the rule looked at.</summary>
    public double? Value { get; init; }

    /// <summary>What it compared that with.</summary>
    public double? Limit { get; init; }

    /// <summary>Days left with as many units a day as so far, at least 1; null when it is over, or nobody comes.</summary>
    public int? DaysLeft { get; init; }
}
