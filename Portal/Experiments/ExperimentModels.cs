using Portal.Data.Entities;
using Portal.Engine.Experiments;

namespace Portal.Experiments;

/// <summary>All of an experiment that its planner sets.</summary>
/// <param name="Name">As pages call it.</param>
/// <param name="Hypothesis">What is expected, and why.</param>
/// <param name="Mode">How variants are compared.</param>
/// <param name="Unit">What is assigned.</param>
/// <param name="Plan">The rest.</param>
public sealed record ExperimentDraft(string Name, string Hypothesis, ExperimentMode Mode, ExperimentUnitKind Unit, ExperimentPlan Plan)
{
    public const int LongestName = 100, LongestHypothesis = 2000, LongestNote = 2000, MostVariants = 8;
}

/// <summary>An experiment as pages show it.</summary>
public sealed record ExperimentView(int Id, string Key, ExperimentDraft Draft, ExperimentState State)
{
    public required string Author { get; init; }

    public DateTime CreatedUtc { get; init; }

    /// <summary>When it first ran; null for a draft.</summary>
    public DateTime? StartedUtc { get; init; }

    public DateTime? EndedUtc { get; init; }

    public ExperimentDecision Decision { get; init; }

    /// <summary>The variant that was shipped or rolled back; null for none.</summary>
    public int? DecisionVariant { get; init; }

    public string DecisionNote { get; init; } = "";

    public string? DecidedBy { get; init; }

    public DateTime? DecidedUtc { get; init; }

    public bool Simulated { get; init; }

    /// <summary>Counted up by every change: whoever changes what they have not seen is told.</summary>
    public int Revision { get; init; }

    /// <summary>As pages call it.</summary>
    public string Name => Draft.Name;

    /// <summary>What it compares, on whom, and by which rules it is read.</summary>
    public ExperimentPlan Plan => Draft.Plan;

    internal static ExperimentView Of(ExperimentEntity row) => new(row.Id, row.Key, new ExperimentDraft(row.Name, row.Hypothesis, row.Mode, row.Unit, ExperimentPlan.FromJson(row.Plan)), row.State)
    {
        Author = row.Author,
        CreatedUtc = row.CreatedUtc,
        StartedUtc = row.StartedUtc,
        EndedUtc = row.EndedUtc,
        Decision = row.Decision,
        DecisionVariant = row.DecisionVariant,
        DecisionNote = row.DecisionNote,
        DecidedBy = row.DecidedBy,
        DecidedUtc = row.DecidedUtc,
        Simulated = row.Simulated,
        Revision = row.Revision,
    };
}

/// <summary>What became of a change.</summary>
public enum ExperimentOutcome
{
    Done,

    /// <summary>The experiment is gone.</summary>
    NotFound,

    /// <summary>Somebody else has changed it meanwhile.</summary>
    Changed,

    /// <summary>In its state that cannot be done: what runs is not edited, what is decided not decided again.</summary>
    WrongState,

    /// <summary>Something on its checklist is missing.</summary>
    NotReady,

    /// <summary>Other weights went live at the same moment.</summary>
    LiveChanged,

    /// <summary>The variant's weights are gone.</summary>
    WeightsMissing,

    /// <summary>Its units were drawn, not observed: nothing follows from it for real people.</summary>
    Simulated,
}

/// <summary>What became of a change, and the experiment as it is stored now.</summary>
public sealed record ExperimentChange(ExperimentOutcome Outcome, ExperimentView? Stored = null)
{
    public bool Ok => Outcome == ExperimentOutcome.Done;
}
