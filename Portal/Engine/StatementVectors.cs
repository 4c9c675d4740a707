using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Language;

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

    /// <summary>What was understood of a statement. Stored by an earlier version, it is read again, and remembered likewise.</summary>
    public static async Task<ParsedStatement> ReadStoredAsync(this StatementReader reader, PortalDbContext db, StatementEntity row, EngineState state, CancellationToken cancellationToken)
    {
        if (StatementReader.Read(row.Parsed) is { } known)
        {
            return known;
        }

        var parsed = await reader.ReadAsync(row.Text, null, state, cancellationToken);
        var json = StatementReader.Write(parsed);
        await db.Statements.Where(other => other.Id == row.Id && other.Revision == row.Revision).ExecuteUpdateAsync(update => update.SetProperty(other => other.Parsed, json), cancellationToken);
        return parsed;
    }
}
