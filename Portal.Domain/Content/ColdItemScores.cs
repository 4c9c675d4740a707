using System.Buffers;
using Portal.Domain.Catalogue;

namespace Portal.Domain.Content;

/// <summary>How an item that nobody has used gets a score. Which is best depends on how dense the behaviour is: choose by validation.</summary>
public enum ColdItemMethod
{
    /// <summary>Mean of the collaborative scores of its nearest texts, weighted by likeness: best where there is much behaviour.</summary>
    CarriedOver,

    /// <summary>Sum of likeness over those nearest texts that the person took to.</summary>
    NearestNeighbours,

    /// <summary>Sum of likeness over everything the person took to: best where there is little behaviour.</summary>
    TextSum,
}

/// <summary>
/// Scores for items without behaviour, by the items of nearest text that have some (the k-nearest-neighbour mapping of Gantner et al. 2010).
/// The neighbours are found once; immutable and safe for concurrent use.
/// </summary>
public sealed class ColdItemScores
{
    private readonly TermVectors _texts;
    private readonly int[] _coldItems;
    private readonly TextNeighbour[][] _neighbours;

    private ColdItemScores(TermVectors texts, int[] coldItems, TextNeighbour[][] neighbours) =>
        (_texts, _coldItems, _neighbours) = (texts, coldItems, neighbours);

    /// <summary>How many neighbours a cold item gets where nothing else is said.</summary>
    public const int DefaultNeighbours = 50;

    /// <summary>Finds the neighbours.</summary>
    /// <param name="texts">The items' texts.</param>
    /// <param name="cold">One place per item: whether it has no behaviour. The others are the possible neighbours.</param>
    /// <param name="neighbours">How many neighbours each cold item gets, at least 1.</param>
    /// <param name="cancellationToken">Stops within a second or so.</param>
    /// <exception cref="ArgumentException">There is not one place per item.</exception>
    public static ColdItemScores Build(TermVectors texts, IReadOnlyList<bool> cold, int neighbours = DefaultNeighbours, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbours, 1);
        if (cold.Count != texts.ItemCount)
        {
            throw new ArgumentException($"There are {cold.Count} places for {texts.ItemCount} items; give one for each.", nameof(cold));
        }

        bool[] warm = [.. cold.Select(one => !one)];
        int[] items = [.. Enumerable.Range(0, cold.Count).Where(item => cold[item])];
        var found = new TextNeighbour[items.Length][];
        Parallel.For(0, items.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
            found[i] = texts.Neighbours(new ItemIndex(items[i]), neighbours, warm));
        return new ColdItemScores(texts, items, found);
    }

    /// <summary>Positions of the cold items, ascending.</summary>
    public IReadOnlyList<int> ColdItems => _coldItems;

    /// <summary>The nearest items with behaviour of a cold item, best first; none for an item that is not cold.</summary>
    public IReadOnlyList<TextNeighbour> NeighboursOf(ItemIndex item)
    {
        var place = Array.BinarySearch(_coldItems, item.Value);
        return place < 0 ? [] : _neighbours[place];
    }

    /// <summary>Writes the scores of the cold items; the places of the others stay as they are.</summary>
    /// <param name="method">How.</param>
    /// <param name="history">What the person took to; not needed for <see cref="ColdItemMethod.CarriedOver"/>.</param>
    /// <param name="collaborative">Collaborative scores, one place per item, NaN where unknown; needed for <see cref="ColdItemMethod.CarriedOver"/> only. May be <paramref name="scores"/> itself.</param>
    /// <param name="scores">One place per item. NaN for a cold item of which nothing is known.</param>
    public void Score(ColdItemMethod method, ReadOnlySpan<ItemWeight> history, ReadOnlySpan<float> collaborative, Span<float> scores)
    {
        var values = ArrayPool<float>.Shared.Rent(_texts.ItemCount);
        var places = values.AsSpan(0, _texts.ItemCount);
        switch (method)
        {
            case ColdItemMethod.CarriedOver:
                collaborative.CopyTo(places);
                break;
            case ColdItemMethod.NearestNeighbours:
                places.Clear();
                foreach (var (item, weight) in history)
                {
                    if ((uint)item.Value < (uint)places.Length)
                    {
                        places[item.Value] += weight;
                    }
                }

                break;
            default:
                _texts.Score(history, places);
                break;
        }

        for (var i = 0; i < _coldItems.Length; i++)
        {
            scores[_coldItems[i]] = method == ColdItemMethod.TextSum
                ? places[_coldItems[i]]
                : OverNeighbours(_neighbours[i], places, mean: method == ColdItemMethod.CarriedOver);
        }

        ArrayPool<float>.Shared.Return(values);
    }

    private static float OverNeighbours(TextNeighbour[] neighbours, ReadOnlySpan<float> values, bool mean)
    {
        float sum = 0, total = 0;
        foreach (var (item, similarity) in neighbours)
        {
            if (float.IsFinite(values[item.Value]))
            {
                (sum, total) = (sum + (similarity * values[item.Value]), total + similarity);
            }
        }

        return total == 0 ? float.NaN : mean ? sum / total : sum;
    }
}
