using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Profiles;
using Portal.Experiments.Metrics;

namespace Portal.Experiments.Planning;

/// <summary>Reads what units did lately. A reading serves all pages for some minutes: nobody plans by the second.</summary>
public sealed class UnitHistories(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<ExperimentUnitKind, (DateTime AtUtc, UnitHistory History)> _read = [];

    /// <summary>What units of a kind did in the last <see cref="UnitHistory.Days"/> days.</summary>
    public async Task<UnitHistory> OfAsync(ExperimentUnitKind kind, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        lock (_lock)
        {
            if (_read.TryGetValue(kind, out var read) && now - read.AtUtc < Fresh)
            {
                return read.History;
            }
        }

        var history = await ReadAsync(kind, now.AddDays(-UnitHistory.Days), cancellationToken);
        lock (_lock)
        {
            _read[kind] = (now, history);
        }

        return history;
    }

    private async Task<UnitHistory> ReadAsync(ExperimentUnitKind kind, DateTime since, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var requests = db.FeedRequests.AsNoTracking().Where(request => request.AtUtc >= since);
        var lists = await requests.GroupBy(UnitOf(kind)).Select(group => new
        {
            Unit = group.Key,
            First = group.Min(request => request.AtUtc),
            Last = group.Max(request => request.AtUtc),
            Lists = group.Count(),
            Empty = group.Sum(request => request.Items == 0 ? 1 : 0),
            Places = group.Sum(request => (long?)request.Items) ?? 0,
            Violations = group.Sum(request => (long?)request.Violations) ?? 0,
            Milliseconds = group.Sum(request => request.DurationMs),

            // Lists of which all three are known, as they are counted.
            Measured = group.Sum(request => request.RepeatShare != null && request.LongTailShare != null && request.Diversity != null ? 1 : 0),
            Repeats = group.Sum(request => request.RepeatShare != null && request.LongTailShare != null && request.Diversity != null ? (double)request.RepeatShare.Value : 0),
            LongTails = group.Sum(request => request.RepeatShare != null && request.LongTailShare != null && request.Diversity != null ? (double)request.LongTailShare.Value : 0),
            Diversities = group.Sum(request => request.RepeatShare != null && request.LongTailShare != null && request.Diversity != null ? (double)request.Diversity.Value : 0),
        }).ToListAsync(cancellationToken);
        var actions = (await ActionsAsync(db, kind, since, cancellationToken)).ToLookup(action => action.Unit);
        var newUnits = new int[UnitHistory.Days];
        List<UnitTally> units = new(lists.Count);
        foreach (var list in lists)
        {
            if (list.Unit is null)
            {
                // Browsers that told no id.
                continue;
            }

            newUnits[Math.Clamp((int)(list.First - since).TotalDays, 0, UnitHistory.Days - 1)]++;
            UnitTally tally = new()
            {
                Lists = list.Lists,
                EmptyLists = list.Empty,
                Places = list.Places,
                Violations = list.Violations,
                Milliseconds = list.Milliseconds,
                MeasuredLists = list.Measured,
                RepeatShares = list.Repeats,
                LongTailShares = list.LongTails,
                Diversities = list.Diversities,
                Returned = list.Last.Date > list.First.Date,
            };
            foreach (var action in actions[list.Unit])
            {
                tally.Did(action.Kind, action.Sum, action.Count);
            }

            units.Add(tally);
        }

        return new UnitHistory(units, newUnits);
    }

    private static Expression<Func<FeedRequestEntity, string?>> UnitOf(ExperimentUnitKind kind) => kind switch
    {
        ExperimentUnitKind.Visitor => request => request.Visitor,
        ExperimentUnitKind.Session => request => request.Session,
        _ => request => request.UserId,
    };

    private static async Task<IReadOnlyList<UnitAction>> ActionsAsync(PortalDbContext db, ExperimentUnitKind kind, DateTime since, CancellationToken cancellationToken)
    {
        var interactions = db.Interactions.AsNoTracking().Where(action => action.AtUtc >= since && action.RetractedUtc == null && action.Kind != InteractionKind.Dwell);
        if (kind == ExperimentUnitKind.Person)
        {
            return await interactions.GroupBy(action => new { action.UserId, action.Kind })
                .Select(group => new UnitAction(group.Key.UserId, group.Key.Kind, group.Count(), group.Sum(action => action.Value) ?? 0)).ToListAsync(cancellationToken);
        }

        // A browser is known by the list that it acted on.
        return await interactions.Join(db.FeedRequests, action => action.RequestId, request => request.Id, (action, request) => new { action.Kind, action.Value, Unit = kind == ExperimentUnitKind.Visitor ? request.Visitor : request.Session })
            .Where(action => action.Unit != null).GroupBy(action => new { action.Unit, action.Kind })
            .Select(group => new UnitAction(group.Key.Unit!, group.Key.Kind, group.Count(), group.Sum(action => action.Value) ?? 0)).ToListAsync(cancellationToken);
    }

    private sealed record UnitAction(string Unit, InteractionKind Kind, int Count, double Sum);
}
