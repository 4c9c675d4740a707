namespace Portal.Domain.Evaluation.Files;

/// <summary>People's histories from events with positions.</summary>
/// <param name="Items">Distinct items per person: in order of time, ties by position, or else ascending.</param>
/// <param name="Ratings">Their ratings, place by place; null where the file has none.</param>
/// <param name="Times">Their times, place by place.</param>
internal sealed record HistorySet(int[][] Items, float[][]? Ratings, double[][] Times)
{
    /// <summary>Gathers the histories; of several events of one person and item the last one counts.</summary>
    public static HistorySet Build(EventTable events, int userCount, bool ordered)
    {
        var counts = new int[userCount];
        foreach (var row in events.Rows)
        {
            counts[row.User]++;
        }

        var byUser = new Event[userCount][];
        for (var user = 0; user < userCount; user++)
        {
            byUser[user] = new Event[counts[user]];
        }

        foreach (var row in events.Rows)
        {
            byUser[row.User][^(counts[row.User]--)] = row;
        }

        var (items, ratings, times) = (new int[userCount][], events.HasRatings ? new float[userCount][] : null, new double[userCount][]);
        for (var user = 0; user < userCount; user++)
        {
            var own = Distinct(byUser[user], ordered);
            items[user] = Array.ConvertAll(own, row => row.Item);
            times[user] = Array.ConvertAll(own, row => row.Time);
            if (ratings is not null)
            {
                ratings[user] = Array.ConvertAll(own, row => row.Rating);
            }

            byUser[user] = [];
        }

        return new HistorySet(items, ratings, times);
    }

    private static Event[] Distinct(Event[] rows, bool ordered)
    {
        // OrderBy is stable, so of events of the same time the later line wins.
        Dictionary<int, Event> last = [];
        foreach (var row in rows.OrderBy(row => row.Time))
        {
            last[row.Item] = row;
        }

        var distinct = last.Values.ToArray();
        Array.Sort(distinct, (a, b) => ordered && a.Time != b.Time ? a.Time.CompareTo(b.Time) : a.Item.CompareTo(b.Item));
        return distinct;
    }
}
