using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Diagnostics;
using Portal.Domain.Profiles;

namespace Portal.Overview;

/// <summary>What came of a roll-up.</summary>
/// <param name="Hours">Hours that were counted.</param>
/// <param name="Message">One sentence with the numbers.</param>
public sealed record RollUpResult(int Hours, string Message);

/// <summary>How far the roll-up is.</summary>
/// <param name="Until">Hours before this are counted.</param>
/// <param name="LastId">Newest interaction that was there: what has come in since with an older time makes its hours be counted again.</param>
/// <param name="Pending">From here on hours are to be counted again; null for none.</param>
internal sealed record RollUpMark(DateTime Until, long LastId, DateTime? Pending)
{
    public DateTime Whole => Pending is { } pending && pending < Until ? pending : Until;
}

/// <summary>
/// Counts each full hour once and for all, a day at a time, so that the home page need not. It may be cut off and repeated at any point:
/// an hour's rows are replaced as a whole, with the mark of how far it is. The last hours are counted again each time, because people take
/// things back; what is imported with an old time makes its hours be counted again.
/// </summary>
internal sealed class MetricRollUp(IDbContextFactory<PortalDbContext> contexts, MetricReader reader, RuleRollUp rules, TimeProvider time)
{
    public const string Setting = "metrics.rolled-up";

    private static readonly TimeSpan Again = TimeSpan.FromHours(6);

    public async Task<RollUpResult> RunAsync(IProgress<WorkProgress>? progress, CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var end = MetricTally.HourOf(now);
        var mark = await BeginAsync(end, ct);
        var (from, hours) = (mark.Whole, 0);
        var total = (int)(end - from).TotalHours;
        while (from < end)
        {
            var to = from.Date.AddDays(1) < end ? from.Date.AddDays(1) : end;

            // Where feeds are being cleaned up, what was counted of them stays.
            var feeds = from >= now - Retention.Feeds + TimeSpan.FromDays(1);
            var tally = await reader.ReadAsync(from, to, feeds, ct);
            var names = feeds ? MetricName.OfEvents : [.. MetricName.OfEvents.Where(name => !name.Contains("feed.", StringComparison.Ordinal))];
            await ReplaceAsync(from, to, names, tally.Rows, mark = mark with { Until = mark.Until > to ? mark.Until : to, Pending = to }, ct);
            hours += (int)(to - from).TotalHours;
            from = to;
            progress?.Report(new WorkProgress(hours, total, string.Create(CultureInfo.InvariantCulture, $"counting {to.AddHours(-1):yyyy-MM-dd}")));
        }

        progress?.Report(new WorkProgress(hours, total, "counting people, items and rules"));
        var last = end.AddHours(-1);
        await ReplaceAsync(last, end, Gauges, await GaugesAsync(last, ct), mark = new RollUpMark(end, mark.LastId, null), ct);
        await rules.RunAsync(end, ct);
        return new RollUpResult(hours, string.Create(CultureInfo.InvariantCulture, $"{hours} hours counted, whole until {end:yyyy-MM-dd HH:mm} UTC"));
    }

    /// <summary>How far it is; null before the first time.</summary>
    public async Task<RollUpMark?> MarkAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await MarkAsync(db, ct);
    }

    private static readonly string[] Gauges = [.. new[] { MetricName.Items, MetricName.ColdItems, MetricName.People, MetricName.ColdPeople }.SelectMany(name => new[] { name, MetricName.RealPrefix + name })];

    private static async Task<RollUpMark?> MarkAsync(PortalDbContext db, CancellationToken ct) =>
        await db.Settings.Where(setting => setting.Key == Setting).Select(setting => setting.Value).FirstOrDefaultAsync(ct) is { } json
            ? JsonSerializer.Deserialize<RollUpMark>(json)
            : null;

    private async Task<RollUpMark> BeginAsync(DateTime end, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var mark = await MarkAsync(db, ct);
        var lastId = await db.Interactions.MaxAsync(row => (long?)row.Id, ct) ?? 0;
        var known = mark?.LastId ?? 0;
        var news = await db.Interactions.Where(row => row.Id > known).MinAsync(row => (DateTime?)row.AtUtc, ct);
        DateTime?[] candidates = mark is null ? [news, await db.FeedRequests.MinAsync(row => (DateTime?)row.AtUtc, ct)] : [news, mark.Whole - Again];
        var from = MetricTally.HourOf(candidates.Min() ?? end);
        var oldest = end - Retention.RollUps;
        from = from < oldest ? oldest : from;
        return new RollUpMark(mark?.Until ?? from, lastId, from < end ? from : end);
    }

    private async Task<IReadOnlyList<MetricRollupEntity>> GaugesAsync(DateTime hour, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var items = db.Items.Where(item => item.Active);
        var cold = items.Where(item => !db.Interactions.Any(row => row.ItemId == item.Id && row.Kind != InteractionKind.Impression && row.RetractedUtc == null));
        var (real, coldPeople) = (db.Users.Where(user => !user.Simulated), db.Users.Where(user => !db.Interactions.Any(row => row.UserId == user.Id && row.Kind != InteractionKind.Impression && row.RetractedUtc == null)));
        return
        [
            Gauge(MetricName.Items, await items.CountAsync(ct)),
            Gauge(MetricName.ColdItems, await cold.CountAsync(ct)),
            Gauge(MetricName.People, await db.Users.CountAsync(ct)),
            Gauge(MetricName.ColdPeople, await coldPeople.CountAsync(ct)),
            Gauge(MetricName.RealPrefix + MetricName.People, await real.CountAsync(ct)),
            Gauge(MetricName.RealPrefix + MetricName.ColdPeople, await coldPeople.Where(user => !user.Simulated).CountAsync(ct)),
        ];

        MetricRollupEntity Gauge(string name, int count) => new() { HourUtc = hour, Metric = name, Count = count };
    }

    private async Task ReplaceAsync(DateTime from, DateTime to, IReadOnlyList<string> names, IEnumerable<MetricRollupEntity> rows, RollUpMark mark, CancellationToken ct)
    {
        MetricRollupEntity[] all = [.. rows];
        await using var outer = await contexts.CreateDbContextAsync(ct);
        await outer.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await db.MetricRollups.Where(row => row.HourUtc >= from && row.HourUtc < to && names.Contains(row.Metric)).ExecuteDeleteAsync(ct);
            await db.InsertAsync(all, ct);
            var setting = await db.Settings.FirstOrDefaultAsync(row => row.Key == Setting, ct);
            if (setting is null)
            {
                db.Settings.Add(setting = new SettingEntity { Key = Setting, Value = "" });
            }

            (setting.Value, setting.UpdatedUtc) = (JsonSerializer.Serialize(mark), time.GetUtcNow().UtcDateTime);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        });
    }
}
