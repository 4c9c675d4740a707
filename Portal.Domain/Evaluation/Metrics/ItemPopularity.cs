namespace Portal.Domain.Evaluation.Metrics;

/// <summary>How often the items were used in training, and which of them form the short head. Immutable.</summary>
public sealed class ItemPopularity
{
    private readonly int[] _counts;
    private readonly bool[] _head;

    /// <summary>Counts.</summary>
    /// <param name="itemCount">Number of rankable items.</param>
    /// <param name="histories">The training histories; empty ones are no people of the training part.</param>
    public ItemPopularity(int itemCount, IReadOnlyList<int[]> histories)
    {
        ArgumentNullException.ThrowIfNull(histories);
        _counts = new int[itemCount];
        foreach (var history in histories)
        {
            UserCount += history.Length > 0 ? 1 : 0;
            foreach (var item in history)
            {
                _counts[item]++;
            }
        }

        _head = Head(_counts);
    }

    /// <summary>Takes counts that are known already.</summary>
    /// <param name="counts">How often each rankable item was used.</param>
    /// <param name="userCount">People who used at least one, at least 0.</param>
    public ItemPopularity(IReadOnlyList<int> counts, int userCount)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentOutOfRangeException.ThrowIfNegative(userCount);
        (_counts, UserCount) = ([.. counts], userCount);
        _head = Head(_counts);
    }

    /// <summary>People with at least one training interaction.</summary>
    public int UserCount { get; }

    /// <summary>Number of rankable items.</summary>
    public int ItemCount => _counts.Length;

    /// <summary>Number of items in the short head.</summary>
    public int HeadCount => _head.Count(isHead => isHead);

    /// <summary>Training interactions of an item.</summary>
    public int this[int item] => _counts[item];

    /// <summary>Whether an item is of the short head: the shortest prefix of items by popularity, ties by position, that holds at least 80 % of the interactions.</summary>
    public bool IsHead(int item) => _head[item];

    /// <summary>Surprise in bits: −log2 of the share of people who used the item, an unused one counting once (Zhou et al. 2010).</summary>
    public double Novelty(int item) => -Math.Log2(Math.Max(_counts[item], 1) / (double)UserCount);

    private static bool[] Head(int[] counts)
    {
        var total = counts.Sum(count => (long)count);
        var head = new bool[counts.Length];
        long held = 0;
        foreach (var item in Enumerable.Range(0, counts.Length).OrderByDescending(item => counts[item]).ThenBy(item => item))
        {
            if (held * 5 >= total * 4)
            {
                break;
            }

            held += counts[item];
            head[item] = true;
        }

        return head;
    }
}
