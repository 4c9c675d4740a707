namespace Portal.Domain.ShortTerm;

/// <summary>What everybody did, person by person in order of time: what transitions are learned from.</summary>
public sealed record EventSequences
{
    /// <summary>Number of items; every position lies below it.</summary>
    public required int ItemCount { get; init; }

    /// <summary>For each person the positions of their items, oldest first; an item may come several times.</summary>
    public required IReadOnlyList<int[]> Items { get; init; }

    /// <summary>Instants of <see cref="Items"/> in seconds, place by place, never falling; null where only the order is known.</summary>
    public IReadOnlyList<long[]>? Seconds { get; init; }

    /// <summary>Number of events of all persons.</summary>
    public int EventCount => Items.Sum(items => items.Length);

    /// <summary>Checks that the parts fit together.</summary>
    /// <exception cref="ArgumentException">An item lies outside, or the instants do not fit the items.</exception>
    internal void Validate()
    {
        if (Seconds is not null && Seconds.Count != Items.Count)
        {
            throw new ArgumentException($"There are instants for {Seconds.Count} persons but items for {Items.Count}; give one row for each.");
        }

        for (var person = 0; person < Items.Count; person++)
        {
            foreach (var item in Items[person])
            {
                if ((uint)item >= (uint)ItemCount)
                {
                    throw new ArgumentException($"Person {person} has item {item}, but positions lie between 0 and {ItemCount - 1}.");
                }
            }

            if (Seconds is null)
            {
                continue;
            }

            var seconds = Seconds[person];
            if (seconds.Length != Items[person].Length)
            {
                throw new ArgumentException($"Person {person} has {seconds.Length} instants but {Items[person].Length} items; give one for each.");
            }

            for (var i = 1; i < seconds.Length; i++)
            {
                if (seconds[i] < seconds[i - 1])
                {
                    throw new ArgumentException($"Event {i} of person {person} is {seconds[i - 1] - seconds[i]} s before the one it follows; sort by time, oldest first.");
                }
            }
        }
    }
}
