using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace Portal.Domain.Catalogue;

/// <summary>
/// The active items of one moment, in the order of their ids, with their labels (genres, tags and kind) as sorted numbers. Immutable: requests
/// keep the one they began with.
/// </summary>
public sealed class CatalogueIndex
{
    /// <summary>Under which name <see cref="NumbersOf"/> gives the items' years.</summary>
    public const string YearAttribute = "year";

    private readonly Item[] _items;
    private readonly int[][] _labels;
    private readonly string[] _labelNames;
    private readonly int[][] _itemsByLabel;
    private readonly Dictionary<string, int> _byId;
    private readonly FrozenDictionary<string, int> _labelIds;
    private readonly ConcurrentDictionary<string, double[]> _numbers = new(StringComparer.Ordinal);

    /// <summary>Builds the index.</summary>
    /// <param name="items">Items in any order; they carry no alias, see <see cref="Item.WithLabels"/>.</param>
    /// <param name="aliases">Other words by which labels are found, each with the label it stands for; null for none.</param>
    /// <exception cref="ArgumentException">Two items share an id.</exception>
    public CatalogueIndex(IEnumerable<Item> items, IReadOnlyDictionary<string, string>? aliases = null)
    {
        Aliases = aliases ?? FrozenDictionary<string, string>.Empty;
        _items = [.. items.OrderBy(item => item.Id, StringComparer.Ordinal)];
        for (var i = 1; i < _items.Length; i++)
        {
            if (_items[i].Id == _items[i - 1].Id)
            {
                throw new ArgumentException($"Two items have the id '{_items[i].Id}'; ids must be unique.", nameof(items));
            }
        }

        _byId = new Dictionary<string, int>(_items.Length, StringComparer.Ordinal);
        HashSet<string> labels = new(StringComparer.Ordinal);
        for (var i = 0; i < _items.Length; i++)
        {
            _byId.Add(_items[i].Id, i);
            labels.UnionWith(LabelsAndKind(_items[i]));
        }

        Kinds = [.. _items.CountBy(item => item.Kind).Select(kind => (kind.Key, kind.Value)).OrderByDescending(kind => kind.Value).ThenBy(kind => kind.Key, StringComparer.Ordinal)];
        _labelNames = [.. labels.Order(StringComparer.Ordinal)];
        _labelIds = _labelNames.Select((name, i) => KeyValuePair.Create(name, i)).ToFrozenDictionary(StringComparer.Ordinal);
        _labels = new int[_items.Length][];
        var counts = new int[_labelNames.Length];
        for (var i = 0; i < _items.Length; i++)
        {
            _labels[i] = [.. LabelsAndKind(_items[i]).Select(label => _labelIds[label]).Distinct()];
            Array.Sort(_labels[i]);
            foreach (var label in _labels[i])
            {
                counts[label]++;
            }
        }

        _itemsByLabel = [.. counts.Select(count => new int[count])];
        for (var i = _items.Length - 1; i >= 0; i--)
        {
            foreach (var label in _labels[i])
            {
                _itemsByLabel[label][--counts[label]] = i;
            }
        }
        NewestFirst = [.. Enumerable.Range(0, _items.Length).OrderByDescending(i => _items[i].Published).Select(i => new ItemIndex(i))];

        static IEnumerable<string> LabelsAndKind(Item item) => item.Labels.Append(item.Kind);
    }

    /// <summary>The kinds with their numbers of items, the commonest first.</summary>
    public IReadOnlyList<(string Kind, int Count)> Kinds { get; }

    /// <summary>Number of items.</summary>
    public int Count => _items.Length;

    /// <summary>All items; the position is the <see cref="ItemIndex"/>.</summary>
    public IReadOnlyList<Item> Items => _items;

    /// <summary>All items, those published last first; ties by position.</summary>
    public IReadOnlyList<ItemIndex> NewestFirst { get; }

    /// <summary>Every label that an item carries, in ordinal order; the position is the label's number.</summary>
    public IReadOnlyList<string> LabelNames => _labelNames;

    /// <summary>Other words for labels, each with the label it stands for: what a label was called before, or is called elsewhere.</summary>
    public IReadOnlyDictionary<string, string> Aliases { get; }

    /// <summary>The item at a position.</summary>
    public Item this[ItemIndex index] => _items[index.Value];

    /// <summary>The numbers of an item's labels, ascending.</summary>
    public ReadOnlySpan<int> LabelsOf(ItemIndex index) => _labels[index.Value];

    /// <summary>Finds an item by its id.</summary>
    public bool TryFind(string id, out ItemIndex index)
    {
        var found = _byId.TryGetValue(id, out var value);
        index = new ItemIndex(found ? value : -1);
        return found;
    }

    /// <summary>Positions of the items that carry a label, ascending.</summary>
    public ReadOnlySpan<int> ItemsWith(int label) => _itemsByLabel[label];

    /// <summary>An attribute of every item as a number (see <see cref="Item.Number"/>), or its year, NaN where it is absent or not a number; read once.</summary>
    public ReadOnlySpan<double> NumbersOf(string attribute) =>
        _numbers.GetOrAdd(attribute, static (name, items) => [.. items.Select(item => (name == YearAttribute ? item.Year : item.Number(name)) ?? double.NaN)], _items);

    /// <summary>Finds a label's number by its name, or by another word for it.</summary>
    public bool TryFindLabel(string name, out int label) => _labelIds.TryGetValue(name, out label) || (Aliases.TryGetValue(name, out var meant) && _labelIds.TryGetValue(meant, out label));

    /// <summary>Share of labels two items have in common (Jaccard), 0..1; 0 when neither has a label.</summary>
    public float LabelSimilarity(ItemIndex a, ItemIndex b)
    {
        ReadOnlySpan<int> x = _labels[a.Value], y = _labels[b.Value];
        int i = 0, j = 0, common = 0;
        while (i < x.Length && j < y.Length)
        {
            if (x[i] == y[j])
            {
                (common, i, j) = (common + 1, i + 1, j + 1);
            }
            else if (x[i] < y[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        var union = x.Length + y.Length - common;
        return union == 0 ? 0 : (float)common / union;
    }
}
