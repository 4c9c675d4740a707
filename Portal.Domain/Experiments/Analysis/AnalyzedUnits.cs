using Portal.Domain.Experiments.Statistics;

namespace Portal.Domain.Experiments.Analysis;

/// <summary>What is kept of the units that were read.</summary>
internal sealed class AnalyzedUnits(AnalysisPlan plan)
{
    private readonly SortedDictionary<DateOnly, CellTable> _days = [];
    private readonly Dictionary<string, CellTable>[] _segments = [.. plan.Dimensions.Select(_ => new Dictionary<string, CellTable>(StringComparer.Ordinal))];
    private readonly CellTable?[] _others = new CellTable?[plan.Dimensions.Count];
    private readonly QuantileSketch?[,] _spreads = new QuantileSketch?[plan.Arms.Count, plan.Metrics.Count];

    // Units mostly come in the order of their exposure.
    private (DateOnly Day, CellTable? Table) _last;

    /// <summary>Units left out because they were exposed to several arms.</summary>
    public long InSeveralArms { get; set; }

    /// <summary>Of each metric the units left out because their conversion window is not over.</summary>
    public long[] InProgress { get; } = new long[plan.Metrics.Count];

    /// <summary>Days since exposure.</summary>
    public LifetimeTable Lifetimes { get; } = new(plan.Arms.Count, plan.Metrics.Count);

    /// <summary>Moments of each arm and metric before values were cut; of metrics whose values are.</summary>
    public ArmMoments[,] Uncut { get; } = new ArmMoments[plan.Arms.Count, plan.Metrics.Count];

    /// <summary>The first exposure; null without units.</summary>
    public DateTimeOffset? First { get; private set; }

    /// <summary>The last exposure.</summary>
    public DateTimeOffset? Last { get; private set; }

    /// <summary>Units by the day (UTC) of their exposure, in order.</summary>
    public IReadOnlyDictionary<DateOnly, CellTable> Days => _days;

    /// <summary>All units.</summary>
    public CellTable Total()
    {
        CellTable total = new(plan.Arms.Count, plan.Metrics.Count);
        foreach (var day in _days.Values)
        {
            total.Add(day);
        }

        return total;
    }

    /// <summary>The segments of a dimension in ordinal order; last the units of which nothing is known, under null.</summary>
    public IEnumerable<(string? Value, CellTable Cells)> Segments(int dimension)
    {
        var known = _segments[dimension].OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => ((string?)entry.Key, entry.Value));
        return _others[dimension] is { } others ? known.Append((null, others)) : known;
    }

    public void Watch(DateTimeOffset exposedAt)
    {
        First = First < exposedAt ? First : exposedAt;
        Last = Last > exposedAt ? Last : exposedAt;
    }

    public CellTable Day(DateOnly day)
    {
        if (_last.Table is null || _last.Day != day)
        {
            if (!_days.TryGetValue(day, out var table))
            {
                _days.Add(day, table = New());
            }

            _last = (day, table);
        }

        return _last.Table;
    }

    public CellTable Segment(int dimension, string? value)
    {
        var known = _segments[dimension];
        if (value is null || (!known.TryGetValue(value, out var cells) && known.Count >= ExperimentAnalyzer.MostSegments))
        {
            return _others[dimension] ??= New();
        }

        return cells ?? (known[value] = New());
    }

    /// <summary>How the values of a mean are spread in an arm.</summary>
    public QuantileSketch Spread(int arm, int metric) => _spreads[arm, metric] ??= new QuantileSketch(QuantileSketch.CoarseError);

    private CellTable New() => new(plan.Arms.Count, plan.Metrics.Count);
}
