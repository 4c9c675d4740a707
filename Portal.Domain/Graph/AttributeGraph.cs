using System.Globalization;
using Portal.Domain.Catalogue;
using Portal.Domain.Numerics;

namespace Portal.Domain.Graph;

/// <summary>
/// Items and what they share, as a graph of two sides: an edge between an item and each of its creators, tags, genres and so on. An edge
/// weighs the kind's weight times ln(1 + items / items with the attribute), so that what is rare leads further than what is common; an
/// attribute of one item alone leads nowhere and is left out. Immutable and safe for concurrent use.
/// </summary>
public sealed class AttributeGraph
{
    private readonly AttributeNode[] _attributes;
    private readonly float[] _weights;

    private AttributeGraph(AttributeGraphOptions options, AttributeNode[] attributes, float[] weights, SparseMatrix byItem)
    {
        (Options, _attributes, _weights, ByItem) = (options, attributes, weights, byItem);
        ByAttribute = byItem.Transpose();
        Degrees = new float[byItem.RowCount];
        PassedOn = new float[attributes.Length];
        for (var attribute = 0; attribute < PassedOn.Length; attribute++)
        {
            PassedOn[attribute] = (1 - options.Restart) * (1 - options.Restart) * weights[attribute] / ByAttribute.ColumnsOf(attribute).Length;
        }

        for (var item = 0; item < Degrees.Length; item++)
        {
            foreach (var weight in byItem.ValuesOf(item))
            {
                Degrees[item] += weight;
            }
        }
    }

    /// <summary>How the graph is weighted and walked.</summary>
    public AttributeGraphOptions Options { get; }

    /// <summary>Number of items; the length of every score vector.</summary>
    public int ItemCount => ByItem.RowCount;

    /// <summary>Number of attributes that at least two items share.</summary>
    public int AttributeCount => _attributes.Length;

    /// <summary>Number of edges.</summary>
    public int EdgeCount => ByItem.EntryCount;

    /// <summary>Rows are items, columns attributes, values the edges' weights; the weights of an average item sum to 1.</summary>
    internal SparseMatrix ByItem { get; }

    /// <summary>Rows are attributes, columns items.</summary>
    internal SparseMatrix ByAttribute { get; }

    /// <summary>Sum of the weights of an item's edges.</summary>
    internal float[] Degrees { get; }

    /// <summary>For each attribute what one of its items gets of a unit of mass per weight that came to it from another, both steps' restarts taken off.</summary>
    internal float[] PassedOn { get; }

    /// <summary>Builds the graph of a catalogue.</summary>
    public static AttributeGraph Of(CatalogueIndex catalogue, AttributeGraphOptions? options = null) =>
        Build([.. catalogue.Items.Select(AttributesOf)], options);

