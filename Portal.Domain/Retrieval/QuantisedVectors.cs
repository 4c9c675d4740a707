using System.Buffers;
using Portal.Domain.Numerics;

namespace Portal.Domain.Retrieval;

/// <summary>The 8-bit copies of an index's vectors, and the scans over them. Items first, then passages, each row padded with zeros.</summary>
internal sealed class QuantisedVectors
{
    private const int RowMultiple = 32;

    // Rows compared at a time, so that what they give stays near.
    private const int Block = 256;

    // A second core pays from about a quarter of a millisecond of work.
    private const long ParallelFrom = 4_000_000;

    private readonly sbyte[] _codes;
    private readonly float[] _scales;
    private readonly int _stride;
    private readonly int _itemCount;
    private readonly PassageVectors _passages;

    /// <summary>Quantises the vectors; an item without one gets the scale NaN.</summary>
    public QuantisedVectors(int dimensions, float[]?[] items, PassageVectors passages)
    {
        (_itemCount, _passages) = (items.Length, passages);
        _stride = (dimensions + RowMultiple - 1) / RowMultiple * RowMultiple;
        var rows = (long)items.Length + passages.Count;
        if (rows * _stride > Array.MaxLength)
        {
            throw new ArgumentException($"{rows} vectors of {dimensions} dimensions are more than one index holds ({Array.MaxLength / _stride}); split the catalogue.", nameof(items));
        }

        _codes = new sbyte[rows * _stride];
        _scales = new float[rows];
        InParts((int)rows, (from, to) =>
        {
            for (var row = from; row < to; row++)
            {
                var vector = row < items.Length ? items[row] : passages[row - items.Length];
                _scales[row] = vector is null ? float.NaN : Int8Math.Quantise(vector, _codes.AsSpan(row * _stride, _stride));
            }
        });
    }

    /// <summary>Memory, in bytes.</summary>
    public long Bytes => _codes.Length + ((long)_scales.Length * sizeof(float));

    /// <summary>The estimated likeness of each item to a query; NaN for items without a vector.</summary>
    public void Estimate(ReadOnlySpan<float> query, Span<float> scores)
    {
        var (codes, scale) = Quantise(query);
        var estimates = ArrayPool<float>.Shared.Rent(_itemCount);
        InParts(_itemCount, (from, to) => Estimate(codes, scale, from, estimates.AsSpan(from, to - from)));
        estimates.AsSpan(0, _itemCount).CopyTo(scores);
        ArrayPool<float>.Shared.Return(estimates);
    }

    /// <summary>Positions of the items that are nearest a query by the estimate, in no order.</summary>
    /// <param name="query">L2-normalised.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="allowed">One place per item; empty when all may be found.</param>
    public int[] Best(ReadOnlySpan<float> query, int count, ReadOnlySpan<bool> allowed)
    {
        var (codes, scale) = Quantise(query);
        var filter = allowed.IsEmpty ? null : ArrayPool<bool>.Shared.Rent(_itemCount);
        allowed.CopyTo(filter);
        BestScores best = new(new ulong[Math.Min(count, _itemCount)]);
        foreach (var (position, score) in Parts(codes, scale, count, filter))
        {
            best.Offer(score, position);
        }

        if (filter is not null)
        {
            ArrayPool<bool>.Shared.Return(filter);
        }

        var positions = new int[Math.Min(count, _itemCount)];
        return positions[..best.Drain(positions)];
    }

    // What each core found, one after the other.
    private List<(int Position, float Score)> Parts(sbyte[] codes, float scale, int count, bool[]? filter)
    {
        List<(int, float)> found = [];
        InParts(_itemCount, (from, to) =>
        {
            var positions = new int[Math.Min(count, to - from)];
            var scores = new float[positions.Length];
            var kept = BestOf(codes, scale, from, to, filter, positions, scores);
            lock (found)
            {
                for (var i = 0; i < kept; i++)
                {
                    found.Add((positions[i], scores[i]));
                }
            }
        });
        return found;
    }

    private int BestOf(sbyte[] query, float scale, int from, int to, bool[]? filter, int[] positions, float[] scores)
    {
        BestScores best = new(new ulong[positions.Length]);
        Span<float> block = stackalloc float[Block];
        for (var start = from; start < to; start += Block)
        {
            var estimates = block[..Math.Min(Block, to - start)];
            Estimate(query, scale, start, estimates);
            for (var i = 0; i < estimates.Length; i++)
            {
                if (estimates[i] >= best.Least && (filter is null || filter[start + i]))
                {
                    best.Offer(estimates[i], start + i);
                }
            }
        }

        return best.Drain(positions, scores);
    }

    private void Estimate(sbyte[] query, float scale, int first, Span<float> scores)
    {
        Likeness(query, scale, first, scores);
        Span<float> block = stackalloc float[Block];
        var owner = 0;
        var end = _passages.StartOf(first + scores.Length);
        for (var start = _passages.StartOf(first); start < end; start += Block)
        {
            var passages = block[..Math.Min(Block, end - start)];
            Likeness(query, scale, _itemCount + start, passages);
            for (var i = 0; i < passages.Length; i++)
            {
                while (_passages.StartOf(first + owner + 1) <= start + i)
                {
                    owner++;
                }

                scores[owner] = Math.Max(scores[owner], PassageVectors.Discounted(passages[i]));
            }
        }
    }

    private void Likeness(sbyte[] query, float scale, int firstRow, Span<float> scores)
    {
        Span<int> block = stackalloc int[Block];
        for (var start = 0; start < scores.Length; start += Block)
        {
            var products = block[..Math.Min(Block, scores.Length - start)];
            var row = firstRow + start;
            Int8Math.Dot(query, _codes.AsSpan(row * _stride, products.Length * _stride), products);
            for (var i = 0; i < products.Length; i++)
            {
                scores[start + i] = scale * _scales[row + i] * products[i];
            }
        }
    }

    private (sbyte[] Codes, float Scale) Quantise(ReadOnlySpan<float> query)
    {
        var codes = new sbyte[_stride];
        return (codes, Int8Math.Quantise(query, codes));
    }

    // One part per core where that pays, one part otherwise.
    private void InParts(int count, Action<int, int> work)
    {
        var parts = (long)count * _stride < ParallelFrom ? 1 : Math.Min(Environment.ProcessorCount, count);
        if (parts == 1)
        {
            work(0, count);
            return;
        }

        Parallel.For(0, parts, part => work((int)((long)count * part / parts), (int)((long)count * (part + 1) / parts)));
    }
}
