using Portal.Domain.Ranking.Learning;

namespace Portal.Domain.OffPolicy;

/// <summary>Why no number is given.</summary>
public enum OffPolicyObstacle
{
    /// <summary>Too few lists were logged with what is needed.</summary>
    Requests,

    /// <summary>They went to too few people: how people differ cannot be told.</summary>
    People,

    /// <summary>Too little happened on them.</summary>
    Events,

    /// <summary>The draft would show too much of what was not served.</summary>
    Overlap,

    /// <summary>After weighing, too few places are left to speak.</summary>
    EffectiveSize,
}

/// <summary>What is missing for a number.</summary>
/// <param name="Obstacle">What it is.</param>
/// <param name="Value">How much there is.</param>
/// <param name="Needed">How much is needed.</param>
public sealed record OffPolicyRefusal(OffPolicyObstacle Obstacle, double Value, double Needed);

/// <summary>How often something happens at a place of a list, as logged and as expected of the draft.</summary>
public sealed record RateEstimate
{
    /// <summary>How often it happened on the logged lists.</summary>
    public required int Events { get; init; }

    /// <summary>Per place, as logged.</summary>
    public required RateInterval Logged { get; init; }

    /// <summary>Per place under the draft, by self-normalised inverse propensity weights; null when refused.</summary>
    public RateInterval? Weighted { get; init; }

    /// <summary>Per place under the draft, doubly robust; null when refused.</summary>
    public RateInterval? Robust { get; init; }

    /// <summary>The doubly robust estimate less the logged rate, with the error of the difference: both rest on the same lists. Null when refused.</summary>
    public RateInterval? Change { get; init; }

    /// <summary>Why there is no estimate; null where there is one.</summary>
    public OffPolicyRefusal? Refusal { get; init; }
}

/// <summary>What the log of one ranking says of another.</summary>
public sealed record OffPolicyEstimate
{
    /// <summary>Lists it rests on.</summary>
    public required int Requests { get; init; }

    /// <summary>People they went to.</summary>
    public required int People { get; init; }

    /// <summary>Places on them.</summary>
    public required int Places { get; init; }

    /// <summary>Share of the places whose item would be looked at more or less under the draft, 0..1.</summary>
    public required double Moved { get; init; }

    /// <summary>As many places of equal weight say as much (Kish 1965): (Σw)² ÷ Σw².</summary>
    public required double EffectivePlaces { get; init; }

    /// <summary>Share of the draft's places, upper ones weighing more, whose items the present ranking shows, 0..1.</summary>
    public required double Overlap { get; init; }

    /// <summary>How likely each position is looked at, estimated from the same log.</summary>
    public required ExaminationModel Examination { get; init; }

    /// <summary>Openings.</summary>
    public required RateEstimate Clicks { get; init; }

    /// <summary>Likes, saves and good ratings.</summary>
    public required RateEstimate Likes { get; init; }
}