    /// <summary>Builds the graph from what each item has; repeats count once.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static AttributeGraph Build(IReadOnlyList<IReadOnlyList<AttributeNode>> attributesByItem, AttributeGraphOptions? options = null)
    {
        options ??= new AttributeGraphOptions();
        options.Validate();
        Dictionary<AttributeNode, List<int>> items = [];
        for (var item = 0; item < attributesByItem.Count; item++)
        {
            foreach (var attribute in attributesByItem[item])
            {
                var list = items.TryGetValue(attribute, out var known) ? known : items[attribute] = [];
                if (list.Count == 0 || list[^1] != item)
                {
                    list.Add(item);
                }
            }
        }

        var count = attributesByItem.Count;
        (AttributeNode Attribute, List<int> Items)[] kept =
        [
            .. items.Where(pair => pair.Value.Count >= 2 && pair.Value.Count <= options.MaxShare * count && options.WeightOf(pair.Key.Kind) > 0)
                .OrderBy(pair => pair.Key.Kind).ThenBy(pair => pair.Key.Name, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value)),
        ];
        double[] weights = [.. kept.Select(one => options.WeightOf(one.Attribute.Kind) * Math.Log(1 + ((double)count / one.Items.Count)))];
        var total = kept.Select((one, i) => weights[i] * one.Items.Count).Sum();
        float[] scaled = [.. weights.Select(weight => (float)(weight * count / total))];
        var edges = kept.SelectMany((one, attribute) => one.Items.Select(item => (item, attribute, scaled[attribute])));
        return new AttributeGraph(options, [.. kept.Select(one => one.Attribute)], scaled, SparseMatrix.From(count, kept.Length, edges));
    }

    /// <summary>What an item has, as far as the catalogue says.</summary>
    public static IReadOnlyList<AttributeNode> AttributesOf(Item item)
    {
        List<AttributeNode> attributes = [new(AttributeKind.Kind, item.Kind)];
        attributes.AddRange(item.Creators.Select(name => new AttributeNode(AttributeKind.Creator, name)));
        attributes.AddRange(item.Genres.Select(name => new AttributeNode(AttributeKind.Genre, name)));
        attributes.AddRange(item.Tags.Select(name => new AttributeNode(AttributeKind.Tag, name)));
        AddIf(AttributeKind.Series, item.Attributes.GetValueOrDefault("series"));
        AddIf(AttributeKind.Country, item.Attributes.GetValueOrDefault("country"));
        AddIf(AttributeKind.Language, item.Language);
        AddIf(AttributeKind.Decade, item.Year is { } year ? (year - (((year % 10) + 10) % 10)).ToString(CultureInfo.InvariantCulture) : null);
        return attributes;

        void AddIf(AttributeKind kind, string? name)
        {
            if (!string.IsNullOrWhiteSpace(name))
            {
                attributes.Add(new AttributeNode(kind, name));
            }
        }
    }

    /// <summary>Whether an item shares anything with another.</summary>
    public bool Has(ItemIndex item) => Degrees[item.Value] > 0;

    /// <summary>The shared attributes of an item, the best reasons among equals first.</summary>
    public IEnumerable<AttributeNode> SharedAttributesOf(ItemIndex item) => ByItem.ColumnsOf(item.Value).ToArray().Select(attribute => _attributes[attribute]);

    /// <summary>
    /// What leads from liked items to a target, the strongest first, one path for each attribute. Ties: the better kind of reason, then the
    /// name; among liked items the lower position.
    /// </summary>
    /// <param name="seeds">Liked items; those with a weight of 0 and less, outside, or the target itself do not count.</param>
    /// <param name="target">Where the paths lead.</param>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<GraphPath> Paths(ReadOnlySpan<ItemWeight> seeds, ItemIndex target, int most)
    {
        var attributes = ByItem.ColumnsOf(target.Value);
        var amounts = new double[attributes.Length];
        var bests = new (double Amount, int Item)[attributes.Length];
        var total = 0.0;
        foreach (var (seed, weight) in seeds)
        {
            if (!(weight > 0) || (uint)seed.Value >= (uint)ItemCount || seed == target || !Has(seed))
            {
                continue;
            }

            total += weight;
            var own = ByItem.ColumnsOf(seed.Value);
            for (var i = 0; i < attributes.Length; i++)
            {
                if (own.BinarySearch(attributes[i]) < 0)
                {
                    continue;
                }

                var amount = weight * _weights[attributes[i]] / Degrees[seed.Value] / ByAttribute.ColumnsOf(attributes[i]).Length;
                amounts[i] += amount;
                if (amount > bests[i].Amount || (amount == bests[i].Amount && seed.Value < bests[i].Item))
                {
                    bests[i] = (amount, seed.Value);
                }
            }
        }

        List<GraphPath> paths = [];
        for (var i = 0; i < attributes.Length; i++)
        {
            if (amounts[i] > 0)
            {
                paths.Add(new GraphPath(new ItemIndex(bests[i].Item), _attributes[attributes[i]], (float)(amounts[i] / total)));
            }
        }

        return [.. paths.OrderByDescending(path => path.Amount).ThenBy(path => path.Attribute.Kind).ThenBy(path => path.Attribute.Name, StringComparer.Ordinal).Take(most)];
    }
}
