using Microsoft.EntityFrameworkCore;
using Portal.Data;

namespace Portal.People;

internal static class TasteStamp
{
    /// <summary>Changes when a person says, sets, lets through, leaves out or reviews something: lists made before follow it no longer.</summary>
    public static async Task<string> TasteStampAsync(this PortalDbContext db, string userId, CancellationToken cancellationToken)
    {
        var exemptions = db.RuleExemptions.Where(row => row.UserId == userId);
        var leftOut = db.Interactions.Where(row => row.UserId == userId && row.LeftOutUtc != null);
        var edits = db.InterestEdits.Where(row => row.UserId == userId);
        var reviews = db.Reviews.Where(row => row.UserId == userId);

        // What is taken back takes its time with it: the number of the others tells.
        object?[] latest =
        [
            await db.StatementChanges.Where(row => row.UserId == userId).MaxAsync(row => (long?)row.Id, cancellationToken),
            await db.PersonSettings.Where(row => row.UserId == userId).MaxAsync(row => (int?)row.Revision, cancellationToken),
            await exemptions.CountAsync(cancellationToken),
            await exemptions.MaxAsync(row => (long?)row.Id, cancellationToken),
            await leftOut.CountAsync(cancellationToken),
            (await leftOut.MaxAsync(row => row.LeftOutUtc, cancellationToken))?.Ticks,
            await edits.CountAsync(cancellationToken),
            (await edits.MaxAsync(row => (DateTime?)row.UpdatedUtc, cancellationToken))?.Ticks,
            await reviews.SumAsync(row => row.Revision + 1, cancellationToken),
        ];
        return string.Join('/', latest);
    }
}
