using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Profiles;
using Portal.People;

namespace Portal.Interests;

/// <summary>A change of what hangs on an item, as it was.</summary>
/// <param name="ItemId">The item's id in the database.</param>
/// <param name="Before">What hung on it; null for nothing.</param>
public sealed record FormerEdit(int ItemId, InterestEditEntity? Before);

/// <summary>Writes what a person changes about what was learned of them. Each change can be undone by itself.</summary>
public sealed class InterestEditor(IDbContextFactory<PortalDbContext> contexts, InterestService interests, LeftOutService leftOut, TimeProvider time)
{
    public const int LongestName = 100;

    /// <summary>Gives an interest a name; null or blanks for the learned one.</summary>
    public Task<IReadOnlyList<FormerEdit>> RenameAsync(string userId, InterestView interest, string? name, CancellationToken cancellationToken)
    {
        var trimmed = string.IsNullOrWhiteSpace(name) ? null : name.Trim();
        return ChangeAsync(userId, rows =>
        {
            var speaker = Speaker(rows, userId, interest);

            // What was merged into it would give its own name again.
            foreach (var row in rows.Where(row => trimmed is null && interest.MemberRowIds.Contains(row.ItemId)))
            {
                row.Name = null;
            }

            speaker.Name = trimmed?.Length > LongestName ? trimmed[..LongestName] : trimmed;
            Touch(speaker);
        }, cancellationToken);
    }

    /// <summary>Says how much an interest counts, 0..2.</summary>
    public Task<IReadOnlyList<FormerEdit>> WeighAsync(string userId, InterestView interest, double weight, CancellationToken cancellationToken) => ChangeAsync(userId, rows =>
    {
        var speaker = Speaker(rows, userId, interest);
        speaker.Weight = Math.Clamp(weight, 0, InterestEdit.MostWeight);
        Touch(speaker);
    }, cancellationToken);

    /// <summary>Makes one interest of two, with the name and weight of the one that stays.</summary>
    public Task<IReadOnlyList<FormerEdit>> MergeAsync(string userId, InterestView stays, InterestView joins, CancellationToken cancellationToken) => ChangeAsync(userId, rows =>
    {
        var (joined, kept) = (Speaker(rows, userId, joins), Speaker(rows, userId, stays));
        foreach (var row in rows.Where(row => row == joined || (row.MergedWithItemId is null && joins.MemberRowIds.Contains(row.ItemId))))
        {
            row.MergedWithItemId = kept.ItemId;
            Touch(row);
        }

        Touch(kept);
    }, cancellationToken);

    /// <summary>Takes an interest that was merged apart again.</summary>
    public Task<IReadOnlyList<FormerEdit>> SeparateAsync(string userId, InterestView interest, CancellationToken cancellationToken) => ChangeAsync(userId, rows =>
    {
        foreach (var row in rows.Where(row => row.MergedWithItemId is not null && interest.MemberRowIds.Contains(row.ItemId)))
        {
            row.MergedWithItemId = null;
            Touch(row);
        }
    }, cancellationToken);

    /// <summary>Puts back what hung on the items that a change touched.</summary>
    public async Task UndoAsync(string userId, IReadOnlyList<FormerEdit> former, CancellationToken cancellationToken)
    {
        int[] items = [.. former.Select(edit => edit.ItemId)];
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.InterestEdits.Where(row => row.UserId == userId && items.Contains(row.ItemId)).ToDictionaryAsync(row => row.ItemId, cancellationToken);
        foreach (var (item, before) in former)
        {
            var row = rows.GetValueOrDefault(item);
            if (before is null)
            {
                db.InterestEdits.RemoveRange(row is null ? [] : [row]);
            }
            else if (row is null)
            {
                db.InterestEdits.Add(Copy(before));
            }
            else
            {
                (row.Name, row.Weight, row.MergedWithItemId, row.UpdatedUtc) = (before.Name, before.Weight, before.MergedWithItemId, before.UpdatedUtc);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Leaves everything that an interest was learned from out of the person's taste.</summary>
    /// <returns>Ids of the actions, for <see cref="UseAgainAsync"/>.</returns>
    public async Task<IReadOnlyList<long>> LeaveOutAsync(string userId, TimeZoneInfo zone, InterestView interest, CancellationToken cancellationToken) =>
        await leftOut.LeaveOutItemsAsync(userId, [.. interest.MemberRowIds.Union(await interests.BelongingAsync(userId, zone, interest.AnchorRowId, cancellationToken))], cancellationToken);

    /// <summary>Lets the actions count again.</summary>
    public async Task UseAgainAsync(string userId, IReadOnlyList<long> interactionIds, CancellationToken cancellationToken) => await leftOut.CountAgainAsync(userId, interactionIds, cancellationToken);

    private async Task<IReadOnlyList<FormerEdit>> ChangeAsync(string userId, Action<List<InterestEditEntity>> change, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.InterestEdits.Where(row => row.UserId == userId).ToListAsync(cancellationToken);
        var before = rows.ToDictionary(row => row.ItemId, Copy);
        change(rows);
        db.InterestEdits.AddRange(rows.Where(row => row.Id == 0 && Says(row)));
        db.InterestEdits.RemoveRange(rows.Where(row => row.Id != 0 && !Says(row)));
        List<FormerEdit> former =
        [
            .. db.ChangeTracker.Entries<InterestEditEntity>().Where(entry => entry.State != EntityState.Unchanged)
                .Select(entry => new FormerEdit(entry.Entity.ItemId, before.GetValueOrDefault(entry.Entity.ItemId))),
        ];
        await db.SaveChangesAsync(cancellationToken);
        return former;

        // That into which others were merged says that it counts as it did.
        bool Says(InterestEditEntity row) => row is not { Name: null, Weight: 1, MergedWithItemId: null } || rows.Exists(other => other.MergedWithItemId == row.ItemId);
    }

    // The row that speaks for an interest, as the ranking takes it: the latest of those that were not merged into another one.
    private static InterestEditEntity Speaker(List<InterestEditEntity> rows, string userId, InterestView interest)
    {
        var speaker = rows.Where(row => interest.MemberRowIds.Contains(row.ItemId)).OrderBy(row => row.MergedWithItemId is null ? 0 : 1).ThenByDescending(row => row.UpdatedUtc).ThenByDescending(row => row.Id).FirstOrDefault();
        if (speaker is null)
        {
            speaker = new InterestEditEntity { UserId = userId, ItemId = interest.AnchorRowId };
            rows.Add(speaker);
        }

        return speaker;
    }

    private void Touch(InterestEditEntity row) => row.UpdatedUtc = time.GetUtcNow().UtcDateTime;

    private static InterestEditEntity Copy(InterestEditEntity row) => new()
    {
        UserId = row.UserId,
        ItemId = row.ItemId,
        Name = row.Name,
        Weight = row.Weight,
        MergedWithItemId = row.MergedWithItemId,
        UpdatedUtc = row.UpdatedUtc,
    };
}
