using Portal.Data.Entities;
using Portal.Domain.Numerics;

namespace Portal.Overview;

/// <summary>What hours put together give: over a span, over as long a time before, and for each point of a drawing.</summary>
internal sealed class MetricSpan(DateTime from, OverviewRange range)
{
    private readonly Dictionary<string, Sums> _sums = [];

    private enum Part
    {
        Now,
        Before,
    }

    public DateTime BeforeFrom { get; } = from.AddHours(-range.Hours);

    /// <summary>Adds an hour's row; hours outside of both spans are left out.</summary>
    public void Add(MetricRollupEntity row)
    {
        var offset = (int)(row.HourUtc - from).TotalHours;
        if (offset < -range.Hours || offset >= range.Hours)
        {
            return;
        }

        if (!_sums.TryGetValue(row.Metric, out var sums))
        {
            _sums[row.Metric] = sums = new Sums(range.Buckets);
        }

        Into(sums.Parts[(int)(offset < 0 ? Part.Before : Part.Now)], row);
        if (offset >= 0)
        {
            Into(sums.Buckets[offset / range.BucketHours], row);
        }
    }

    public double Count(string metric) => Of(metric, Part.Now)?.Count ?? 0;

    public double CountBefore(string metric) => Of(metric, Part.Before)?.Count ?? 0;

    public IReadOnlyList<double> Counts(string metric) => Points(metric, cell => cell.Count, 0);

    public double Different(string metric) => Of(metric, Part.Now)?.Different?.Estimate() ?? 0;

    public double DifferentBefore(string metric) => Of(metric, Part.Before)?.Different?.Estimate() ?? 0;

    public IReadOnlyList<double> DifferentPoints(string metric) => Points(metric, cell => cell.Different?.Estimate() ?? 0, 0);

    public double Quantile(string metric, double share) => Of(metric, Part.Now)?.Values?.Quantile(share) ?? double.NaN;

    public double QuantileBefore(string metric, double share) => Of(metric, Part.Before)?.Values?.Quantile(share) ?? double.NaN;

    public IReadOnlyList<double> Quantiles(string metric, double share) => Points(metric, cell => cell.Values?.Quantile(share) ?? double.NaN, double.NaN);

    /// <summary>A count of what there was at the end of hours: the newest; NaN before there is one.</summary>
    public double Last(string metric) => _sums.GetValueOrDefault(metric) is { } sums ? (sums.Parts[(int)Part.Now].Last ?? sums.Parts[(int)Part.Before].Last)?.Count ?? double.NaN : double.NaN;

    public double LastBefore(string metric) => Of(metric, Part.Before)?.Last?.Count ?? double.NaN;

    public IReadOnlyList<double> Lasts(string metric) => Points(metric, cell => cell.Last?.Count ?? double.NaN, double.NaN);

    private static void Into(Cell cell, MetricRollupEntity row)
    {
        cell.Count += row.Count;
        if (cell.Last is null || cell.Last.HourUtc < row.HourUtc)
        {
            cell.Last = row;
        }

        if (row.Histogram is null)
        {
            return;
        }

        if (row.Metric.EndsWith(MetricName.Feeds, StringComparison.Ordinal))
        {
            (cell.Values ??= new LogHistogram()).AddEncoded(row.Histogram);
        }
        else
        {
            (cell.Different ??= new DistinctSketch()).AddEncoded(row.Histogram);
        }
    }

    private Cell? Of(string metric, Part part) => _sums.GetValueOrDefault(metric)?.Parts[(int)part];

    private IReadOnlyList<double> Points(string metric, Func<Cell, double> value, double none) =>
        _sums.GetValueOrDefault(metric) is { } sums ? [.. sums.Buckets.Select(cell => cell.Last is null ? none : value(cell))] : [.. Enumerable.Repeat(none, range.Buckets)];

    private sealed class Cell
    {
        public long Count { get; set; }

        public MetricRollupEntity? Last { get; set; }

        public LogHistogram? Values { get; set; }

        public DistinctSketch? Different { get; set; }
    }

    private sealed class Sums(int buckets)
    {
        public Cell[] Parts { get; } = [new(), new()];

        public Cell[] Buckets { get; } = [.. Enumerable.Range(0, buckets).Select(_ => new Cell())];
    }
}
