using System.Text.Json.Serialization;

namespace Portal.Domain.Experiments.Assignment.Flags;

/// <summary>
/// A rule of a feature. With a forced value it gives that to everybody it is for, or to a share of them; with variants it is an experiment; with neither it only asks
/// for other features.
/// </summary>
public sealed record FeatureRuleDefinition : RuleDefinition
{
    /// <summary>By which the rule is known; may be null.</summary>
    public string? Id { get; init; }

    /// <summary>The key of the experiment; that of the feature when null.</summary>
    public string? Key { get; init; }

    /// <summary>The value it gives; missing for an experiment.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public PlainValue Force { get; init; }

    /// <summary>The part of [0, 1) that gets the forced value; takes the place of coverage.</summary>
    public BucketRange? Range { get; init; }
}
