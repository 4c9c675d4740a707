namespace Portal.Domain.Evaluation.Metrics;

/// <summary>Kendall's rank correlation (Kendall 1938): how far two lists agree on the order of what both hold.</summary>
public static class KendallTau
{
    /// <summary>Pairs in the same order less pairs in the other, over all pairs of the common items: 1 for the same order, −1 for the reverse.</summary>
    /// <param name="first">A list, best first, each item once.</param>
    /// <param name="second">Another.</param>
    /// <returns>NaN when fewer than two items are on both lists.</returns>
    public static double Of<T>(IReadOnlyList<T> first, IReadOnlyList<T> second)
        where T : notnull
    {
        Dictionary<T, int> places = [];
        for (var i = 0; i < second.Count; i++)
        {
            places[second[i]] = i;
        }

        int[] common = [.. first.Where(places.ContainsKey).Select(item => places[item])];
        long agreeing = 0;
        for (var i = 0; i < common.Length; i++)
        {
            for (var j = i + 1; j < common.Length; j++)
            {
                agreeing += common[i] < common[j] ? 1 : -1;
            }
        }

        return common.Length < 2 ? double.NaN : agreeing / (common.Length * (common.Length - 1) / 2.0);
    }
}
