using Portal.Domain.Catalogue;

namespace Portal.Domain.Profiles;

/// <summary>What a person changed about an interest that was learned. Interests have no names that last, so it is meant for the one to which an item belongs.</summary>
/// <param name="Anchor">The item, one of those they liked.</param>
/// <param name="Name">What they call it; null for the name made from its labels.</param>
/// <param name="Weight">By what its weight is multiplied, 0, not at all, to <see cref="MostWeight"/>.</param>
/// <param name="MergedWith">An item of another interest with which it is one; null for none.</param>
public sealed record InterestEdit(ItemIndex Anchor, string? Name = null, double Weight = 1, ItemIndex? MergedWith = null)
{
    /// <summary>The largest weight.</summary>
    public const double MostWeight = 2;
}
