using Microsoft.EntityFrameworkCore;
using Portal.Data;

namespace Portal.Engine;

internal static class StatementVectors
{
    /// <summary>
    /// Stores a statement's vector past the change tracker: a vector is no edit, and must not make an editor believe that
    /// somebody changed the sentence meanwhile. If somebody did, the row is left alone.
    /// </summary>
    public static Task StoreVectorAsync(this PortalDbContext db, Guid id, int revision, string encoderId, byte[]? vector, CancellationToken cancellationToken) =>
        db.Statements
            .Where(row => row.Id == id && row.Revision == revision)
            .ExecuteUpdateAsync(
                update => update.SetProperty(row => row.EncoderId, encoderId).SetProperty(row => row.Vector, vector),
                cancellationToken);
}
