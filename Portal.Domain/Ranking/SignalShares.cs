namespace Portal.Domain.Ranking;

/// <summary>How lists divide among the parts of the score.</summary>
public static class SignalShares
{
    /// <summary>
    /// Mean share of each part in an item's score, by absolute amounts: 1 where nothing else counts, for or against. Over all items in whose
    /// score anything counts; the largest share first, ties by key.
    /// </summary>
    public static IReadOnlyList<(string Signal, double Share)> Of(IEnumerable<RankedItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        Dictionary<string, double> sums = new(StringComparer.Ordinal);
        var count = 0;
        foreach (var item in items)
        {
            var all = item.Contributions.Sum(contribution => Math.Abs((double)contribution.Amount));
            if (all == 0)
            {
                continue;
            }

            count++;
            foreach (var contribution in item.Contributions)
            {
                sums[contribution.Signal] = sums.GetValueOrDefault(contribution.Signal) + (Math.Abs((double)contribution.Amount) / all);
            }
        }

        return [.. sums.Select(sum => (sum.Key, sum.Value / count)).OrderByDescending(share => share.Item2).ThenBy(share => share.Key, StringComparer.Ordinal)];
    }
}
