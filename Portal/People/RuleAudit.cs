using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Catalogue;
using Portal.Domain.Language;
using Portal.Domain.Retrieval;

namespace Portal.People;

/// <summary>How many items of one sort of list were served, and how many of them broke a rule of their person.</summary>
public sealed record AuditedList(string List, long Lists, long Items, long Violations);

/// <summary>
/// Looks at what was really served and counts what should not have been: asked item by item, apart from the filter that made the list. Counting
/// makes nobody wait; the counts reach the database every few seconds and when the program stops.
/// </summary>
public sealed partial class RuleAudit(IDbContextFactory<PortalDbContext> contexts, TimeProvider time, ILogger<RuleAudit> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(DateOnly Day, string List), Counts> _pending = new();

    /// <summary>Checks a list as it goes out.</summary>
    /// <param name="list">What sort of list: feed, search, similar, also-liked, welcome.</param>
    /// <param name="snapshot">The catalogue it was made from.</param>
    /// <param name="rules">The rules of the person it is for.</param>
    /// <param name="items">Its items.</param>
    /// <returns>How many of them break a rule.</returns>
    public int Record(string list, EngineSnapshot snapshot, RuleSet rules, IEnumerable<ItemIndex> items)
    {
        int count = 0, violations = 0;
        foreach (var item in items)
        {
            count++;
            if (!rules.IsEmpty && Breach.Find(snapshot, rules, item) is [var breach, ..])
            {
                violations++;
                LogViolation(logger, list, snapshot.Catalogue[item].Id, breach.Rule.Clause.Key, breach.Rule.StatementId);
            }
        }

        var counts = _pending.GetOrAdd((DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), list), _ => new Counts());
        Interlocked.Increment(ref counts.Lists);
        Interlocked.Add(ref counts.Items, count);
        Interlocked.Add(ref counts.Violations, violations);
        return violations;
    }

    /// <summary>The counts of the last days, with those not yet stored.</summary>
    public async Task<IReadOnlyList<AuditedList>> ReadAsync(int days, CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken);
        var since = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(-days);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.RuleAudits.AsNoTracking().Where(row => row.Day > since).ToListAsync(cancellationToken);
        return [.. rows.GroupBy(row => row.List).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new AuditedList(group.Key, group.Sum(row => row.Lists), group.Sum(row => row.Items), group.Sum(row => row.Violations)))];
    }

    /// <summary>Stores what was counted since the last time.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (var (key, counts) in _pending)
        {
            var (lists, items, violations) = (Interlocked.Exchange(ref counts.Lists, 0), Interlocked.Exchange(ref counts.Items, 0), Interlocked.Exchange(ref counts.Violations, 0));
            if (lists == 0)
            {
                continue;
            }

            try
            {
                await AddAsync(db, key.Day, key.List, lists, items, violations, cancellationToken);
            }
            catch
            {
                // What could not be stored is counted again next time.
                Interlocked.Add(ref counts.Lists, lists);
                Interlocked.Add(ref counts.Items, items);
                Interlocked.Add(ref counts.Violations, violations);
                throw;
            }
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryFlushAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryFlushAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // StopAsync stores the rest.
        }
    }

    private static async Task AddAsync(PortalDbContext db, DateOnly day, string list, long lists, long items, long violations, CancellationToken cancellationToken)
    {
        var updated = await db.RuleAudits.Where(row => row.Day == day && row.List == list).ExecuteUpdateAsync(
            update => update.SetProperty(row => row.Lists, row => row.Lists + lists).SetProperty(row => row.Items, row => row.Items + items).SetProperty(row => row.Violations, row => row.Violations + violations),
            cancellationToken);
        if (updated == 0)
        {
            db.RuleAudits.Add(new RuleAuditEntity { Day = day, List = list, Lists = lists, Items = items, Violations = violations });
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }
    }

    private async Task TryFlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await FlushAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogNotStored(logger, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A {List} list holds item {Item}, which breaks the rule {Rule} of statement {Statement}")]
    private static partial void LogViolation(ILogger logger, string list, string item, string rule, Guid statement);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The audit of served lists could not be stored; it will be tried again")]
    private static partial void LogNotStored(ILogger logger, Exception error);

    private sealed class Counts
    {
        public long Lists, Items, Violations;
    }
}
