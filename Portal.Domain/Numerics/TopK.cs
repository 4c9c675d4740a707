using System.Buffers;
using System.Numerics;

namespace Portal.Domain.Numerics;

/// <summary>Selection of the best few of many scores without sorting all of them.</summary>
public static class TopK
{
    private const int MostOnStack = 256;

    /// <summary>Positions of the <paramref name="k"/> highest scores, best first; ties go to the lower position; NaN and −∞ are never selected.</summary>
    public static int[] Select(ReadOnlySpan<float> scores, int k)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        var best = new int[Math.Min(k, scores.Length)];
        var count = Select(scores, best);
        return count == best.Length ? best : best[..count];
    }

    /// <summary>The same into places that the caller has.</summary>
    /// <param name="scores">Any numbers.</param>
    /// <param name="best">As many places as are wanted; those beyond the result are left as they are.</param>
    /// <returns>How many were selected: fewer than places where there are fewer scores.</returns>
    /// <remarks>A heap of size k whose root is the worst kept, O(n log k) at worst; once it is full, scores that do not beat the root are passed over a vector at a time.</remarks>
    public static int Select(ReadOnlySpan<float> scores, Span<int> best)
    {
        var k = Math.Min(best.Length, scores.Length);
        if (k == 0)
        {
            return 0;
        }

        var rented = k > MostOnStack ? ArrayPool<ulong>.Shared.Rent(k) : null;
        BestScores kept = new(rented is null ? stackalloc ulong[k] : rented.AsSpan(0, k));
        var i = 0;
        while (i < scores.Length && !kept.IsFull)
        {
            kept.Offer(scores[i], i++);
        }

        for (; i <= scores.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            if (Vector.GreaterThanAny(new Vector<float>(scores[i..]), new Vector<float>(kept.Least)))
            {
                for (var j = i; j < i + Vector<float>.Count; j++)
                {
                    kept.Offer(scores[j], j);
                }
            }
        }

        for (; i < scores.Length; i++)
        {
            kept.Offer(scores[i], i);
        }

        var count = kept.Drain(best);
        if (rented is not null)
        {
            ArrayPool<ulong>.Shared.Return(rented);
        }

        return count;
    }
}
