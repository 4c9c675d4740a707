using Portal.Domain.Evaluation.Files;

namespace Portal.Domain.Evaluation.Loading;

/// <summary>A person took to an item.</summary>
/// <param name="User">Id of the person.</param>
/// <param name="Item">Id of the item.</param>
/// <param name="Time">When, in any unit.</param>
public readonly record struct TakenItem(string User, string Item, double Time);

/// <summary>
/// Loads P2 on a split by time: everybody's last fifth of all events is held back, at one instant for all, so that no model sees anything of
/// later than what it is asked about. Only people who were there before that instant are asked.
/// </summary>
public static class TemporalSplit
{
    /// <summary>Share of the events that is held back.</summary>
    public const double HeldBack = 0.2;

    /// <summary>From a file of <c>user item rating timestamp</c>; ratings below <see cref="LoadOptions.Like"/> are left out.</summary>
    /// <exception cref="EvaluationFileException">The file is missing, has a malformed line, or carries no times.</exception>
    public static EvaluationTask Load(string ratings, LoadOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        EvaluationFiles files = new();
        var events = EventFile.ReadPairs(files, ratings);
        if (!events.HasTimes)
        {
            throw new EvaluationFileException(ratings, 0, "a time in the fourth field of every line, by which to split", "none");
        }

        return From(files, events.Likes(options.Like), keepItem: null, TaskParts.Items(files, options), options, HeldOutPeople.Liked(events, options));
    }

    /// <summary>From what is in memory. Every item can be ranked, also those that nobody took to.</summary>
    /// <param name="taken">Who took to what and when.</param>
    /// <param name="items">The catalogue.</param>
    /// <param name="options">What is asked in common.</param>
    /// <exception cref="ArgumentException">There is nothing to split.</exception>
    public static EvaluationTask Of(IReadOnlyCollection<TakenItem> taken, IReadOnlyCollection<EvaluatedItem> items, LoadOptions options)
    {
        ArgumentNullException.ThrowIfNull(taken);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(options);
        EvaluationFiles files = new();
        Dictionary<string, ItemLine> lines = new(StringComparer.Ordinal);
        foreach (var item in items)
        {
            files.Items.Add(item.Id);
            lines[item.Id] = new ItemLine(item, item.Text.Length > 0);
        }

        List<Event> rows = [.. taken.Where(one => lines.ContainsKey(one.Item)).Select(one => new Event(files.Users.Add(one.User), files.Items.Find(one.Item), 1, one.Time))];
        if (rows.Count < 2)
        {
            throw new ArgumentException($"{rows.Count} times somebody took to an item of the catalogue: nothing can be held back.");
        }

        return From(files, new EventTable(rows, HasRatings: false, HasTimes: true), _ => true, lines, options, note: "") with { DataHash = null };
    }

    private static EvaluationTask From(EvaluationFiles files, EventTable events, Func<int, bool>? keepItem, IReadOnlyDictionary<string, ItemLine>? items, LoadOptions options, string note)
    {
        double[] times = [.. events.Rows.Select(row => row.Time).Order()];
        var cut = times.Length == 0 ? 0 : times[(int)(times.Length * (1 - HeldBack))];
        var train = events with { Rows = [.. events.Rows.Where(row => row.Time < cut)] };
        HashSet<int> known = [.. train.Rows.Select(row => row.User)];
        var late = events.Rows.Where(row => row.Time >= cut).ToList();
        var test = events with { Rows = [.. late.Where(row => known.Contains(row.User))] };
        var dense = keepItem is null ? DenseData.OfEvents(files, train, test) : DenseData.OfItems(files, keepItem, train, test);
        var task = HoldoutLoader.From(files, dense, items, options);
        var newcomers = late.Select(row => row.User).Distinct().Count(user => !known.Contains(user));
        string[] notes = [note, FormattableString.Invariant($"Split by time: the last {HeldBack:P0} of the events are held back."), TaskParts.Count(newcomers, "people came only after the split and are not asked.")];
        return task with { Notes = [.. notes.Where(text => text.Length > 0), .. task.Notes] };
    }
}
