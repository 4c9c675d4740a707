using Portal.Domain.Catalogue;

namespace Portal.Domain.Ranking.Reranking;

/// <summary>
/// Lets one creator have at most so many of any <see cref="Window"/> cards in a row, wherever pages begin. Gives way only where
/// nothing else is left: an empty place helps nobody.
/// </summary>
public sealed class CreatorCap
{
    /// <summary>Cards in a row that are looked at: about a page.</summary>
    public const int Window = 24;

    private readonly int _most;
    private readonly Func<ItemIndex, IReadOnlyList<string>> _creatorsOf;
    private readonly Queue<ItemIndex> _recent = new();
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>Begins with what is on the person's list already.</summary>
    /// <param name="most">How many of one creator, at least 1.</param>
    /// <param name="creatorsOf">The creators of an item; one without any is never held back.</param>
    /// <param name="placed">The list so far, in order.</param>
    public CreatorCap(int most, Func<ItemIndex, IReadOnlyList<string>> creatorsOf, IReadOnlyList<ItemIndex> placed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        (_most, _creatorsOf) = (most, creatorsOf);
        for (var i = Math.Max(0, placed.Count - Window); i < placed.Count; i++)
        {
            Place(placed[i]);
        }
    }

    /// <summary>Whether an item may be next.</summary>
    public bool Allows(ItemIndex item)
    {
        foreach (var creator in _creatorsOf(item))
        {
            if (_counts.GetValueOrDefault(creator) >= _most)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes note that an item is next.</summary>
    public void Place(ItemIndex item)
    {
        _recent.Enqueue(item);
        Count(item, 1);
        if (_recent.Count >= Window)
        {
            Count(_recent.Dequeue(), -1);
        }
    }

    private void Count(ItemIndex item, int change)
    {
        foreach (var creator in _creatorsOf(item))
        {
            _counts[creator] = _counts.GetValueOrDefault(creator) + change;
        }
    }
}
