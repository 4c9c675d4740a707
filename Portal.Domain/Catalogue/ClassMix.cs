namespace Portal.Domain.Catalogue;

/// <summary>The classes (genres) of the items, as vectors and as shares of a mix. Immutable.</summary>
public sealed class ClassMix
{
    private readonly int[][] _classes;

    /// <summary>Numbers the classes in ordinal order.</summary>
    /// <param name="classesOf">The classes of every item; none where they are not known.</param>
    public ClassMix(IEnumerable<IReadOnlyList<string>> classesOf)
    {
        IReadOnlyList<string>[] items = [.. classesOf];
        Names = [.. items.SelectMany(classes => classes).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var numbers = Names.Select((name, i) => KeyValuePair.Create(name, i)).ToDictionary(StringComparer.Ordinal);
        _classes = [.. items.Select(classes => classes.Select(name => numbers[name]).Distinct().Order().ToArray())];
    }

    /// <summary>The classes in ordinal order; the position is the class's number.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Numbers of an item's classes, ascending; each has the same share of it.</summary>
    public ReadOnlySpan<int> Of(ItemIndex item) => _classes[item.Value];

    /// <summary>Cosine of two items' class vectors, 0..1; 0 when either has no class.</summary>
    public float Cosine(ItemIndex a, ItemIndex b)
    {
        ReadOnlySpan<int> x = Of(a), y = Of(b);
        int i = 0, j = 0, common = 0;
        while (i < x.Length && j < y.Length)
        {
            var order = x[i] - y[j];
            common += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return common == 0 ? 0 : common / MathF.Sqrt((float)x.Length * y.Length);
    }

    /// <summary>The mean shares of some items, weighted; those without a class are left out.</summary>
    /// <param name="items">Items with weights of at least 0.</param>
    /// <returns>One share per class, summing to 1; null when no item with a class has a weight.</returns>
    public double[]? Mean(IEnumerable<(ItemIndex Item, double Weight)> items)
    {
        var mix = new double[Names.Count];
        double total = 0;
        foreach (var (item, weight) in items)
        {
            var classes = Of(item);
            foreach (var number in classes)
            {
                mix[number] += weight / classes.Length;
            }

            total += classes.IsEmpty ? 0 : weight;
        }

        for (var number = 0; number < mix.Length && total > 0; number++)
        {
            mix[number] /= total;
        }

        return total > 0 ? mix : null;
    }
}
