namespace Portal.Domain.Evaluation.Metrics;

/// <summary>How far two lists hold the same, whatever the order.</summary>
public static class ListOverlap
{
    /// <summary>Share of common items in the first <paramref name="k"/> of two lists, 0..1: over the longer of the two, so that a list that has become shorter overlaps less.</summary>
    /// <param name="first">A list, best first, each item once.</param>
    /// <param name="second">Another.</param>
    /// <param name="k">How many places are looked at, at least 1.</param>
    /// <returns>1 for two empty lists.</returns>
    public static double At<T>(IReadOnlyList<T> first, IReadOnlyList<T> second, int k)
        where T : notnull
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        var longest = Math.Min(k, Math.Max(first.Count, second.Count));
        return longest == 0 ? 1 : first.Take(k).Intersect(second.Take(k)).Count() / (double)longest;
    }
}
