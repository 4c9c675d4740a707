using Portal.Experiments.Metrics;

namespace Portal.Experiments.Counting;

/// <summary>What a unit did, as it is stored with it.</summary>
public sealed record UnitOutcomes
{
    /// <summary>Since its exposure.</summary>
    public UnitTally Since { get; init; } = new();

    /// <summary>Before it, in the plan's days.</summary>
    public UnitTally Before { get; init; } = new();

    /// <summary>What each team of an interleaving earned; empty for other experiments.</summary>
    public IReadOnlyList<int> Credit { get; init; } = [];

    /// <summary>The plan's primary metric on each day since the exposure on which there was something.</summary>
    public IReadOnlyList<DayOutcome> Days { get; init; } = [];
}

/// <summary>The primary metric of a unit on one day.</summary>
/// <param name="Day">Full days since its exposure, from 0.</param>
/// <param name="Value">The number.</param>
/// <param name="Denominator">What a ratio's number is divided by; 0 for others.</param>
public readonly record struct DayOutcome(int Day, double Value, double Denominator);
