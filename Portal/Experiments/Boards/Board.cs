using Portal.Data.Entities;
using Portal.Domain.Experiments.Analysis;
using Portal.Engine.Experiments;
using ExperimentDecision = Portal.Data.Entities.ExperimentDecision;

namespace Portal.Experiments.Boards;

/// <summary>All that the dashboard of an experiment shows.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Plan">What it compares, and by which rules it is read.</param>
/// <param name="Periods">The times in which its shares did not change, oldest first.</param>
/// <param name="Result">The newest count; null before the first.</param>
public sealed record Board(BoardExperiment Experiment, ExperimentPlan Plan, IReadOnlyList<BoardPeriod> Periods, StoredResult? Result)
{
    /// <summary>What the units say; null before the first count, and of an interleaving.</summary>
    public ExperimentReport? Report => Result?.Reading.Report;

    /// <summary>Whether a whole day has not passed since the first exposure: intervals then say more of the hour than of people.</summary>
    public bool IsFirstDay => Report is { FirstExposure: { } first } report && report.AsOf - first < TimeSpan.FromDays(1);

    /// <summary>Whether the split is not to be trusted, so that no effect must be read.</summary>
    public bool IsBlocked => Result?.Reading.Bandit?.IsBlocked ?? Report?.IsBlocked ?? false;

    /// <summary>Name of a variant.</summary>
    public string Name(int variant) => Plan.Variants[variant].Name;
}

/// <summary>An experiment as its dashboard names it.</summary>
public sealed record BoardExperiment(int Id, string Key, string Name, string Hypothesis, ExperimentMode Mode, ExperimentUnitKind Unit, ExperimentState State, bool Simulated)
{
    public DateTime? StartedUtc { get; init; }

    public DateTime? EndedUtc { get; init; }

    public ExperimentDecision Decision { get; init; }

    /// <summary>The variant that was shipped or rolled back; null for none.</summary>
    public int? DecisionVariant { get; init; }

    public string DecisionNote { get; init; } = "";

    public string? DecidedBy { get; init; }

    public DateTime? DecidedUtc { get; init; }
}

/// <summary>A time in which the variants' shares did not change.</summary>
/// <param name="FromUtc">When it began.</param>
/// <param name="ToUtc">When it ended; null for the one that lasts.</param>
/// <param name="Shares">The share of each variant, 0..1.</param>
public sealed record BoardPeriod(DateTime FromUtc, DateTime? ToUtc, IReadOnlyList<double> Shares);
