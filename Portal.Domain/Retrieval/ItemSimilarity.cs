using Portal.Domain.Catalogue;

namespace Portal.Domain.Retrieval;

/// <summary>
/// How alike two items are, 0..1, by meaning and by labels. The cosine is rescaled from the range in which two descriptions
/// of the same language lie (0.5: no more in common than any two) to 0..1. Two items with identical text and labels have 1.
/// </summary>
public sealed class ItemSimilarity(CatalogueIndex catalogue, IVectorIndex? vectors)
{
    private const float Unrelated = 0.5f, MeaningShare = 0.6f;

    /// <summary>The similarity of two items; by labels alone where either has no vector.</summary>
    public float Between(ItemIndex a, ItemIndex b)
    {
        var labels = catalogue.LabelSimilarity(a, b);
        var cosine = vectors?.Cosine(a, b) ?? float.NaN;
        return Of(cosine, labels);
    }

    /// <summary>The similarity of what has a cosine and a share of labels in common; by labels alone where the cosine is NaN.</summary>
    public static float Of(float cosine, float labels) => float.IsNaN(cosine)
        ? labels
        : (MeaningShare * Math.Clamp((cosine - Unrelated) / (1 - Unrelated), 0, 1)) + ((1 - MeaningShare) * labels);
}
