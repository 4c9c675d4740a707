using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Data;

namespace Portal.People;

internal static class TasteStamp
{
    /// <summary>Changes when the person leaves something out of their taste, counts it again, or changes an interest: lists made before follow it no longer.</summary>
    public static async Task<string> TasteStampAsync(this PortalDbContext db, string userId, CancellationToken cancellationToken)
    {
        // What is counted again takes its time with it: the number tells.
        var leftOut = db.Interactions.Where(row => row.UserId == userId && row.LeftOutUtc != null);
        var edits = db.InterestEdits.Where(row => row.UserId == userId);
        var (actions, lastLeftOut) = (await leftOut.CountAsync(cancellationToken), await leftOut.MaxAsync(row => row.LeftOutUtc, cancellationToken));
        var (interests, lastEdit) = (await edits.CountAsync(cancellationToken), await edits.MaxAsync(row => (DateTime?)row.UpdatedUtc, cancellationToken));
        return string.Create(CultureInfo.InvariantCulture, $"{actions}/{lastLeftOut?.Ticks}/{interests}/{lastEdit?.Ticks}");
    }
}
