using System.Collections.ObjectModel;
using Portal.Domain.Experiments.Assignment.Flags;

namespace Portal.Domain.Experiments.Assignment;

/// <summary>A unit and what is known when it is assigned. Immutable; one per request, the groups, features and holdouts shared by all.</summary>
public sealed record AssignmentContext
{
    /// <summary>The attribute that is hashed where none is named.</summary>
    public const string DefaultAttribute = "id";

    /// <summary>What is known of the unit by name, its ids too; in normal form (NFC), since an id is hashed as it is written.</summary>
    public required IReadOnlyDictionary<string, PlainValue> Attributes { get; init; }

    /// <summary>Whether experiments are run at all.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>Whether only variants somebody asks for are shown.</summary>
    public bool IsQaMode { get; init; }

    /// <summary>Variants somebody asks for, by the experiment's key.</summary>
    public IReadOnlyDictionary<string, int> ForcedVariants { get; init; } = ReadOnlyDictionary<string, int>.Empty;

    /// <summary>The address of the page, by whose query a variant can be asked for; null for people who may not.</summary>
    public string? Url { get; init; }

    /// <summary>Which variants the unit once got; null to remember nothing.</summary>
    public StickyBuckets? Sticky { get; init; }

    /// <summary>Groups to which conditions refer.</summary>
    public SavedGroups Groups { get; init; } = SavedGroups.None;

    /// <summary>Features that others ask for.</summary>
    public FeatureSet Features { get; init; } = FeatureSet.Empty;

    /// <summary>Who is kept out of all experiments.</summary>
    public IReadOnlyList<Holdout> Holdouts { get; init; } = [];

    /// <summary>What a feature gives the unit.</summary>
    public FeatureResult Feature(string key) => Features.Evaluate(key, this, path: null);

    /// <summary>The unit's id by an attribute, <see cref="DefaultAttribute"/> when null; null where there is none.</summary>
    internal string? UnitBy(string? attribute) => Attributes.TryGetValue(attribute ?? DefaultAttribute, out var value) ? value.ToUnit() : null;

    /// <summary>The attribute to hash and its value: the first one, or where it is absent and variants are remembered the second.</summary>
    internal (string Attribute, string? Unit) UnitBy(string? attribute, string? fallback)
    {
        var unit = UnitBy(attribute);
        return unit is null && fallback is not null && UnitBy(fallback) is { } other ? (fallback, other) : (attribute ?? DefaultAttribute, unit);
    }
}
