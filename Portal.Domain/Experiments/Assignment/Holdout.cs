namespace Portal.Domain.Experiments.Assignment;

/// <summary>
/// Units that no experiment takes, so that what all experiments together have brought can be measured against them. Who is held out depends on the seed and
/// the share alone; raising the share holds out more and releases nobody.
/// </summary>
public sealed record Holdout
{
    /// <summary>Holds out a share of the units.</summary>
    /// <param name="seed">The seed, not empty and not that of an experiment: with one seed, the held out would all be missing in the first variant.</param>
    /// <param name="share">0..1.</param>
    /// <exception cref="ArgumentException">The seed is empty or the share outside 0..1.</exception>
    public Holdout(string seed, double share)
    {
        ArgumentException.ThrowIfNullOrEmpty(seed);
        if (share is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "The share of units held out lies between 0 and 1.");
        }

        (Seed, Share) = (seed, share);
    }

    /// <summary>The seed of its hash.</summary>
    public string Seed { get; }

    /// <summary>The share of units held out, 0..1.</summary>
    public double Share { get; }

    /// <summary>The attribute that is hashed.</summary>
    public string Attribute { get; init; } = AssignmentContext.DefaultAttribute;

    /// <summary>Whether the unit is held out; never without the attribute.</summary>
    public bool Holds(AssignmentContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.UnitBy(Attribute) is { } unit && UnitHash.Of(Seed, unit, UnitHash.Newest) < Share;
    }
}
