using System.Buffers;

namespace Portal.Domain.Evaluation.Metrics;

/// <summary>The items' genres or tags as numbers, for diversity and calibration. Immutable.</summary>
public sealed class TagSpace
{
    private const double Smoothing = 0.01;

    private readonly int[][] _tags;

    /// <summary>Numbers the tags.</summary>
    /// <param name="items">What is known of the items, by position; null for those of which nothing is.</param>
    public TagSpace(IReadOnlyList<EvaluatedItem?> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        Dictionary<string, int> numbers = new(StringComparer.OrdinalIgnoreCase);
        _tags = new int[items.Count][];
        for (var item = 0; item < items.Count; item++)
        {
            List<int> tags = [];
            foreach (var tag in items[item]?.Tags ?? [])
            {
                if (!numbers.TryGetValue(tag, out var number))
                {
                    numbers.Add(tag, number = numbers.Count);
                }

                if (!tags.Contains(number))
                {
                    tags.Add(number);
                }
            }

            _tags[item] = [.. tags];
        }

        Count = numbers.Count;
    }

    /// <summary>Number of different tags.</summary>
    public int Count { get; }

    /// <summary>
    /// Mean of 1 − cosine of the L2-normalised tag vectors over all pairs of a list (Ziegler et al. 2005); NaN for fewer than two
    /// items. An item without tags is like no other.
    /// </summary>
    public double Diversity(ReadOnlySpan<int> list)
    {
        if (list.Length < 2)
        {
            return double.NaN;
        }

        // Σ over pairs of cos = (‖Σ v‖² − number of unit vectors) / 2: linear in the length of the list.
        var sum = ArrayPool<double>.Shared.Rent(Math.Max(Count, 1));
        Array.Clear(sum, 0, Count);
        var units = 0;
        foreach (var item in list)
        {
            units += _tags[item].Length > 0 ? 1 : 0;
            foreach (var tag in _tags[item])
            {
                sum[tag] += 1 / Math.Sqrt(_tags[item].Length);
            }
        }

        var square = 0.0;
        foreach (var value in sum.AsSpan(0, Count))
        {
            square += value * value;
        }

        ArrayPool<double>.Shared.Return(sum);
        var pairs = list.Length * (list.Length - 1) / 2.0;
        return 1 - ((square - units) / 2 / pairs);
    }

    /// <summary>
    /// Kullback–Leibler divergence in nats between the mix of tags in a history and in a list (Steck 2018); 0 is calibrated, lower is
    /// better, NaN where the history has no tags.
    /// </summary>
    public double Miscalibration(ReadOnlySpan<int> history, ReadOnlySpan<int> list)
    {
        var (wanted, shown) = (Mix(history), Mix(list));
        if (wanted is null)
        {
            return double.NaN;
        }

        var divergence = 0.0;
        for (var tag = 0; tag < Count; tag++)
        {
            if (wanted[tag] > 0)
            {
                var smoothed = ((1 - Smoothing) * (shown?[tag] ?? 0)) + (Smoothing * wanted[tag]);
                divergence += wanted[tag] * Math.Log(wanted[tag] / smoothed);
            }
        }

        return divergence;
    }

    // Mean over the items that have tags of an even distribution over each item's own; null where none has.
    private double[]? Mix(ReadOnlySpan<int> items)
    {
        var (mix, tagged) = (new double[Count], 0);
        foreach (var item in items)
        {
            tagged += _tags[item].Length > 0 ? 1 : 0;
            foreach (var tag in _tags[item])
            {
                mix[tag] += 1.0 / _tags[item].Length;
            }
        }

        if (tagged == 0)
        {
            return null;
        }

        for (var tag = 0; tag < mix.Length; tag++)
        {
            mix[tag] /= tagged;
        }

        return mix;
    }
}
