using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Profiles;

namespace Portal.People;

/// <summary>What of a period counts for the person's taste, and what they left out.</summary>
public readonly record struct PeriodCounts(int Counted, int LeftOut);

/// <summary>
/// Leaves actions out of a person's taste, and counts them again. They stay in the history, and what they put away stays away. What was taken
/// back counts for nothing anyway and is passed over.
/// </summary>
public sealed class LeftOutService(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    // How long after an item was opened a stay on its page belongs to that.
    private static readonly TimeSpan StayWithin = TimeSpan.FromHours(12);

    /// <summary>Leaves actions out, with the time spent on the pages that they opened.</summary>
    /// <returns>Ids of what was left out, for <see cref="CountAgainAsync"/>.</returns>
    public async Task<IReadOnlyList<long>> LeaveOutAsync(string userId, IReadOnlyCollection<long> interactionIds, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var ids = await WithStaysAsync(db, userId, interactionIds, cancellationToken);
        return await SetAsync(db.Interactions.Where(row => row.UserId == userId && ids.Contains(row.Id)), leaveOut: true, cancellationToken);
    }

    /// <summary>Counts actions again, with the time spent on the pages that they opened.</summary>
    /// <returns>Ids of what counts again, for <see cref="LeaveOutAsync"/>.</returns>
    public async Task<IReadOnlyList<long>> CountAgainAsync(string userId, IReadOnlyCollection<long> interactionIds, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var ids = await WithStaysAsync(db, userId, interactionIds, cancellationToken);
        return await SetAsync(db.Interactions.Where(row => row.UserId == userId && ids.Contains(row.Id)), leaveOut: false, cancellationToken);
    }

    /// <summary>Leaves out everything that the person did with some items.</summary>
    /// <param name="userId">The person.</param>
    /// <param name="rowIds">The items' ids in the database.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Ids of what was left out.</returns>
    public async Task<IReadOnlyList<long>> LeaveOutItemsAsync(string userId, IReadOnlyCollection<int> rowIds, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await SetAsync(db.Interactions.Where(row => row.UserId == userId && rowIds.Contains(row.ItemId)), leaveOut: true, cancellationToken);
    }

    /// <summary>Leaves out everything that the person did with an item, or counts it again.</summary>
    /// <returns>Ids of what changed.</returns>
    public async Task<IReadOnlyList<long>> SetItemAsync(string userId, string itemId, bool leaveOut, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await SetAsync(db.Interactions.Where(row => row.UserId == userId && db.Items.Any(item => item.Id == row.ItemId && item.ExternalId == itemId)), leaveOut, cancellationToken);
    }

    /// <summary>Which of some items count for nothing in the person's taste because all that was done with them was left out.</summary>
    public async Task<IReadOnlySet<string>> LeftOutAsync(string userId, IReadOnlyCollection<string> itemIds, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Interactions.AsNoTracking()
            .Where(row => row.UserId == userId && row.Kind != InteractionKind.Impression && row.Kind != InteractionKind.Hide && row.RetractedUtc == null)
            .Join(db.Items.Where(item => itemIds.Contains(item.ExternalId)), row => row.ItemId, item => item.Id, (row, item) => new { item.ExternalId, row.LeftOutUtc })
            .ToListAsync(cancellationToken);
        return rows.GroupBy(row => row.ExternalId).Where(group => group.All(row => row.LeftOutUtc is not null)).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Leaves out what was done in a period, or counts it again.</summary>
    /// <param name="userId">The person.</param>
    /// <param name="fromUtc">Its beginning; null for ever since.</param>
    /// <param name="untilUtc">Its end, exclusive; null for until now.</param>
    /// <param name="leaveOut">Which of the two.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Ids of what changed.</returns>
    public async Task<IReadOnlyList<long>> SetPeriodAsync(string userId, DateTime? fromUtc, DateTime? untilUtc, bool leaveOut, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await SetAsync(Within(db, userId, fromUtc, untilUtc), leaveOut, cancellationToken);
    }

    /// <summary>How much of a period counts, of the kinds that a history shows.</summary>
    public async Task<PeriodCounts> CountPeriodAsync(string userId, DateTime? fromUtc, DateTime? untilUtc, IReadOnlyList<InteractionKind> kinds, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var period = Within(db, userId, fromUtc, untilUtc).Where(row => row.RetractedUtc == null && kinds.Contains(row.Kind));
        return new PeriodCounts(
            await period.CountAsync(row => row.LeftOutUtc == null, cancellationToken),
            await period.CountAsync(row => row.LeftOutUtc != null, cancellationToken));
    }

    private static IQueryable<InteractionEntity> Within(PortalDbContext db, string userId, DateTime? fromUtc, DateTime? untilUtc) =>
        db.Interactions.Where(row => row.UserId == userId && (fromUtc == null || row.AtUtc >= fromUtc) && (untilUtc == null || row.AtUtc < untilUtc));

    private static async Task<List<long>> WithStaysAsync(PortalDbContext db, string userId, IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
    {
        var openings = await db.Interactions.AsNoTracking()
            .Where(row => row.UserId == userId && ids.Contains(row.Id) && row.Kind == InteractionKind.Click)
            .Select(row => new { row.ItemId, row.AtUtc })
            .ToListAsync(cancellationToken);
        int[] items = [.. openings.Select(opening => opening.ItemId).Distinct()];
        var stays = items.Length == 0 ? [] : await db.Interactions.AsNoTracking()
            .Where(row => row.UserId == userId && row.Kind == InteractionKind.Dwell && items.Contains(row.ItemId))
            .Select(row => new { row.Id, row.ItemId, row.AtUtc })
            .ToListAsync(cancellationToken);
        var of = openings.ToLookup(opening => opening.ItemId, opening => opening.AtUtc);
        return [.. ids, .. stays.Where(stay => of[stay.ItemId].Any(opened => opened <= stay.AtUtc && stay.AtUtc < opened + StayWithin)).Select(stay => stay.Id)];
    }

    private async Task<IReadOnlyList<long>> SetAsync(IQueryable<InteractionEntity> rows, bool leaveOut, CancellationToken cancellationToken)
    {
        // Seeing a card and putting an item away say nothing about taste.
        var changing = rows.Where(row => row.RetractedUtc == null && row.Kind != InteractionKind.Impression && row.Kind != InteractionKind.Hide && (row.LeftOutUtc == null) == leaveOut);
        var ids = await changing.Select(row => row.Id).ToListAsync(cancellationToken);
        DateTime? at = leaveOut ? time.GetUtcNow().UtcDateTime : null;
        await changing.Where(row => ids.Contains(row.Id)).ExecuteUpdateAsync(update => update.SetProperty(row => row.LeftOutUtc, at), cancellationToken);
        return ids;
    }
}
