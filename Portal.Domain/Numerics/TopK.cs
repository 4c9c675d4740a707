namespace Portal.Domain.Numerics;

/// <summary>Selection of the best few of many scores without sorting all of them.</summary>
public static class TopK
{
    /// <summary>Positions of the <paramref name="k"/> highest scores, best first; ties go to the lower position; NaN and −∞ are never selected.</summary>
    /// <remarks>A heap of size k whose root is the worst kept: O(n log k).</remarks>
    public static int[] Select(ReadOnlySpan<float> scores, int k)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        var kept = new PriorityQueue<int, (float Score, int Position)>(Math.Min(k, scores.Length), WorstFirst);
        for (var i = 0; i < scores.Length; i++)
        {
            if (float.IsNaN(scores[i]) || float.IsNegativeInfinity(scores[i]))
            {
                continue;
            }

            if (kept.Count < k)
            {
                kept.Enqueue(i, (scores[i], i));
            }
            else if (k > 0)
            {
                kept.EnqueueDequeue(i, (scores[i], i));
            }
        }

        var best = new int[kept.Count];
        for (var i = best.Length - 1; i >= 0; i--)
        {
            best[i] = kept.Dequeue();
        }

        return best;
    }

    private static readonly Comparer<(float Score, int Position)> WorstFirst =
        Comparer<(float Score, int Position)>.Create((a, b) => a.Score != b.Score ? a.Score.CompareTo(b.Score) : b.Position.CompareTo(a.Position));
}
