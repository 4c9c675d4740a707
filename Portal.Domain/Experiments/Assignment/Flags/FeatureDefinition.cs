using System.Text.Json.Serialization;

namespace Portal.Domain.Experiments.Assignment.Flags;

/// <summary>A named setting whose value depends on the unit, as it is stored: the first rule that applies gives the value.</summary>
public sealed record FeatureDefinition
{
    /// <summary>The value where no rule applies.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public PlainValue DefaultValue { get; init; }

    /// <summary>The rules, in the order in which they are asked.</summary>
    public IReadOnlyList<FeatureRuleDefinition>? Rules { get; init; }
}
