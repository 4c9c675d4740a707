namespace Portal.Domain.Experiments.Assignment.Flags;

/// <summary>What a feature gives a unit.</summary>
/// <param name="Value">The value; null where it gives none.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="RuleId">The rule that gave it; empty for none or one without an id.</param>
/// <param name="Assignment">The assignment, where an experiment gave it.</param>
public sealed record FeatureResult(PlainValue Value, FeatureSource Source, string RuleId = "", ExperimentAssignment? Assignment = null)
{
    /// <summary>Whether the value switches something on.</summary>
    public bool IsOn => Value.IsTruthy;
}
