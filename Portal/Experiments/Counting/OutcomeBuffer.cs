using Portal.Experiments.Metrics;

namespace Portal.Experiments.Counting;

/// <summary>What a unit did, unpacked to be read and overwritten by the next one. Not thread-safe.</summary>
public sealed class OutcomeBuffer
{
    /// <summary>Since its exposure.</summary>
    public UnitTally Since { get; } = new();

    /// <summary>Before it.</summary>
    public UnitTally Before { get; } = new();

    /// <summary>What each team earned; empty where there are none.</summary>
    public List<double> Credit { get; } = [];

    /// <summary>Days with something.</summary>
    public List<DayOutcome> Days { get; } = [];
}
