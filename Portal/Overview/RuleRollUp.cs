using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;

namespace Portal.Overview;

/// <summary>What a day's audit has counted since the day's hours were rolled up.</summary>
internal readonly record struct RuleRest(DateTime Day, long Items, long Violations);

/// <summary>
/// Broken rules by the hour. The audit counts by the day: an hour gets what the day has more than its hours so far, so that the hours of
/// a day always add up to it, however often and late this is done.
/// </summary>
internal sealed class RuleRollUp(IDbContextFactory<PortalDbContext> contexts)
{
    private const int DaysBack = 35;

    private static readonly string[] Names = [MetricName.AuditedItems, MetricName.Violations];

    /// <param name="end">The hour that is going on.</param>
    public async Task RunAsync(DateTime end, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        foreach (var rest in await RestsAsync(db, end, ct))
        {
            // A day that is over gets it in its last hour.
            var hour = rest.Day == end.Date ? end.AddHours(-1) : rest.Day.AddHours(23);
            if (hour >= rest.Day)
            {
                await AddAsync(db, hour, MetricName.AuditedItems, rest.Items, ct);
                await AddAsync(db, hour, MetricName.Violations, rest.Violations, ct);
            }
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>What is not rolled up yet, by day; days without are left out.</summary>
    public async Task<IReadOnlyList<RuleRest>> RestsAsync(DateTime end, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await RestsAsync(db, end, ct);
    }

    private static async Task<IReadOnlyList<RuleRest>> RestsAsync(PortalDbContext db, DateTime end, CancellationToken ct)
    {
        var since = end.Date.AddDays(-DaysBack);
        var firstDay = DateOnly.FromDateTime(since);
        var days = await db.RuleAudits.AsNoTracking().Where(row => row.Day >= firstDay).ToListAsync(ct);
        var hours = await db.MetricRollups.AsNoTracking().Where(row => row.HourUtc >= since && Names.Contains(row.Metric)).ToListAsync(ct);
        List<RuleRest> rests = [];
        foreach (var day in days.GroupBy(row => row.Day))
        {
            var date = day.Key.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
            RuleRest rest = new(date, day.Sum(row => row.Items) - Rolled(date, MetricName.AuditedItems), day.Sum(row => row.Violations) - Rolled(date, MetricName.Violations));
            if (rest is not { Items: 0, Violations: 0 })
            {
                rests.Add(rest);
            }
        }

        return rests;

        long Rolled(DateTime day, string metric) => hours.Where(row => row.HourUtc.Date == day && row.Metric == metric).Sum(row => row.Count);
    }

    private static async Task AddAsync(PortalDbContext db, DateTime hour, string metric, long count, CancellationToken ct)
    {
        if (await db.MetricRollups.FirstOrDefaultAsync(row => row.HourUtc == hour && row.Metric == metric, ct) is { } row)
        {
            row.Count += count;
        }
        else
        {
            db.MetricRollups.Add(new MetricRollupEntity { HourUtc = hour, Metric = metric, Count = count });
        }
    }
}
