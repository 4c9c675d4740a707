using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Accounts;
using Portal.Data;
using Portal.Diagnostics;

namespace Portal.Users;

/// <summary>What was deleted.</summary>
public sealed record Erased(AccessChange Result, int Rows);

/// <summary>
/// Deletes a person with everything about them. In portions, so that nobody waits for it; the account is locked first and goes last, so that a
/// run that was cut off is finished by the next.
/// </summary>
public sealed class UserErasure(IDbContextFactory<PortalDbContext> contexts, UserAccess access, UserDirectory directory, TimeProvider time)
{
    private const int Portion = 500;

    /// <summary>Deletes all about a person.</summary>
    public async Task<Erased> RunAsync(Actor actor, string id, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        if (await access.SetLockedAsync(actor, id, locked: true, cancellationToken) is var locked and not AccessChange.Done)
        {
            return new Erased(locked, 0);
        }

        var holdings = await directory.HoldingsAsync(id, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var deleted = await FeedsAsync(db, id, new Told(progress, holdings.Total), cancellationToken);
        deleted += await ActionsAsync(db, id, deleted, new Told(progress, holdings.Total), cancellationToken);
        deleted += await LittleAsync(db, id, cancellationToken);
        await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await db.Users.Where(user => user.Id == id).ExecuteDeleteAsync(cancellationToken);

            // The name would be personal data: the entry tells that somebody was deleted, by whom and how much.
            db.Audit(actor, "user.deleted", id, time.GetUtcNow().UtcDateTime, string.Create(
                CultureInfo.InvariantCulture,
                $"{holdings.Statements} statements, {holdings.Actions} actions, {holdings.Requests} feeds, {holdings.Reviews} reviews, {holdings.Changes + holdings.Others} others"));
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        });
        progress?.Report(new WorkProgress(holdings.Total, holdings.Total));
        return new Erased(AccessChange.Done, deleted);
    }

    private static async Task<int> FeedsAsync(PortalDbContext db, string id, Told told, CancellationToken cancellationToken)
    {
        var deleted = 0;
        while (await db.FeedRequests.Where(row => row.UserId == id).OrderBy(row => row.AtUtc).Take(Portion).Select(row => row.Id).ToListAsync(cancellationToken) is { Count: > 0 } ids)
        {
            // The positions first: the database would delete them too, but one by one.
            deleted += await db.ServedPositions.Where(row => ids.Contains(row.RequestId)).ExecuteDeleteAsync(cancellationToken);
            deleted += await db.FeedRequests.Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);
            told.Report(deleted);
        }

        return deleted;
    }

    private static async Task<int> ActionsAsync(PortalDbContext db, string id, int before, Told told, CancellationToken cancellationToken)
    {
        var deleted = 0;
        while (await db.Interactions.Where(row => row.UserId == id).OrderBy(row => row.AtUtc).Take(Portion).Select(row => row.Id).ToListAsync(cancellationToken) is { Count: > 0 } ids)
        {
            deleted += await db.Interactions.Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);
            told.Report(before + deleted);
        }

        return deleted;
    }

    private static async Task<int> LittleAsync(PortalDbContext db, string id, CancellationToken cancellationToken) =>
        await db.Reviews.Where(row => row.UserId == id).ExecuteDeleteAsync(cancellationToken)
        + await db.RuleExemptions.Where(row => row.UserId == id).ExecuteDeleteAsync(cancellationToken)
        + await db.InterestEdits.Where(row => row.UserId == id).ExecuteDeleteAsync(cancellationToken)
        + await db.StatementChanges.Where(row => row.UserId == id).ExecuteDeleteAsync(cancellationToken)
        + await db.Statements.Where(row => row.UserId == id).ExecuteDeleteAsync(cancellationToken)
        + await db.PersonSettings.Where(row => row.UserId == id).ExecuteDeleteAsync(cancellationToken)

        // A browser's own row may tell of others too, and of nobody once the lists are gone that lead from a person to it.
        + await db.ExperimentUnits.Where(row => row.Unit == id).ExecuteDeleteAsync(cancellationToken);

    private sealed class Told(IProgress<WorkProgress>? progress, int total)
    {
        public void Report(int done) => progress?.Report(new WorkProgress(done, Math.Max(done, total)));
    }
}
