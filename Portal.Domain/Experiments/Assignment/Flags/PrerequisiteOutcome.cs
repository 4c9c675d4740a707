namespace Portal.Domain.Experiments.Assignment.Flags;

/// <summary>Whether other features give a unit what is asked for.</summary>
internal enum PrerequisiteOutcome
{
    Met,
    NotMet,
    Gated,
    Cyclic,
}
