using Portal.Domain.Experiments.Statistics;

namespace Portal.Domain.Experiments.Analysis;

/// <summary>What is known of one unit, e.g. a person, since it was first exposed. Each unit is told once.</summary>
public readonly ref struct UnitObservation
{
    /// <summary>Index of the arm it was exposed to first.</summary>
    public required int Arm { get; init; }

    /// <summary>When that was.</summary>
    public required DateTimeOffset ExposedAt { get; init; }

    /// <summary>Whether it was exposed to another arm as well; it is then left out, and counted.</summary>
    public bool SeenInSeveralArms { get; init; }

    /// <summary>What it did, for each metric in the plan's order; of a quantile NaN where it has no value.</summary>
    public required ReadOnlySpan<UnitValues> Values { get; init; }

    /// <summary>Its value of each of the plan's dimensions, in their order; null where unknown. Empty when nothing is known.</summary>
    public ReadOnlySpan<string?> Segments { get; init; }

    /// <summary>What it did on each day of its life, at most once per day and metric; days without anything may be left out. Empty when not known.</summary>
    public ReadOnlySpan<DayValue> Days { get; init; }
}
