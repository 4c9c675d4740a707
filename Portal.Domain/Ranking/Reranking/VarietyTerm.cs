using Portal.Domain.Catalogue;

namespace Portal.Domain.Ranking.Reranking;

/// <summary>
/// Maximal marginal relevance (Carbonell and Goldstein 1998): an item loses its greatest likeness to one that stands before
/// it. The loss only grows from place to place.
/// </summary>
/// <remarks>
/// It may lose its mean likeness instead, or a mixture: max-sum dispersion (Gollapudi and Sharma 2009), which spreads a list
/// further for the same loss of relevance but minds two equals in it less.
/// </remarks>
public sealed class VarietyTerm : IRerankTerm
{
    private readonly ItemIndex[] _items;
    private readonly Func<ItemIndex, ItemIndex, float> _likeness;
    private readonly Func<ItemIndex, ItemIndex, Evidence?>? _explain;
    private readonly List<ItemIndex> _list;
    private readonly float _mean;
    private readonly Standing[] _standings;

    /// <summary>Begins with what is on the person's list already.</summary>
    /// <param name="items">The candidates.</param>
    /// <param name="placed">Items before them on the list.</param>
    /// <param name="likeness">How alike two items are, 0..1.</param>
    /// <param name="weight">The μ of the method, above 0.</param>
    /// <param name="mean">Share of the mean likeness, 0..1: 0 is maximal marginal relevance.</param>
    /// <param name="explain">Makes the evidence from a candidate and the item it is like; null for none.</param>
    public VarietyTerm(
        ItemIndex[] items, IEnumerable<ItemIndex> placed, Func<ItemIndex, ItemIndex, float> likeness, float weight, float mean = 0, Func<ItemIndex, ItemIndex, Evidence?>? explain = null)
    {
        (_items, _likeness, Weight, _mean, _explain, _list) = (items, likeness, weight, mean, explain, [.. placed]);
        _standings = new Standing[items.Length];
    }

    /// <inheritdoc/>
    public string Key => RankingSignals.Variety;

    /// <inheritdoc/>
    public float Weight { get; }

    /// <inheritdoc/>
    public float Gate => 1;

    /// <inheritdoc/>
    public float Value(int candidate) => Now(candidate) is { Seen: > 0 } standing
        ? -(((1 - _mean) * standing.Nearest) + (_mean * standing.Sum / standing.Seen))
        : 0;

    /// <inheritdoc/>
    public Evidence? Explain(int candidate) =>
        Now(candidate) is { Nearest: > 0 } standing ? _explain?.Invoke(_items[candidate], _list[standing.Place]) : null;

    /// <inheritdoc/>
    public void Place(int candidate) => _list.Add(_items[candidate]);

    // Only when asked, and only with what was placed since: most candidates never come near the top.
    private Standing Now(int candidate)
    {
        ref var standing = ref _standings[candidate];
        for (; standing.Seen < _list.Count; standing.Seen++)
        {
            var likeness = _likeness(_items[candidate], _list[standing.Seen]);
            standing.Sum += likeness;
            if (likeness > standing.Nearest)
            {
                (standing.Nearest, standing.Place) = (likeness, standing.Seen);
            }
        }

        return standing;
    }

    /// <summary>How like a candidate is to the first so many of the list.</summary>
    private struct Standing
    {
        public float Nearest;
        public float Sum;
        public int Place;
        public int Seen;
    }
}
