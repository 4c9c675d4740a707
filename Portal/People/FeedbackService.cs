using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Profiles;

namespace Portal.People;

/// <summary>Where and why a person reacted.</summary>
/// <param name="Context">The page: feed, item, search, saved, onboarding.</param>
/// <param name="RequestId">The list that showed the item; null where there was none.</param>
/// <param name="Position">The item's place on it.</param>
public sealed record FeedbackOrigin(string Context, Guid? RequestId = null, int? Position = null);

/// <summary>What a person has said about an item so far.</summary>
public readonly record struct ItemOpinion(bool Liked, bool Disliked, bool Saved, bool Hidden)
{
    /// <summary>Seen already, or not wanted at present.</summary>
    public bool Dismissed { get; init; }
}

/// <summary>Records what people do, takes it back, and tells what was recorded.</summary>
public sealed class FeedbackService(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    /// <summary>Records an action.</summary>
    /// <returns>Its id, by which it can be taken back; null when the item does not exist.</returns>
    public async Task<long?> RecordAsync(string userId, string itemId, InteractionKind kind, FeedbackOrigin origin, CancellationToken cancellationToken, double? value = null, string? reason = null)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rowId = await db.Items.Where(item => item.ExternalId == itemId).Select(item => (int?)item.Id).FirstOrDefaultAsync(cancellationToken);
        if (rowId is not { } id)
        {
            return null;
        }

        InteractionEntity row = new()
        {
            UserId = userId,
            ItemId = id,
            Kind = kind,
            Value = value,
            Reason = reason,
            AtUtc = time.GetUtcNow().UtcDateTime,
            Context = origin.Context,
            RequestId = origin.RequestId,
            Position = origin.Position,
        };
        db.Interactions.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        return row.Id;
    }

    /// <summary>Takes one action back. Nothing happens when it is not this person's, or was taken back before.</summary>
    public Task<bool> RetractAsync(string userId, long interactionId, CancellationToken cancellationToken) =>
        SetRetractedAsync(userId, interactionId, time.GetUtcNow().UtcDateTime, cancellationToken);

    /// <summary>Puts an action that was taken back in force again.</summary>
    public Task<bool> RestoreAsync(string userId, long interactionId, CancellationToken cancellationToken) =>
        SetRetractedAsync(userId, interactionId, null, cancellationToken);

    /// <summary>Takes back every action of a kind on an item: what pressing a pressed button does.</summary>
    /// <returns>Ids of what was taken back, for <see cref="RestoreAllAsync"/>.</returns>
    public async Task<IReadOnlyList<long>> RetractAllAsync(string userId, string itemId, InteractionKind kind, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var ids = await db.Interactions
            .Where(row => row.UserId == userId && row.Kind == kind && row.RetractedUtc == null
                && db.Items.Any(item => item.Id == row.ItemId && item.ExternalId == itemId))
            .Select(row => row.Id)
            .ToListAsync(cancellationToken);
        await db.Interactions.Where(row => ids.Contains(row.Id))
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.RetractedUtc, now), cancellationToken);
        return ids;
    }

    /// <summary>Puts actions that were taken back in force again; those of other people are left alone.</summary>
    public async Task RestoreAllAsync(string userId, IReadOnlyList<long> interactionIds, CancellationToken cancellationToken)
    {
        if (interactionIds.Count == 0)
        {
            return;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.Interactions.Where(row => row.UserId == userId && interactionIds.Contains(row.Id))
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.RetractedUtc, (DateTime?)null), cancellationToken);
    }

    /// <summary>
    /// Records that places of a served feed were on the screen: each once, however often it is told, and only places of the
    /// person's own lists.
    /// </summary>
    /// <returns>How many were new.</returns>
    public async Task<int> RecordImpressionsAsync(string userId, Guid requestId, IReadOnlyCollection<int> positions, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var served = await db.ServedPositions.AsNoTracking()
            .Where(row => row.RequestId == requestId && row.UserId == userId && positions.Contains(row.Position)
                && !db.Interactions.Any(seen => seen.UserId == userId && seen.RequestId == requestId && seen.ItemId == row.ItemId && seen.Kind == InteractionKind.Impression))
            .Select(row => new { row.ItemId, row.Position })
            .ToListAsync(cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        db.Interactions.AddRange(served.Select(row => new InteractionEntity
        {
            UserId = userId,
            ItemId = row.ItemId,
            Kind = InteractionKind.Impression,
            AtUtc = now,
            Context = "feed",
            RequestId = requestId,
            Position = row.Position,
        }));
        await db.SaveChangesAsync(cancellationToken);
        return served.Count;
    }

    /// <summary>The person's opinion of each of the items named; items without any are left out.</summary>
    public async Task<IReadOnlyDictionary<string, ItemOpinion>> OpinionsAsync(string userId, IReadOnlyCollection<string> itemIds, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Interactions.AsNoTracking()
            .Where(row => row.UserId == userId && row.RetractedUtc == null)
            .Where(Dismissal.StillCounts(time.GetUtcNow()))
            .Join(db.Items.Where(item => itemIds.Contains(item.ExternalId)), row => row.ItemId, item => item.Id, (row, item) => new { item.ExternalId, row.Kind, row.AtUtc, row.Id })
            .ToListAsync(cancellationToken);
        var reviews = await db.Reviews.AsNoTracking()
            .Where(row => row.UserId == userId && row.DeletedUtc == null)
            .Join(db.Items.Where(item => itemIds.Contains(item.ExternalId)), row => row.ItemId, item => item.Id, (row, item) => new { item.ExternalId, row.UpdatedUtc, row.Sentiment, row.OwnSentiment, row.Aspects })
            .ToListAsync(cancellationToken);
        return rows.GroupBy(row => row.ExternalId).ToDictionary(group => group.Key, group =>
        {
            var last = group.Where(row => row.Kind is InteractionKind.Like or InteractionKind.Dislike).OrderBy(row => row.AtUtc).ThenBy(row => row.Id).LastOrDefault();

            // A review that was written since and says the contrary has taken it back.
            var later = reviews.Where(review => review.ExternalId == group.Key && review.UpdatedUtc >= last?.AtUtc)
                .Select(review => ReviewService.Counted(review.OwnSentiment, ReviewReader.Read(review.Aspects, review.Sentiment))).FirstOrDefault();
            return new ItemOpinion(
                last?.Kind == InteractionKind.Like && !(later < 0),
                last?.Kind == InteractionKind.Dislike && !(later > 0),
                group.Any(row => row.Kind == InteractionKind.Save),
                group.Any(row => row.Kind == InteractionKind.Hide))
            {
                Dismissed = group.Any(row => row.Kind == InteractionKind.Dismiss),
            };
        });
    }

    private async Task<bool> SetRetractedAsync(string userId, long interactionId, DateTime? at, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Interactions
            .Where(row => row.Id == interactionId && row.UserId == userId)
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.RetractedUtc, at), cancellationToken) > 0;
    }
}
