using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Domain.Profiles;

namespace Portal.Engine.Learning;

/// <summary>Something that was done with an item of a served list.</summary>
internal sealed record AttributedAction(Guid? RequestId, string UserId, int ItemId, InteractionKind Kind, double? Value, DateTime AtUtc);

/// <summary>What people did with served lists: on them, and on an item's page within the hour after they opened it from one.</summary>
internal static class AttributedActions
{
    private static readonly TimeSpan OpenedFor = TimeSpan.FromHours(1);

    /// <summary>The actions by list and item; what was taken back or left out is not among them.</summary>
    public static async Task<ILookup<(Guid RequestId, int ItemId), AttributedAction>> ReadAsync(PortalDbContext db, Guid[] requestIds, CancellationToken cancellationToken)
    {
        var onLists = await db.Interactions.AsNoTracking()
            .Where(row => row.RequestId != null && requestIds.Contains(row.RequestId.Value) && row.RetractedUtc == null && row.LeftOutUtc == null)
            .Select(row => new AttributedAction(row.RequestId, row.UserId, row.ItemId, row.Kind, row.Value, row.AtUtc))
            .ToListAsync(cancellationToken);
        return onLists.Concat(await AfterOpeningAsync(db, onLists, cancellationToken)).ToLookup(row => (row.RequestId!.Value, row.ItemId));
    }

    // What is said on an item's page within the hour after it was opened from a list is said about that place of the list.
    private static async Task<IEnumerable<AttributedAction>> AfterOpeningAsync(PortalDbContext db, List<AttributedAction> onLists, CancellationToken cancellationToken)
    {
        var openings = onLists.Where(action => action.Kind == InteractionKind.Click).ToList();
        if (openings.Count == 0)
        {
            return [];
        }

        var (from, to) = (openings.Min(opening => opening.AtUtc), openings.Max(opening => opening.AtUtc) + OpenedFor);
        var elsewhere = await db.Interactions.AsNoTracking()
            .Where(row => row.AtUtc >= from && row.AtUtc < to && row.RequestId == null && row.RetractedUtc == null && row.LeftOutUtc == null)
            .Select(row => new AttributedAction(null, row.UserId, row.ItemId, row.Kind, row.Value, row.AtUtc))
            .ToListAsync(cancellationToken);
        var of = openings.ToLookup(opening => (opening.UserId, opening.ItemId));
        return elsewhere
            .Select(action => action with
            {
                RequestId = of[(action.UserId, action.ItemId)].Where(opening => opening.AtUtc <= action.AtUtc && action.AtUtc < opening.AtUtc + OpenedFor).MaxBy(opening => opening.AtUtc)?.RequestId,
            })
            .Where(action => action.RequestId is not null);
    }
}
