using System.Text.Json.Serialization;

namespace Portal.Domain.Experiments.Assignment;

/// <summary>How units are divided among variants, as it is stored: the fields and defaults of the GrowthBook specification. Fields it does not know are passed over.</summary>
public abstract record RuleDefinition
{
    /// <summary>The values of the variants, in their order.</summary>
    public IReadOnlyList<PlainValue>? Variations { get; init; }

    /// <summary>Keys and names of the variants, in the same order.</summary>
    public IReadOnlyList<VariantMeta>? Meta { get; init; }

    /// <summary>The share of each variant, 0..1, with the sum 1; equal shares when null.</summary>
    public IReadOnlyList<double>? Weights { get; init; }

    /// <summary>The share of units that take part, 0..1; all when null.</summary>
    public double? Coverage { get; init; }

    /// <summary>The parts of [0, 1) of the variants; they take the place of coverage and weights.</summary>
    public IReadOnlyList<BucketRange>? Ranges { get; init; }

    /// <summary>The attribute that is hashed; <c>id</c> when null.</summary>
    public string? HashAttribute { get; init; }

    /// <summary>The attribute that is hashed where that one is absent; only for units whose variants are remembered.</summary>
    public string? FallbackAttribute { get; init; }

    /// <summary>1 or 2; 1 when null, as the specification has it.</summary>
    public int? HashVersion { get; init; }

    /// <summary>The seed of the hash; the key when null.</summary>
    public string? Seed { get; init; }

    /// <summary>The shared division the units must be in; passed over where there are filters.</summary>
    public UnitNamespace? Namespace { get; init; }

    /// <summary>All of them must let the unit through.</summary>
    public IReadOnlyList<UnitFilter>? Filters { get; init; }

    /// <summary>Whom it is for (<see cref="Targeting.TargetingCondition"/>); everybody when missing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public PlainValue Condition { get; init; }

    /// <summary>What other features must give the unit first.</summary>
    public IReadOnlyList<ParentCondition>? ParentConditions { get; init; }

    /// <summary>Under which variants are remembered; raising it divides everybody anew.</summary>
    public int BucketVersion { get; init; }

    /// <summary>A unit that has a variant of a version below this takes no further part.</summary>
    public int MinBucketVersion { get; init; }

    /// <summary>Whether variants are neither remembered nor looked up.</summary>
    public bool DisableStickyBucketing { get; init; }
}
