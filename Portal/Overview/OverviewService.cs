using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Diagnostics;
using Portal.Domain.Profiles;
using Portal.Engine;

namespace Portal.Overview;

/// <summary>
/// The numbers of the home page, from the hours that are rolled up and the hours since, which are counted as one looks. It never reads
/// more rows of what happened than a few hours have.
/// </summary>
internal sealed class OverviewService(
    IDbContextFactory<PortalDbContext> contexts, MetricReader reader, MetricRollUp rollUp, RuleRollUp rules, EncoderHost encoders, AlertService alerts, TimeProvider time)
{
    /// <summary>Hours that are counted as one looks, at the most.</summary>
    public const int MostLiveHours = 3;

    private static readonly double[] Quantiles = [0.5, 0.95, 0.99];

    /// <param name="range">The span.</param>
    /// <param name="realOnly">Whether only real people count, none that are made up.</param>
    public async Task<OverviewView> ReadAsync(OverviewRange range, bool realOnly, CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var hour = MetricTally.HourOf(now);
        var from = hour.AddHours(1 - range.Hours);
        MetricSpan span = new(from, range);
        var mark = await rollUp.MarkAsync(ct);
        var live = mark is { } known && known.Until > hour.AddHours(-MostLiveHours) ? known.Until : hour.AddHours(-MostLiveHours);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await AddHoursAsync(db, span, live, realOnly, ct);
        foreach (var row in (await reader.ReadAsync(live, now.AddTicks(1), feeds: true, ct)).Rows)
        {
            span.Add(row);
        }

        foreach (var rest in await rules.RestsAsync(hour, ct))
        {
            // Of an earlier day nothing more can be known than that it was then.
            var at = rest.Day == hour.Date ? hour : rest.Day.AddHours(23);
            span.Add(new MetricRollupEntity { HourUtc = at, Metric = MetricName.AuditedItems, Count = rest.Items });
            span.Add(new MetricRollupEntity { HourUtc = at, Metric = MetricName.Violations, Count = rest.Violations });
        }

        var prefix = realOnly ? MetricName.RealPrefix : "";
        var people = await db.Users.CountAsync(ct);
        var real = await db.Users.CountAsync(user => !user.Simulated, ct);
        var items = await db.Items.CountAsync(item => item.Active, ct);
        var acts = span.Count(MetricName.Acts);
        return new OverviewView(
            from,
            [PeopleAndItems(span, prefix, realOnly ? real : people, items), Lists(span, prefix), await WorkAsync(db, from, range, ct)],
            await alerts.CheckAsync(ct),
            people == 0 ? 0 : 1 - ((double)real / people),
            acts == 0 ? double.NaN : 1 - (span.Count(MetricName.RealPrefix + MetricName.Acts) / acts),
            mark?.Until,
            mark is null || mark.Until < hour.AddHours(-MostLiveHours));
    }

    private static async Task AddHoursAsync(PortalDbContext db, MetricSpan span, DateTime until, bool realOnly, CancellationToken ct)
    {
        // The totals of real people are wanted in any case, for the share of what is made up.
        var rows = db.MetricRollups.AsNoTracking().Where(row => row.HourUtc >= span.BeforeFrom && row.HourUtc < until);
        rows = realOnly ? rows : rows.Where(row => !row.Metric.StartsWith(MetricName.RealPrefix) || row.Metric == MetricName.RealPrefix + MetricName.Acts);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(ct))
        {
            span.Add(row);
        }
    }

    private static OverviewGroup PeopleAndItems(MetricSpan span, string prefix, int people, int items)
    {
        var (total, cold) = (prefix + MetricName.People, prefix + MetricName.ColdPeople);
        var (active, shown, acts) = (prefix + MetricName.ActivePeople, prefix + MetricName.ShownItems, prefix + MetricName.Acts);
        return new OverviewGroup("People",
        [
            new("People", NumberFormat.Count, NumberSense.Neutral, people, span.LastBefore(total), span.Lasts(total), "/admin/users"),
            new("Active", NumberFormat.About, NumberSense.MoreIsBetter, Math.Round(span.Different(active)), Math.Round(span.DifferentBefore(active)), span.DifferentPoints(active), "/admin/users"),
            new("ColdPeople", NumberFormat.Share, NumberSense.LessIsBetter, span.Last(cold) / span.Last(total), span.LastBefore(cold) / span.LastBefore(total), Ratio(span.Lasts(cold), span.Lasts(total)), "/admin/users"),
            new("Items", NumberFormat.Count, NumberSense.Neutral, items, span.LastBefore(MetricName.Items), span.Lasts(MetricName.Items), "/admin/catalogue"),
            new("ColdItems", NumberFormat.Share, NumberSense.LessIsBetter, span.Last(MetricName.ColdItems) / span.Last(MetricName.Items), span.LastBefore(MetricName.ColdItems) / span.LastBefore(MetricName.Items), Ratio(span.Lasts(MetricName.ColdItems), span.Lasts(MetricName.Items)), "/admin/catalogue"),
            new("Coverage", NumberFormat.Share, NumberSense.MoreIsBetter, Covered(span.Different(shown)), Covered(span.DifferentBefore(shown)), [.. span.DifferentPoints(shown).Select(Covered)], "/admin/catalogue"),
            new("Acts", NumberFormat.Count, NumberSense.MoreIsBetter, span.Count(acts), span.CountBefore(acts), span.Counts(acts), "/admin/users"),
        ]);

        double Covered(double different) => items == 0 ? double.NaN : Math.Min(1, different / items);
    }

    private static OverviewGroup Lists(MetricSpan span, string prefix)
    {
        var (feeds, empty, seen) = (prefix + MetricName.Feeds, prefix + MetricName.EmptyFeeds, prefix + MetricName.FromList(InteractionKind.Impression));
        return new OverviewGroup("Lists",
        [
            new("Feeds", NumberFormat.Count, NumberSense.MoreIsBetter, span.Count(feeds), span.CountBefore(feeds), span.Counts(feeds), "/admin/quality"),
            new("EmptyFeeds", NumberFormat.Count, NumberSense.LessIsBetter, span.Count(empty), span.CountBefore(empty), span.Counts(empty), "/admin/weights"),
            .. Quantiles.Select(share => new OverviewNumber(
                $"P{share * 100:0}", NumberFormat.Milliseconds, NumberSense.LessIsBetter, span.Quantile(feeds, share), span.QuantileBefore(feeds, share), span.Quantiles(feeds, share), "/admin/weights")),
            Rate("Clicks", InteractionKind.Click, NumberSense.MoreIsBetter),
            Rate("Likes", InteractionKind.Like, NumberSense.MoreIsBetter),
            Rate("Hides", InteractionKind.Hide, NumberSense.LessIsBetter),
            new("Violations", NumberFormat.Count, NumberSense.LessIsBetter, span.Count(MetricName.Violations), span.CountBefore(MetricName.Violations), span.Counts(MetricName.Violations), "/admin/quality"),
        ]);

        OverviewNumber Rate(string key, InteractionKind kind, NumberSense sense)
        {
            var name = prefix + MetricName.FromList(kind);
            return new OverviewNumber(key, NumberFormat.Share, sense, span.Count(name) / span.Count(seen), span.CountBefore(name) / span.CountBefore(seen), Ratio(span.Counts(name), span.Counts(seen)), "/admin/weights");
        }
    }

    private static IReadOnlyList<double> Ratio(IReadOnlyList<double> part, IReadOnlyList<double> whole) => [.. part.Zip(whole, (a, b) => b == 0 ? double.NaN : a / b)];

    private async Task<OverviewGroup> WorkAsync(PortalDbContext db, DateTime from, OverviewRange range, CancellationToken ct)
    {
        var missing = encoders.EncoderId is { } encoder
            ? await db.Items.CountAsync(item => item.Active && !db.ItemVectors.Any(vector => vector.ItemId == item.Id && vector.EncoderId == encoder), ct)
            : double.NaN;
        var before = from.AddHours(-range.Hours);
        var failed = await db.JobRuns.Where(run => run.State == JobRunState.Failed && run.StartedUtc >= before).Select(run => run.StartedUtc).ToListAsync(ct);
        var running = await db.JobRuns.CountAsync(run => run.EndedUtc == null, ct);
        var points = new double[range.Buckets];
        foreach (var at in failed.Where(at => at >= from))
        {
            points[Math.Min(range.Buckets - 1, (int)(at - from).TotalHours / range.BucketHours)]++;
        }

        return new OverviewGroup("Work",
        [
            new("Backlog", NumberFormat.Count, NumberSense.LessIsBetter, missing, double.NaN, [], "/admin/models"),
            new("Running", NumberFormat.Count, NumberSense.Neutral, running, double.NaN, [], "/admin/jobs"),
            new("Failed", NumberFormat.Count, NumberSense.LessIsBetter, points.Sum(), failed.Count(at => at < from), points, "/admin/jobs?view=history&state=Failed"),
        ]);
    }
}
