using Portal.Domain.Catalogue;

namespace Portal.Domain.Ranking.Reranking;

/// <summary>
/// Promotes what few people know: 1 for an item nobody has used, 0 for the one most have, by the logarithm between them.
/// Added to a logarithmic score this divides the score by popularity to the power of β.
/// </summary>
/// <param name="items">The candidates.</param>
/// <param name="familiarity">ln popularity of an item over that of the most popular one, 0..1; NaN when nothing is known of anybody.</param>
/// <param name="weight">The weight, above 0: β times the logarithm of the greatest popularity.</param>
/// <param name="explain">Makes the evidence from a candidate; null for none.</param>
public sealed class LongTailTerm(ItemIndex[] items, Func<ItemIndex, float> familiarity, float weight, Func<ItemIndex, Evidence?>? explain = null) : IRerankTerm
{
    /// <inheritdoc/>
    public string Key => RankingSignals.LongTail;

    /// <inheritdoc/>
    public float Weight { get; } = weight;

    /// <inheritdoc/>
    public float Gate => 1;

    /// <inheritdoc/>
    public float Value(int candidate) => 1 - familiarity(items[candidate]);

    /// <inheritdoc/>
    public Evidence? Explain(int candidate) => explain?.Invoke(items[candidate]);

    /// <inheritdoc/>
    public void Place(int candidate)
    {
        // An item's own popularity does not depend on the list.
    }
}
