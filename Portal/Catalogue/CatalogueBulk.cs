using Microsoft.EntityFrameworkCore;
using Portal.Accounts;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Diagnostics;
using Portal.Engine;

namespace Portal.Catalogue;

public enum BulkKind
{
    AddTag,
    RemoveTag,
    Activate,
    Deactivate,
}

/// <summary>What is done to many items at once.</summary>
/// <param name="Tag">The tag to add or remove; empty for the others.</param>
public sealed record BulkAction(BulkKind Kind, string Tag = "")
{
    /// <summary>What takes it back, done to the items it has changed.</summary>
    public BulkAction Inverse => Kind switch
    {
        BulkKind.AddTag => this with { Kind = BulkKind.RemoveTag },
        BulkKind.RemoveTag => this with { Kind = BulkKind.AddTag },
        BulkKind.Activate => this with { Kind = BulkKind.Deactivate },
        _ => this with { Kind = BulkKind.Activate },
    };

    /// <summary>Key in the audit log.</summary>
    internal string AuditKey => Kind switch
    {
        BulkKind.AddTag => "catalogue.tag-added",
        BulkKind.RemoveTag => "catalogue.tag-removed",
        BulkKind.Activate => "catalogue.activated",
        _ => "catalogue.deactivated",
    };
}

/// <summary>The items that are meant: some, or all that match a filter.</summary>
public sealed record BulkScope
{
    private BulkScope(CatalogueFilter? filter, IReadOnlyList<int> ids) => (Filter, Ids) = (filter, ids);

    /// <summary>All that match it; null where the items are named one by one.</summary>
    public CatalogueFilter? Filter { get; }

    /// <summary>The rows of items that are named one by one.</summary>
    public IReadOnlyList<int> Ids { get; }

    public static BulkScope Of(CatalogueFilter filter) => new(filter, []);

    public static BulkScope Of(IEnumerable<int> ids) => new(null, [.. ids.Distinct().Order()]);
}

/// <summary>Changes many items, in portions: each portion is one transaction with its entry in the audit log, and doing it again changes nothing more.</summary>
public sealed class CatalogueBulk(IDbContextFactory<PortalDbContext> contexts, CatalogueGrid grid, ICatalogueChanges changes, TimeProvider time)
{
    private const int Portion = 200;
    private const int MostTries = 5;

    /// <summary>How many items an action would change; the others are so already.</summary>
    public async Task<int> CountAsync(BulkScope scope, BulkAction action, CancellationToken cancellationToken)
    {
        var encoderId = await grid.EncoderIdAsync(cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (scope.Filter is { } filter)
        {
            return await ToChange(db.Matching(filter, encoderId), action).CountAsync(cancellationToken);
        }

        var count = 0;
        foreach (var ids in scope.Ids.Chunk(Portion))
        {
            count += await ToChange(db.Items.Where(item => ids.Contains(item.Id)), action).CountAsync(cancellationToken);
        }

        return count;
    }

    /// <summary>Does it. What was done before a cancellation stays done, and is told.</summary>
    /// <returns>The rows that were changed.</returns>
    public async Task<IReadOnlyList<int>> RunAsync(Actor actor, BulkScope scope, BulkAction action, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var total = await CountAsync(scope, action, cancellationToken);
        var encoderId = await grid.EncoderIdAsync(cancellationToken);
        List<int> changed = new(total);
        try
        {
            await foreach (var ids in PortionsAsync(scope, action, encoderId, cancellationToken))
            {
                changed.AddRange(await ChangeAsync(actor, ids, action, cancellationToken));
                progress?.Report(new WorkProgress(changed.Count, Math.Max(total, changed.Count)));
            }
        }
        catch (OperationCanceledException)
        {
            // Told by the number of those that are changed.
        }
        finally
        {
            if (changed.Count > 0)
            {
                changes.Announce(actor.Name);
            }
        }

        return changed;
    }

    // By ascending id: what an action takes out of the filter does not move what is still to come.
    private async IAsyncEnumerable<int[]> PortionsAsync(BulkScope scope, BulkAction action, string? encoderId, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (scope.Filter is not { } filter)
        {
            foreach (var ids in scope.Ids.Chunk(Portion))
            {
                yield return ids;
            }

            yield break;
        }

        for (var last = 0; ;)
        {
            int[] ids;
            await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
            {
                ids = await ToChange(db.Matching(filter, encoderId), action).Where(item => item.Id > last).OrderBy(item => item.Id).Take(Portion).Select(item => item.Id).ToArrayAsync(cancellationToken);
            }

            if (ids.Length == 0)
            {
                yield break;
            }

            last = ids[^1];
            yield return ids;
        }
    }

    private async Task<List<int>> ChangeAsync(Actor actor, int[] ids, BulkAction action, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var items = await ToChange(db.Items.Where(item => ids.Contains(item.Id)), action).OrderBy(item => item.Id).ToListAsync(cancellationToken);
            if (items.Count == 0)
            {
                return [];
            }

            var now = time.GetUtcNow().UtcDateTime;
            foreach (var item in items)
            {
                Apply(item, action, now);
            }

            db.Audit(actor, action.AuditKey, action.Tag.Length > 0 ? action.Tag : items.Count == 1 ? items[0].ExternalId : $"{items.Count} items", now, Cut(string.Join(", ", items.Select(item => item.ExternalId))));
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return [.. items.Select(item => item.Id)];
            }
            catch (DbUpdateConcurrencyException) when (tries < MostTries)
            {
                // Somebody saved one of them meanwhile: the change is made to what they saved.
            }
        }
    }

    private static IQueryable<ItemEntity> ToChange(IQueryable<ItemEntity> items, BulkAction action) => action.Kind switch
    {
        BulkKind.AddTag => items.Where(item => !item.Tags.Contains(action.Tag) && !item.Genres.Contains(action.Tag)),
        BulkKind.RemoveTag => items.Where(item => item.Tags.Contains(action.Tag)),
        BulkKind.Activate => items.Where(item => !item.Active),
        _ => items.Where(item => item.Active),
    };

    // Whether an item is active is no part of its text: its vector stays what it is.
    private static void Apply(ItemEntity item, BulkAction action, DateTime now)
    {
        switch (action.Kind)
        {
            case BulkKind.AddTag:
                (item.Tags, item.UpdatedUtc) = ([.. item.Tags, action.Tag], now);
                break;
            case BulkKind.RemoveTag:
                (item.Tags, item.UpdatedUtc) = ([.. item.Tags.Where(tag => tag != action.Tag)], now);
                break;
            default:
                item.Active = action.Kind == BulkKind.Activate;
                break;
        }
    }

    private static string Cut(string text) => text.Length <= 4000 ? text : text[..3999] + "…";
}
