using Portal.Domain.Catalogue;

namespace Portal.Domain.Collaborative;

/// <summary>
/// The items that occur in the training data. A model keeps one column for each of them and none for the others, so that a
/// catalogue may be much larger than what people have seen of it. Immutable.
/// </summary>
internal sealed class KnownItems
{
    private readonly int[] _positions;
    private readonly int[] _columns;

    /// <param name="itemCount">Number of items.</param>
    /// <param name="positions">Those that are known, ascending.</param>
    public KnownItems(int itemCount, int[] positions)
    {
        _positions = positions;
        _columns = new int[itemCount];
        Array.Fill(_columns, -1);
        for (var column = 0; column < positions.Length; column++)
        {
            _columns[positions[column]] = column;
        }
    }

    /// <summary>Number of known items.</summary>
    public int Count => _positions.Length;

    /// <summary>Number of all items.</summary>
    public int ItemCount => _columns.Length;

    /// <summary>The known items, ascending: their place in this list is their column.</summary>
    public ReadOnlySpan<int> Positions => _positions;

    /// <summary>Those with at least one entry.</summary>
    public static KnownItems Of(InteractionMatrix data)
    {
        var seen = new bool[data.ItemCount];
        for (var user = 0; user < data.UserCount; user++)
        {
            foreach (var item in data.ByUser.ColumnsOf(user))
            {
                seen[item] = true;
            }
        }

        return new KnownItems(data.ItemCount, [.. Enumerable.Range(0, data.ItemCount).Where(item => seen[item])]);
    }

    /// <summary>The column of an item, −1 for one that is not known or outside the catalogue.</summary>
    public int ColumnOf(ItemIndex item) => (uint)item.Value < (uint)_columns.Length ? _columns[item.Value] : -1;

    /// <summary>The columns' part of a score vector, cleared, to be filled and then handed to <see cref="Spread"/>.</summary>
    /// <exception cref="ArgumentException">The vector is not of the catalogue's length.</exception>
    public Span<float> Begin(Span<float> scores)
    {
        if (scores.Length != ItemCount)
        {
            throw new ArgumentException($"The scores have {scores.Length} places, the model {ItemCount} items.", nameof(scores));
        }

        var columns = scores[..Count];
        columns.Clear();
        return columns;
    }

    /// <summary>Moves the scores of the columns, at the front, to their items' places; NaN for all others, or for all when nothing can be said.</summary>
    public void Spread(Span<float> scores, bool any)
    {
        if (!any)
        {
            scores.Fill(float.NaN);
            return;
        }

        // From behind: a column's place is never before it.
        var column = Count - 1;
        for (var item = ItemCount - 1; item > column; item--)
        {
            scores[item] = column >= 0 && _positions[column] == item ? scores[column--] : float.NaN;
        }
    }

    /// <summary>Checks the arguments of an explanation, and clears it.</summary>
    /// <exception cref="ArgumentException">The parts are not as many as the history.</exception>
    public static void BeginParts(ReadOnlySpan<ItemWeight> history, Span<float> parts)
    {
        if (parts.Length != history.Length)
        {
            throw new ArgumentException($"There are {parts.Length} parts for a history of {history.Length} items.", nameof(parts));
        }

        parts.Clear();
    }
}
