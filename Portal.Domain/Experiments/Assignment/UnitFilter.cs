namespace Portal.Domain.Experiments.Assignment;

/// <summary>Lets through the units whose hash by a seed of its own falls into certain parts: the newer form of a namespace, by any attribute.</summary>
public sealed record UnitFilter
{
    /// <summary>The seed of the division.</summary>
    public required string Seed { get; init; }

    /// <summary>The parts that are let through.</summary>
    public required IReadOnlyList<BucketRange> Ranges { get; init; }

    /// <summary>The attribute that is hashed; <c>id</c> when null.</summary>
    public string? Attribute { get; init; }

    /// <summary>1 or 2.</summary>
    public int HashVersion { get; init; } = UnitHash.Newest;

    /// <summary>Whether the unit is let through; never without the attribute.</summary>
    internal bool Admits(AssignmentContext context) =>
        context.UnitBy(Attribute) is { } unit && UnitHash.Of(Seed, unit, HashVersion) is { } bucket && Ranges.Any(range => range.Contains(bucket));
}
