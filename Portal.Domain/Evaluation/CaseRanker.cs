using Portal.Domain.Numerics;

namespace Portal.Domain.Evaluation;

/// <summary>The list of a case from the scores of all items.</summary>
/// <remarks>Score descending, then position ascending; NaN and −∞ last, by position, so that a constant scorer reaches exactly the value of the id order.</remarks>
public static class CaseRanker
{
    /// <summary>The best items of a case, best first.</summary>
    /// <param name="one">The case; its excluded items are left out, and where it names candidates all others.</param>
    /// <param name="scores">Scores of all items; overwritten.</param>
    /// <param name="k">Length of the list; shorter where fewer items can be ranked.</param>
    public static int[] Rank(EvaluationCase one, Span<float> scores, int k)
    {
        ArgumentNullException.ThrowIfNull(one);
        foreach (var item in one.Excluded)
        {
            scores[item] = float.NaN;
        }

        if (one.Candidates is null)
        {
            return Complete(TopK.Select(scores, k), all: null, one.Excluded, scores, k);
        }

        var some = new float[one.Candidates.Length];
        for (var i = 0; i < some.Length; i++)
        {
            some[i] = scores[one.Candidates[i]];
        }

        int[] best = [.. TopK.Select(some, k).Select(place => one.Candidates[place])];
        return Complete(best, one.Candidates, one.Excluded, scores, k);
    }

    /// <summary>How many items can be ranked for a case.</summary>
    /// <param name="one">The case.</param>
    /// <param name="itemCount">Number of items.</param>
    public static int CandidateCount(EvaluationCase one, int itemCount)
    {
        ArgumentNullException.ThrowIfNull(one);
        return one.Candidates is null ? itemCount - one.Excluded.Length : one.Candidates.Count(item => Array.BinarySearch(one.Excluded, item) < 0);
    }

    // Items without a score fill what is left of the list; the selection above never takes them.
    private static int[] Complete(int[] best, int[]? all, int[] excluded, ReadOnlySpan<float> scores, int k)
    {
        if (best.Length >= k)
        {
            return best;
        }

        var list = new List<int>(best);
        var count = all?.Length ?? scores.Length;
        for (var i = 0; i < count && list.Count < k; i++)
        {
            var item = all is null ? i : all[i];
            if ((float.IsNaN(scores[item]) || float.IsNegativeInfinity(scores[item])) && Array.BinarySearch(excluded, item) < 0)
            {
                list.Add(item);
            }
        }

        return [.. list];
    }
}
