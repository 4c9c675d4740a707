using Portal.Domain.Catalogue;

namespace Portal.Domain.Retrieval;

/// <summary>An item near a query.</summary>
/// <param name="Item">The item.</param>
/// <param name="Cosine">−1..1, higher is nearer; computed in single precision, whatever the search itself used.</param>
public readonly record struct VectorHit(ItemIndex Item, float Cosine);

/// <summary>
/// The items' vectors of one encoder, and search among them. Vectors are L2-normalised. Where long texts have vectors of their passages
/// too, an item is as near a query as its nearest vector, passages slightly discounted.
/// </summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public interface IVectorIndex
{
    /// <summary>Id of the encoder; only its query vectors may be compared with this index.</summary>
    string EncoderId { get; }

    /// <summary>Length of each vector.</summary>
    int Dimensions { get; }

    /// <summary>Number of items that have a vector.</summary>
    int Count { get; }

    /// <summary>Whether an item has a vector.</summary>
    bool Has(ItemIndex item);

    /// <summary>The vector of an item's whole text; all zeros where it has none.</summary>
    ReadOnlySpan<float> this[ItemIndex item] { get; }

    /// <summary>Cosine of two items' whole texts, −1..1; NaN when either has no vector.</summary>
    float Cosine(ItemIndex a, ItemIndex b);

    /// <summary>Cosine of a query with every item; NaN for items without a vector.</summary>
    /// <param name="query">L2-normalised, of <see cref="Dimensions"/> numbers.</param>
    /// <param name="scores">One place per item of the catalogue; overwritten.</param>
    void Score(ReadOnlySpan<float> query, Span<float> scores);

    /// <summary>The items nearest a query, nearest first, ties to the lower position.</summary>
    /// <param name="query">L2-normalised, of <see cref="Dimensions"/> numbers.</param>
    /// <param name="k">How many at most, at least 0.</param>
    /// <param name="allowed">One place per item of the catalogue: false where it must not be found; empty when all may be.</param>
    VectorHit[] Search(ReadOnlySpan<float> query, int k, ReadOnlySpan<bool> allowed = default);
}
