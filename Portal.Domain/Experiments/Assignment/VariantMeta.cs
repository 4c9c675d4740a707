namespace Portal.Domain.Experiments.Assignment;

/// <summary>What is known of a variant besides its value.</summary>
public sealed record VariantMeta
{
    /// <summary>By which it is remembered; its place among the variants when null.</summary>
    public string? Key { get; init; }

    /// <summary>For people.</summary>
    public string? Name { get; init; }

    /// <summary>Whether a unit in it goes on to the next rule of a feature: how a holdout lets the rest through.</summary>
    public bool Passthrough { get; init; }
}
