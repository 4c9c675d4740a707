namespace Portal.Domain.Content;

/// <summary>
/// How much each kind of evidence counts by how much is known: what everybody likes leads until a person's own likes take over, and an
/// item's text leads until people's behaviour does. Smooth, so that one more like never turns a page over.
/// </summary>
/// <remarks>
/// The defaults follow what was measured: below 5 likes nothing beats popularity, between 5 and 10 the models take over; text adds nothing
/// to an item with some dozens of interactions and everything to one without.
/// </remarks>
public sealed record EvidenceHandOver
{
    /// <summary>With how many likes popularity counts half, above 0.</summary>
    public double HalfLikes { get; init; } = 7;

    /// <summary>How sharply popularity hands over, at least 1: with 2 it is .84 at 3 likes, .66 at 5, .33 at 10 and .11 at 20.</summary>
    public double Steepness { get; init; } = 2;

    /// <summary>With how many interactions of the item its text counts half, above 0.</summary>
    public double HalfSupport { get; init; } = 5;

    /// <summary>How much popularity counts: 1 without likes, falling towards 0.</summary>
    /// <param name="likes">Likes of the person, or the sum of their strengths; at least 0.</param>
    public double PopularityShare(double likes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(likes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(HalfLikes);
        ArgumentOutOfRangeException.ThrowIfLessThan(Steepness, 1);
        return 1 / (1 + Math.Pow(likes / HalfLikes, Steepness));
    }

    /// <summary>How much an item's text counts: 1 without interactions, falling towards 0.</summary>
    /// <param name="support">Interactions of the item, at least 0.</param>
    public double TextShare(double support)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(support);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(HalfSupport);
        return 1 / (1 + (support / HalfSupport));
    }
}
