namespace Portal.Domain.Evaluation.Metrics;

/// <summary>What many lists look like together, beyond whether they hit: breadth, evenness, variety, novelty, calibration. Not thread-safe.</summary>
public sealed class ListStatistics
{
    private readonly int _k;
    private readonly ItemPopularity _popularity;
    private readonly TagSpace? _tags;
    private readonly int[] _served;
    private RunningMean _diversity, _novelty, _popularityOfServed, _tail, _miscalibration;
    private int _lists;
    private long _violations;

    /// <summary>Begins without lists.</summary>
    /// <param name="k">Length of the lists, at least 1; shorter ones are taken as they are, longer ones cut.</param>
    /// <param name="popularity">The training part.</param>
    /// <param name="tags">The items' tags; null leaves diversity and calibration out.</param>
    public ListStatistics(int k, ItemPopularity popularity, TagSpace? tags)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ArgumentNullException.ThrowIfNull(popularity);
        (_k, _popularity, _tags) = (k, popularity, tags is { Count: > 0 } ? tags : null);
        _served = new int[popularity.ItemCount];
    }

    /// <summary>Adds a person's list.</summary>
    /// <param name="list">Distinct items, best first.</param>
    /// <param name="history">What the person used before, for calibration.</param>
    /// <param name="excluded">What must not be on their list, ascending.</param>
    public void Add(ReadOnlySpan<int> list, ReadOnlySpan<int> history, ReadOnlySpan<int> excluded)
    {
        list = list[..Math.Min(_k, list.Length)];
        _lists++;
        double novelty = 0, popularity = 0, tail = 0;
        foreach (var item in list)
        {
            _served[item]++;
            novelty += _popularity.Novelty(item);
            popularity += _popularity[item];
            tail += _popularity.IsHead(item) ? 0 : 1;
            _violations += excluded.BinarySearch(item) >= 0 ? 1 : 0;
        }

        if (!list.IsEmpty)
        {
            _novelty.Add(novelty / list.Length);
            _popularityOfServed.Add(popularity / list.Length);
            _tail.Add(tail / list.Length);
            _diversity.Add(_tags?.Diversity(list) ?? double.NaN);
            _miscalibration.Add(_tags?.Miscalibration(history, list) ?? double.NaN);
        }
    }

    /// <summary>
    /// Name and value of every statistic that is defined: <c>coverage@k</c> (number of items), <c>coverage_share@k</c>,
    /// <c>gini@k</c> (0 even, lower is better), <c>evenness@k</c>, <c>entropy@k</c> (bits), <c>ild@k</c>, <c>novelty@k</c> (bits),
    /// <c>arp@k</c>, <c>aplt@k</c>, <c>calibration_kl@k</c> (nats, lower is better), <c>personalisation@k</c>, <c>violations@k</c>
    /// (must be 0).
    /// </summary>
    public IEnumerable<KeyValuePair<string, double>> Summarise()
    {
        var total = _served.Sum(count => (long)count);
        if (total == 0)
        {
            return [];
        }

        List<(string Name, double Value)> all = [];
        var coverage = _served.Count(count => count > 0);
        var gini = Gini(_served, total);
        all.Add(("coverage", coverage));
        all.Add(("coverage_share", coverage / (double)_served.Length));
        all.Add(("gini", gini));
        all.Add(("evenness", 1 - (gini * _served.Length / (_served.Length + 1))));
        all.Add(("entropy", Entropy(_served, total)));
        all.Add(("ild", _diversity.Value));
        if (_popularity.UserCount > 0)
        {
            all.Add(("novelty", _novelty.Value));
            all.Add(("arp", _popularityOfServed.Value));
            all.Add(("aplt", _tail.Value));
        }

        all.Add(("calibration_kl", _miscalibration.Value));
        all.Add(("personalisation", Personalisation()));
        all.Add(("violations", _violations));
        return all.Where(one => double.IsFinite(one.Value)).Select(one => KeyValuePair.Create(MetricName.At(one.Name, _k), one.Value));
    }

    /// <summary>Gini coefficient of counts, zeros included: 0 where all are equal, towards 1 where one item has everything.</summary>
    internal static double Gini(ReadOnlySpan<int> counts, long total)
    {
        var sorted = counts.ToArray();
        Array.Sort(sorted);
        var sum = 0.0;
        for (var i = 0; i < sorted.Length; i++)
        {
            sum += ((2.0 * (i + 1)) - sorted.Length - 1) * sorted[i];
        }

        return sum / sorted.Length / total;
    }

    private static double Entropy(ReadOnlySpan<int> counts, long total)
    {
        var bits = 0.0;
        foreach (var count in counts)
        {
            if (count > 0)
            {
                var share = count / (double)total;
                bits -= share * Math.Log2(share);
            }
        }

        return bits;
    }

    // 1 − mean overlap of two people's lists; counting by item instead of by pair makes it linear.
    private double Personalisation()
    {
        if (_lists < 2)
        {
            return double.NaN;
        }

        var shared = 0.0;
        foreach (var count in _served)
        {
            shared += (double)count * (count - 1);
        }

        return 1 - (shared / _lists / (_lists - 1) / _k);
    }

    private struct RunningMean
    {
        private double _sum;
        private int _count;

        public readonly double Value => _count == 0 ? double.NaN : _sum / _count;

        public void Add(double value)
        {
            if (!double.IsNaN(value))
            {
                _sum += value;
                _count++;
            }
        }
    }
}
