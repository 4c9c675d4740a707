using Portal.Domain.Catalogue;

namespace Portal.Domain.Ranking.Reranking;

/// <summary>
/// Maximal marginal relevance (Carbonell and Goldstein 1998): an item loses its greatest likeness to one that stands before
/// it. The loss only grows from place to place.
/// </summary>
public sealed class VarietyTerm : IRerankTerm
{
    private readonly ItemIndex[] _items;
    private readonly Func<ItemIndex, ItemIndex, float> _likeness;
    private readonly Func<ItemIndex, ItemIndex, Evidence?>? _explain;
    private readonly List<ItemIndex> _list;
    private readonly (float Likeness, int Place, int Seen)[] _nearest;

    /// <summary>Begins with what is on the person's list already.</summary>
    /// <param name="items">The candidates.</param>
    /// <param name="placed">Items before them on the list.</param>
    /// <param name="likeness">How alike two items are, 0..1.</param>
    /// <param name="weight">The μ of the method, above 0.</param>
    /// <param name="explain">Makes the evidence from a candidate and the item it is like; null for none.</param>
    public VarietyTerm(
        ItemIndex[] items, IEnumerable<ItemIndex> placed, Func<ItemIndex, ItemIndex, float> likeness, float weight, Func<ItemIndex, ItemIndex, Evidence?>? explain = null)
    {
        (_items, _likeness, Weight, _explain, _list) = (items, likeness, weight, explain, [.. placed]);
        _nearest = new (float, int, int)[items.Length];
    }

    /// <inheritdoc/>
    public string Key => RankingSignals.Variety;

    /// <inheritdoc/>
    public float Weight { get; }

    /// <inheritdoc/>
    public float Gate => 1;

    /// <inheritdoc/>
    public float Value(int candidate) => -Nearest(candidate).Likeness;

    /// <inheritdoc/>
    public Evidence? Explain(int candidate) =>
        Nearest(candidate) is { Likeness: > 0 } nearest ? _explain?.Invoke(_items[candidate], _list[nearest.Place]) : null;

    /// <inheritdoc/>
    public void Place(int candidate) => _list.Add(_items[candidate]);

    // Only when asked, and only with what was placed since: most candidates never come near the top.
    private (float Likeness, int Place, int Seen) Nearest(int candidate)
    {
        ref var nearest = ref _nearest[candidate];
        for (; nearest.Seen < _list.Count; nearest.Seen++)
        {
            var likeness = _likeness(_items[candidate], _list[nearest.Seen]);
            if (likeness > nearest.Likeness)
            {
                (nearest.Likeness, nearest.Place) = (likeness, nearest.Seen);
            }
        }

        return nearest;
    }
}
