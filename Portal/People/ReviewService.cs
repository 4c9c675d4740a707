using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Catalogue;
using Portal.Engine;

namespace Portal.People;

/// <summary>A person's reviews, at most one of an item. Nobody else reads them, and they count for this person's lists alone.</summary>
public sealed class ReviewService(IDbContextFactory<PortalDbContext> contexts, EngineService engine, TimeProvider time)
{
    public const int LongestText = 2000;

    /// <summary>What counts of what was read and said: the person's own word first; null while nobody knows.</summary>
    public static double? Counted(double? own, ReviewReading reading) => own ?? (reading.IsRead ? reading.Score : null);

    /// <summary>What a text says; also while it is being written.</summary>
    public async Task<ReviewReading> ReadAsync(ReviewDraft draft, CancellationToken cancellationToken)
    {
        var state = await engine.GetAsync(cancellationToken);
        var text = draft.Text.Length > LongestText ? draft.Text[..LongestText] : draft.Text;

        // The first text of all waits until the classifier has learned: off the circuit's thread.
        return await Task.Run(() => ReviewReader.Read(text.Trim(), draft.Edited, state), cancellationToken);
    }

    /// <summary>The person's review of an item; null for none.</summary>
    public async Task<ReviewView?> FindAsync(string userId, string itemId, CancellationToken cancellationToken)
    {
        var state = await engine.GetAsync(cancellationToken);
        if (!state.Snapshot.Catalogue.TryFind(itemId, out var item))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Live(db, userId, state.RowIdOf(item)).AsNoTracking().FirstOrDefaultAsync(cancellationToken) is { } row ? View(row, state) : null;
    }

    /// <summary>Reviews of items that the catalogue has, the last changed first.</summary>
    public async Task<IReadOnlyList<ReviewView>> ListAsync(string userId, CancellationToken cancellationToken)
    {
        var state = await engine.GetAsync(cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Reviews.AsNoTracking()
            .Where(row => row.UserId == userId && row.DeletedUtc == null)
            .OrderByDescending(row => row.UpdatedUtc).ThenBy(row => row.ItemId)
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => View(row, state)).OfType<ReviewView>()];
    }

    /// <summary>Writes a review, or changes the one there is.</summary>
    /// <param name="userId">The person.</param>
    /// <param name="itemId">The item.</param>
    /// <param name="draft">The review.</param>
    /// <param name="revision">The revision that was on the screen; null for a new one. Another one means it was changed elsewhere meanwhile.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<ReviewResult> SaveAsync(string userId, string itemId, ReviewDraft draft, int? revision, CancellationToken cancellationToken)
    {
        var text = draft.Text.Trim();
        if (text.Length is 0 or > LongestText)
        {
            return new ReviewResult(text.Length == 0 ? ReviewProblem.Empty : ReviewProblem.TooLong);
        }

        var state = await engine.GetAsync(cancellationToken);
        if (!state.Snapshot.Catalogue.TryFind(itemId, out var item))
        {
            return new ReviewResult(ReviewProblem.NotFound);
        }

        var reading = await ReadAsync(draft with { Text = text }, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await Live(db, userId, state.RowIdOf(item)).FirstOrDefaultAsync(cancellationToken);
        if (row?.Revision != revision)
        {
            return new ReviewResult(ReviewProblem.ChangedElsewhere, row is null ? null : View(row, state));
        }

        var now = time.GetUtcNow();
        if (row is null)
        {
            row = new ReviewEntity { Id = Guid.CreateVersion7(now), UserId = userId, ItemId = state.RowIdOf(item), Text = "", Aspects = "", CreatedUtc = now.UtcDateTime };
            db.Reviews.Add(row);
        }

        (row.Text, row.Sentiment, row.OwnSentiment, row.Aspects, row.UpdatedUtc) = (text, reading.Score, Clamped(draft.OwnSentiment), ReviewReader.Write(reading), now.UtcDateTime);
        return await StoreAsync(db, row, state, cancellationToken);
    }

    /// <summary>Sets what the person thought, −1 to 1; null goes back to what was read.</summary>
    public Task<ReviewResult> SetSentimentAsync(string userId, Guid id, double? sentiment, CancellationToken cancellationToken) =>
        ChangeAsync(userId, id, row => (row.OwnSentiment, row.UpdatedUtc) = (Clamped(sentiment), time.GetUtcNow().UtcDateTime), cancellationToken);

    /// <summary>Turns an aspect the other way, takes it away, or does neither any more.</summary>
    public Task<ReviewResult> SetAspectAsync(string userId, Guid id, string key, bool turned, bool removed, CancellationToken cancellationToken) =>
        ChangeAsync(
            userId,
            id,
            row =>
            {
                var reading = ReviewReader.Read(row.Aspects, row.Sentiment);
                row.Aspects = ReviewReader.Write(reading with
                {
                    Aspects = [.. reading.Aspects.Select(aspect => aspect.Key == key ? aspect with { Score = aspect.Turned == turned ? aspect.Score : -aspect.Score, Turned = turned, Removed = removed } : aspect)],
                });
            },
            cancellationToken);

    /// <summary>Takes a review back; it then counts for nothing and is shown to nobody.</summary>
    public Task<ReviewResult> DeleteAsync(string userId, Guid id, CancellationToken cancellationToken) =>
        ChangeAsync(userId, id, row => row.DeletedUtc = time.GetUtcNow().UtcDateTime, cancellationToken);

    /// <summary>Brings a deleted review back, unless there is another of the item by now.</summary>
    public async Task<ReviewResult> RestoreAsync(string userId, Guid id, CancellationToken cancellationToken)
    {
        var state = await engine.GetAsync(cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Reviews.FirstOrDefaultAsync(one => one.Id == id && one.UserId == userId, cancellationToken) is not { } row)
        {
            return new ReviewResult(ReviewProblem.NotFound);
        }

        if (await Live(db, userId, row.ItemId).AnyAsync(one => one.Id != id, cancellationToken))
        {
            return new ReviewResult(ReviewProblem.ChangedElsewhere);
        }

        row.DeletedUtc = null;
        return await StoreAsync(db, row, state, cancellationToken);
    }

    private static IQueryable<ReviewEntity> Live(PortalDbContext db, string userId, int itemId) =>
        db.Reviews.Where(row => row.UserId == userId && row.ItemId == itemId && row.DeletedUtc == null);

    private static double? Clamped(double? sentiment) => sentiment is { } own && double.IsFinite(own) ? Math.Clamp(own, -1, 1) : null;

    private static ReviewView? View(ReviewEntity row, EngineState state) => state.TryFind(row.ItemId, out var item)
        ? new ReviewView(row.Id, ItemCard.Of(state, item), row.Text, row.OwnSentiment, ReviewReader.Read(row.Aspects, row.Sentiment), row.CreatedUtc, row.UpdatedUtc, row.Revision)
        : null;

    private async Task<ReviewResult> ChangeAsync(string userId, Guid id, Action<ReviewEntity> change, CancellationToken cancellationToken)
    {
        var state = await engine.GetAsync(cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Reviews.FirstOrDefaultAsync(row => row.Id == id && row.UserId == userId && row.DeletedUtc == null, cancellationToken) is not { } row)
        {
            return new ReviewResult(ReviewProblem.NotFound);
        }

        change(row);
        return await StoreAsync(db, row, state, cancellationToken);
    }

    private static async Task<ReviewResult> StoreAsync(PortalDbContext db, ReviewEntity row, EngineState state, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new ReviewResult(ReviewProblem.ChangedElsewhere);
        }

        return new ReviewResult(ReviewProblem.None, View(row, state));
    }
}
