using Portal.Domain.Experiments.Analysis;
using Portal.Engine.Experiments;

namespace Portal.Experiments.Boards;

/// <summary>All that the dashboard of an experiment shows.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Periods">The times in which its shares did not change, oldest first.</param>
/// <param name="Result">The newest count; null before the first.</param>
public sealed record Board(ExperimentView Experiment, IReadOnlyList<BoardPeriod> Periods, StoredResult? Result)
{
    /// <summary>Weights that went live while it ran, oldest first, where a variant follows what is live: before and after, it compares different things.</summary>
    public IReadOnlyList<LiveChange> LiveChanges { get; init; } = [];

    /// <summary>What it compares, and by which rules it is read.</summary>
    public ExperimentPlan Plan => Experiment.Plan;

    /// <summary>What the units say; null before the first count, and of an interleaving.</summary>
    public ExperimentReport? Report => Result?.Reading.Report;

    /// <summary>Whether a whole day has not passed since the first exposure: intervals then say more of the hour than of people.</summary>
    public bool IsFirstDay => Report is { FirstExposure: { } first } report && report.AsOf - first < TimeSpan.FromDays(1);

    /// <summary>Whether the split is not to be trusted, so that no effect must be read.</summary>
    public bool IsBlocked => Result?.Reading.Bandit?.IsBlocked ?? Report?.IsBlocked ?? false;

    /// <summary>Name of a variant.</summary>
    public string Name(int variant) => Plan.Variants[variant].Name;
}
