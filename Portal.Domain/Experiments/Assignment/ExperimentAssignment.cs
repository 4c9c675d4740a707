namespace Portal.Domain.Experiments.Assignment;

/// <summary>What an experiment makes of a unit.</summary>
public sealed record ExperimentAssignment
{
    /// <summary>The experiment's key.</summary>
    public required string Experiment { get; init; }

    /// <summary>The variant, from 0; the first, which changes nothing, for a unit that is not in.</summary>
    public int Variant { get; init; }

    /// <summary>The variant's key.</summary>
    public required string VariantKey { get; init; }

    /// <summary>Why it is in or not.</summary>
    public required AssignmentReason Reason { get; init; }

    /// <summary>Whether the unit gets the variant from the experiment.</summary>
    public bool IsIn => Reason is AssignmentReason.Hashed or AssignmentReason.Remembered or AssignmentReason.Forced;

    /// <summary>The attribute that was hashed.</summary>
    public required string Attribute { get; init; }

    /// <summary>Its value; null where there is none.</summary>
    public string? Unit { get; init; }

    /// <summary>The hash, at least 0 and below 1; null where it was not needed.</summary>
    public double? Bucket { get; init; }

    /// <summary>Whether it goes on to the next rule of a feature.</summary>
    public bool IsPassthrough { get; init; }

    /// <summary>What is to be stored, so that the unit keeps the variant; null when there is nothing new.</summary>
    public StickyBucket? Remember { get; init; }

    /// <summary>Whether it keeps what it once got.</summary>
    public bool IsSticky => Reason == AssignmentReason.Remembered;

    /// <summary>Whether somebody asked for the variant.</summary>
    public bool IsForced => Reason == AssignmentReason.Forced;

    /// <summary>Whether the unit may be counted: chance, not a person, gave it the variant.</summary>
    public bool IsCounted => IsIn && !IsForced;
}
