using System.Buffers;
using System.Numerics.Tensors;
using Portal.Domain.Catalogue;
using Portal.Domain.Numerics;
using Portal.Domain.Retrieval;

namespace Portal.Domain.ShortTerm;

/// <summary>The recent item to which a candidate pays most attention.</summary>
/// <param name="Item">The recent item.</param>
/// <param name="Share">Its share of the attention, above 0 to 1.</param>
/// <param name="Similarity">Its cosine with the candidate, −1..1.</param>
public readonly record struct AttendedItem(ItemIndex Item, float Share, float Similarity);

/// <summary>
/// Target attention over the last items (deep interest network; Zhou et al. 2018) without learned layers: how much a past item counts
/// depends on the candidate. Its weight is w · <see cref="Decay"/>^steps back · exp(cosine / <see cref="Temperature"/>), w by what the person
/// did; the score is the mean cosine under these weights. So one of several threads of a session is enough to bring a candidate up.
/// </summary>
public sealed record SessionAttention
{
    private const int MostLength = 256;

    /// <summary>How many of the last items with a vector are looked at, 1..256; the time is proportional to it.</summary>
    public int Length { get; init; } = 8;

    /// <summary>What each item further back is worth of the one after it, above 0 to 1.</summary>
    public float Decay { get; init; } = 0.85f;

    /// <summary>In cosines, above 0: small looks only at the nearest past item, large at all alike.</summary>
    public float Temperature { get; init; } = 0.1f;

    /// <summary>Scores candidates, −1..1; NaN for one without a vector, and for all when nothing recent has one.</summary>
    /// <param name="vectors">The items' vectors.</param>
    /// <param name="newestFirst">The person's last items, the newest first; weights of 0 and less do not count.</param>
    /// <param name="candidates">What to score.</param>
    /// <param name="values">One place per candidate; overwritten.</param>
    public void Score(IVectorIndex vectors, ReadOnlySpan<ItemWeight> newestFirst, ReadOnlySpan<ItemIndex> candidates, Span<float> values)
    {
        Span<ItemWeight> past = stackalloc ItemWeight[MostLength];
        past = past[..Select(vectors, newestFirst, past)];
        Span<float> cosines = stackalloc float[past.Length];

        // Side by side, so that a candidate's vector is read once for several past items.
        var rows = ArrayPool<float>.Shared.Rent(past.Length * vectors.Dimensions);
        for (var i = 0; i < past.Length; i++)
        {
            vectors[past[i].Item].CopyTo(rows.AsSpan(i * vectors.Dimensions));
        }

        for (var i = 0; i < candidates.Length; i++)
        {
            if (past.Length == 0 || !vectors.Has(candidates[i]))
            {
                values[i] = float.NaN;
                continue;
            }

            DotBlock.Dot(vectors[candidates[i]], rows.AsSpan(0, past.Length * vectors.Dimensions), cosines);
            values[i] = Attend(past, cosines, out _);
        }

        ArrayPool<float>.Shared.Return(rows);
    }

    /// <summary>The past item with most weight, the newer of two alike; null where there is no score.</summary>
    public AttendedItem? Explain(IVectorIndex vectors, ReadOnlySpan<ItemWeight> newestFirst, ItemIndex candidate)
    {
        Span<ItemWeight> past = stackalloc ItemWeight[MostLength];
        past = past[..Select(vectors, newestFirst, past)];
        if (past.Length == 0 || !vectors.Has(candidate))
        {
            return null;
        }

        Span<float> cosines = stackalloc float[past.Length];
        for (var i = 0; i < past.Length; i++)
        {
            cosines[i] = vectors.Cosine(past[i].Item, candidate);
        }

        Attend(past, cosines, out var most);
        return most;
    }

    // Those with a vector, their weight decayed by how far back they lie among all.
    private int Select(IVectorIndex vectors, ReadOnlySpan<ItemWeight> newestFirst, Span<ItemWeight> past)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Length, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Length, MostLength);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Decay, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Decay, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Temperature, 0);
        var (count, decay) = (0, 1f);
        foreach (var (item, weight) in newestFirst)
        {
            if (count < Length && weight > 0 && vectors.Has(item))
            {
                past[count++] = new ItemWeight(item, weight * decay);
            }

            decay *= Decay;
        }

        return count;
    }

    private float Attend(ReadOnlySpan<ItemWeight> past, ReadOnlySpan<float> cosines, out AttendedItem most)
    {
        var nearest = TensorPrimitives.Max(cosines);

        // The nearest is taken off every exponent, so that none overflows; it cancels out.
        float sum = 0, total = 0, heaviest = 0;
        var at = 0;
        for (var i = 0; i < past.Length; i++)
        {
            var weight = past[i].Weight * MathF.Exp((cosines[i] - nearest) / Temperature);
            (sum, total) = (sum + (weight * cosines[i]), total + weight);
            if (weight > heaviest)
            {
                (heaviest, at) = (weight, i);
            }
        }

        most = total > 0 ? new AttendedItem(past[at].Item, heaviest / total, cosines[at]) : new AttendedItem(past[0].Item, 1, cosines[0]);
        return total > 0 ? sum / total : cosines[0];
    }
}
