using Portal.Domain.Catalogue;
using Portal.Domain.Numerics;

namespace Portal.Domain.Retrieval;

/// <summary>The items' vectors of one encoder, for exact search: up to about 50,000 items a full scan is fast enough.</summary>
public sealed class VectorIndex
{
    private readonly float[] _values;
    private readonly bool[] _present;

    /// <summary>Builds the index.</summary>
    /// <param name="encoderId">The encoder all vectors come from.</param>
    /// <param name="dimensions">Length of each vector.</param>
    /// <param name="vectors">One L2-normalised vector per item, null where there is none.</param>
    /// <exception cref="ArgumentException">A vector has another length.</exception>
    public VectorIndex(string encoderId, int dimensions, IReadOnlyList<float[]?> vectors)
    {
        (EncoderId, Dimensions) = (encoderId, dimensions);
        _values = new float[vectors.Count * dimensions];
        _present = new bool[vectors.Count];
        for (var i = 0; i < vectors.Count; i++)
        {
            if (vectors[i] is not { } vector)
            {
                continue;
            }

            if (vector.Length != dimensions)
            {
                throw new ArgumentException($"Vector {i} has {vector.Length} numbers; encoder '{encoderId}' has {dimensions} dimensions.", nameof(vectors));
            }

            vector.CopyTo(_values, i * dimensions);
            _present[i] = true;
            Count++;
        }
    }

    /// <summary>Id of the encoder; only its query vectors may be compared with this index.</summary>
    public string EncoderId { get; }

    /// <summary>Length of each vector.</summary>
    public int Dimensions { get; }

    /// <summary>Number of items that have a vector.</summary>
    public int Count { get; }

    /// <summary>Whether an item has a vector.</summary>
    public bool Has(ItemIndex item) => _present[item.Value];

    /// <summary>The vector of an item; all zeros where it has none.</summary>
    public ReadOnlySpan<float> this[ItemIndex item] => _values.AsSpan(item.Value * Dimensions, Dimensions);

    /// <summary>Cosine of two items, −1..1; NaN when either has no vector.</summary>
    public float Cosine(ItemIndex a, ItemIndex b) => Has(a) && Has(b) ? VectorMath.Dot(this[a], this[b]) : float.NaN;

    /// <summary>Cosine of a query with every item; NaN for items without a vector.</summary>
    public void Score(ReadOnlySpan<float> query, Span<float> scores)
    {
        for (var i = 0; i < _present.Length; i++)
        {
            scores[i] = _present[i] ? VectorMath.Dot(query, _values.AsSpan(i * Dimensions, Dimensions)) : float.NaN;
        }
    }
}
