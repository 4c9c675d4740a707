using Portal.Domain.Experiments.Statistics;

namespace Portal.Domain.Experiments.Analysis;

/// <summary>What happened to a metric.</summary>
public sealed record MetricReport
{
    /// <summary>The metric.</summary>
    public required MetricDefinition Metric { get; init; }

    /// <summary>The greatest value that counts; null when nothing was cut.</summary>
    public double? Limit { get; init; }

    /// <summary>Units left out because their conversion window is not over.</summary>
    public required long InProgress { get; init; }

    /// <summary>The plain sums of every arm, after cutting, in the plan's order: what all of it is computed from. Empty of a quantile.</summary>
    public IReadOnlyList<ArmSums> Sums { get; init; } = [];

    /// <summary>The same before anything was cut; empty when nothing was.</summary>
    public IReadOnlyList<ArmSums> UncutSums { get; init; } = [];

    /// <summary>Every arm but the control, in the plan's order.</summary>
    public required IReadOnlyList<ArmEffect> Arms { get; init; }

    /// <summary>The spread of a mean or quantile; null of others, and without units.</summary>
    public DistributionReport? Distribution { get; init; }
}
