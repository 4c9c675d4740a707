using System.Buffers;
using System.Numerics.Tensors;
using Portal.Domain.Catalogue;
using Portal.Domain.Numerics;

namespace Portal.Domain.Retrieval;

/// <summary>
/// Search by full scan: a large index is compared in 8-bit integers, and the best few times k of its items again in single
/// precision, which decides; a small one in single precision at once. Memory: 4 bytes a number, and 1 more in a large index.
/// </summary>
public sealed class VectorIndex : IVectorIndex
{
    /// <summary>What is taken off the likeness of a passage, as a share: a single sentence must fit better than the whole text to win.</summary>
    public const float PassageDiscount = 0.05f;

    /// <summary>Numbers from which an index is large: below, a scan in single precision takes about a millisecond and needs no estimates.</summary>
    internal const long LargeFrom = 2_000_000;

    // Estimates are off by some thousandths at most: twice as many as asked for and some hold those asked for.
    private const int ExactShare = 2, ExactMargin = 64;

    // Of a large index's scores, as many are exact as any list of candidates is long.
    private const int ExactScores = 1024;

    private readonly float[]?[] _items;
    private readonly PassageVectors _passages;
    private readonly QuantisedVectors? _codes;
    private readonly float[] _none;

    /// <summary>Builds the index.</summary>
    /// <param name="encoderId">The encoder all vectors come from.</param>
    /// <param name="dimensions">Length of each vector.</param>
    /// <param name="vectors">One L2-normalised vector per item, null where there is none. Kept, not copied: they must not be changed afterwards.</param>
    /// <param name="passages">The vectors of each item's passages, null or empty where it has none; null when no item has any. Those of an item without a vector are left out.</param>
    /// <exception cref="ArgumentException">A vector has another length or a number that is not finite, or there are passages for another number of items.</exception>
    public VectorIndex(string encoderId, int dimensions, IReadOnlyList<float[]?> vectors, IReadOnlyList<IReadOnlyList<float[]>?>? passages = null)
        : this(encoderId, dimensions, vectors, passages, LargeFrom)
    {
    }

    internal VectorIndex(string encoderId, int dimensions, IReadOnlyList<float[]?> vectors, IReadOnlyList<IReadOnlyList<float[]>?>? passages, long largeFrom)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        (EncoderId, Dimensions) = (encoderId, dimensions);
        _items = [.. vectors];
        _none = new float[dimensions];
        for (var i = 0; i < _items.Length; i++)
        {
            if (_items[i] is { } vector)
            {
                Check(vector, i);
                Count++;
            }
        }

        _passages = new PassageVectors(_items, passages, Check);
        _codes = (long)(Count + PassageCount) * dimensions < largeFrom ? null : new QuantisedVectors(dimensions, _items, _passages);

        void Check(float[] vector, int item)
        {
            if (vector.Length != dimensions)
            {
                throw new ArgumentException($"A vector of item {item} has {vector.Length} numbers; encoder '{encoderId}' has {dimensions} dimensions.", nameof(vectors));
            }

            if (!float.IsFinite(TensorPrimitives.Norm(vector)))
            {
                throw new ArgumentException($"A vector of item {item} has a number that is not finite; embed the item anew.", nameof(vectors));
            }
        }
    }

    /// <inheritdoc/>
    public string EncoderId { get; }

    /// <inheritdoc/>
    public int Dimensions { get; }

    /// <inheritdoc/>
    public int Count { get; }

    /// <summary>Number of vectors of passages.</summary>
    public int PassageCount => _passages.Count;

    /// <summary>Memory of the numbers in single precision, in bytes.</summary>
    public long FloatBytes => (long)(Count + PassageCount) * Dimensions * sizeof(float);

    /// <summary>Memory of the 8-bit numbers and their scales, in bytes; 0 in a small index.</summary>
    public long CodeBytes => _codes?.Bytes ?? 0;

    /// <inheritdoc/>
    public ReadOnlySpan<float> this[ItemIndex item] => _items[item.Value] ?? _none;

    /// <inheritdoc/>
    public bool Has(ItemIndex item) => _items[item.Value] is not null;

    /// <inheritdoc/>
    public float Cosine(ItemIndex a, ItemIndex b) =>
        _items[a.Value] is { } x && _items[b.Value] is { } y ? VectorMath.Dot(x, y) : float.NaN;

    /// <inheritdoc/>
    /// <remarks>
    /// Exact up to about 4,000 items of 512 dimensions; in a larger index the best 1,024 are exact, and the others are
    /// estimates that are off by some thousandths at most.
    /// </remarks>
    public void Score(ReadOnlySpan<float> query, Span<float> scores)
    {
        CheckQuery(query);
        scores = scores[.._items.Length];
        if (_codes is null)
        {
            ScoreExactly(query, scores, []);
            return;
        }

        _codes.Estimate(query, scores);
        Span<int> best = stackalloc int[ExactScores];
        foreach (var item in best[..TopK.Select(scores, best)])
        {
            scores[item] = Exact(query, item);
        }
    }

    /// <inheritdoc/>
    public VectorHit[] Search(ReadOnlySpan<float> query, int k, ReadOnlySpan<bool> allowed = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        CheckQuery(query);
        if (!allowed.IsEmpty && allowed.Length != _items.Length)
        {
            throw new ArgumentException($"The filter has {allowed.Length} places for {_items.Length} items; it needs one per item.", nameof(allowed));
        }

        if (k == 0)
        {
            return [];
        }

        return _codes is null ? SearchAll(query, k, allowed) : SearchCandidates(_codes.Best(query, (int)Math.Min(Count, ((long)k * ExactShare) + ExactMargin), allowed), query, k);
    }

    private VectorHit[] SearchAll(ReadOnlySpan<float> query, int k, ReadOnlySpan<bool> allowed)
    {
        var scores = ArrayPool<float>.Shared.Rent(_items.Length);
        var all = scores.AsSpan(0, _items.Length);
        ScoreExactly(query, all, allowed);
        VectorHit[] hits = [.. TopK.Select(all, k).Select(item => new VectorHit(new ItemIndex(item), scores[item]))];
        ArrayPool<float>.Shared.Return(scores);
        return hits;
    }

    private VectorHit[] SearchCandidates(int[] candidates, ReadOnlySpan<float> query, int k)
    {
        // By position, so that ties go to the lower one again.
        Array.Sort(candidates);
        var scores = new float[candidates.Length];
        for (var i = 0; i < candidates.Length; i++)
        {
            scores[i] = Exact(query, candidates[i]);
        }

        return [.. TopK.Select(scores, k).Select(i => new VectorHit(new ItemIndex(candidates[i]), scores[i]))];
    }

    private void ScoreExactly(ReadOnlySpan<float> query, Span<float> scores, ReadOnlySpan<bool> allowed)
    {
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = allowed.IsEmpty || allowed[i] ? Exact(query, i) : float.NaN;
        }
    }

    private float Exact(ReadOnlySpan<float> query, int item)
    {
        if (_items[item] is not { } whole)
        {
            return float.NaN;
        }

        var nearest = VectorMath.Dot(query, whole);
        foreach (var passage in _passages.Of(item))
        {
            nearest = Math.Max(nearest, PassageVectors.Discounted(VectorMath.Dot(query, passage)));
        }

        return nearest;
    }

    private void CheckQuery(ReadOnlySpan<float> query)
    {
        if (query.Length != Dimensions)
        {
            throw new ArgumentException($"The query has {query.Length} numbers; encoder '{EncoderId}' has {Dimensions} dimensions.", nameof(query));
        }
    }
}
