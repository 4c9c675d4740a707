using Portal.Domain.Catalogue;

namespace Portal.Domain.Retrieval;

/// <summary>
/// Where a concept that the catalogue has no word for shows in its items: in their words, all of them in one item, or in their meaning, from a cosine
/// on that stands out from the catalogue's.
/// </summary>
/// <param name="Literal">One place per item: whether its text holds all words of the concept.</param>
/// <param name="Cosines">One place per item: the cosine with the concept, NaN without a vector; empty where the concept has none.</param>
/// <param name="Threshold">The cosine from which an item counts as being about the concept.</param>
public sealed record ConceptMatch(bool[] Literal, float[] Cosines, float Threshold)
{
    /// <summary>Standard deviations above the catalogue's mean cosine that stand out.</summary>
    public const float Deviations = 3;

    /// <summary>No cosine below this stands out, whatever the catalogue's are.</summary>
    public const float LeastCosine = 0.4f;

    /// <summary>Whether an item is about the concept.</summary>
    public bool Holds(ItemIndex item) => Literal[item.Value] || CosineOf(item) >= Threshold;

    /// <summary>The cosine of an item; NaN where there is none.</summary>
    public float CosineOf(ItemIndex item) => Cosines.Length == 0 ? float.NaN : Cosines[item.Value];

    /// <summary>How far an item is about the concept, 0..1: 1 where its words are, else by how near its cosine is to the threshold and beyond.</summary>
    public float FitOf(ItemIndex item) => Literal[item.Value] ? 1 : CosineOf(item) >= Threshold ? Math.Min(1, 0.5f + ((CosineOf(item) - Threshold) / (1 - Threshold))) : 0;

    /// <summary>Matches a concept with the whole catalogue.</summary>
    /// <param name="words">The items' words.</param>
    /// <param name="vectors">Their vectors; null for none.</param>
    /// <param name="text">The concept.</param>
    /// <param name="vector">Its vector from the vectors' encoder; null for words alone.</param>
    /// <param name="count">Number of items.</param>
    internal static ConceptMatch Of(Bm25Index words, IVectorIndex? vectors, string text, float[]? vector, int count)
    {
        var literal = new bool[count];
        words.MarkWithAll([.. TextAnalyzer.Terms(text).Select(term => term.Stem).Distinct(StringComparer.Ordinal)], literal);
        if (vector is null || vectors is null)
        {
            return new ConceptMatch(literal, [], float.PositiveInfinity);
        }

        var cosines = new float[count];
        vectors.Score(vector, cosines);
        double sum = 0, squares = 0;
        var known = 0;
        foreach (var cosine in cosines)
        {
            if (!float.IsNaN(cosine))
            {
                (sum, squares, known) = (sum + cosine, squares + ((double)cosine * cosine), known + 1);
            }
        }

        var mean = known > 0 ? sum / known : 0;
        var deviation = known > 0 ? Math.Sqrt(Math.Max(0, (squares / known) - (mean * mean))) : 0;
        return new ConceptMatch(literal, cosines, Math.Max(LeastCosine, (float)(mean + (Deviations * deviation))));
    }
}
