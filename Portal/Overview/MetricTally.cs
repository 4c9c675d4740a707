using Portal.Data.Entities;
using Portal.Domain.Numerics;
using Portal.Domain.Profiles;

namespace Portal.Overview;

/// <summary>One thing counted.</summary>
internal sealed class MetricCell
{
    public long Count { get; set; }

    public double Sum { get; set; }

    /// <summary>How values are distributed; null for what only counts.</summary>
    public LogHistogram? Values { get; set; }

    /// <summary>Which different ones there were; null for what only counts.</summary>
    public DistinctSketch? Different { get; set; }
}

/// <summary>Counts by hour and name while what happened is read. Not thread-safe.</summary>
internal sealed class MetricTally
{
    private readonly Dictionary<(DateTime Hour, string Metric), MetricCell> _cells = [];

    public IEnumerable<MetricRollupEntity> Rows => _cells.Select(entry => new MetricRollupEntity
    {
        HourUtc = entry.Key.Hour,
        Metric = entry.Key.Metric,
        Count = entry.Value.Count,
        Sum = entry.Value.Sum,
        Histogram = entry.Value.Values?.Encode() ?? entry.Value.Different?.Encode(),
    });

    public static DateTime HourOf(DateTime utc) => new(utc.Year, utc.Month, utc.Day, utc.Hour, 0, 0, DateTimeKind.Utc);

    public void Feed(DateTime at, string userId, bool simulated, double milliseconds, bool empty)
    {
        var hour = HourOf(at);
        foreach (var prefix in Prefixes(simulated))
        {
            var feeds = Count(hour, prefix + MetricName.Feeds);
            feeds.Sum += milliseconds;
            (feeds.Values ??= new LogHistogram()).Add(milliseconds);
            Sketch(Count(hour, prefix + MetricName.ActivePeople)).Add(userId);
            if (empty)
            {
                Count(hour, prefix + MetricName.EmptyFeeds);
            }
        }
    }

    public void Act(DateTime at, string userId, bool simulated, InteractionKind kind, int itemId, bool fromList)
    {
        var hour = HourOf(at);
        foreach (var prefix in Prefixes(simulated))
        {
            Count(hour, prefix + MetricName.Act(kind));
            if (fromList)
            {
                Count(hour, prefix + MetricName.FromList(kind));
            }

            if (kind == InteractionKind.Impression)
            {
                Sketch(Count(hour, prefix + MetricName.ShownItems)).Add(itemId);
            }
            else
            {
                Count(hour, prefix + MetricName.Acts);
                Sketch(Count(hour, prefix + MetricName.ActivePeople)).Add(userId);
            }
        }
    }

    private static string[] Prefixes(bool simulated) => simulated ? Everybody : EverybodyAndReal;

    private static readonly string[] Everybody = [""], EverybodyAndReal = ["", MetricName.RealPrefix];

    private static DistinctSketch Sketch(MetricCell cell) => cell.Different ??= new DistinctSketch();

    private MetricCell Count(DateTime hour, string metric)
    {
        if (!_cells.TryGetValue((hour, metric), out var cell))
        {
            _cells[(hour, metric)] = cell = new MetricCell();
        }

        cell.Count++;
        return cell;
    }
}
