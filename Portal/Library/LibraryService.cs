using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Domain.Profiles;
using Portal.Engine;
using Portal.People;

namespace Portal.Library;

/// <summary>An entry of the saved list.</summary>
public sealed record SavedEntry(long InteractionId, DateTime AtUtc, ItemCard Item);

/// <summary>An entry of the history.</summary>
/// <param name="Retracted">It was taken back and counts for nothing.</param>
/// <param name="Value">Stars of a rating; null otherwise.</param>
/// <param name="LeftOut">It is left out of the taste: it says nothing about what the person likes.</param>
public sealed record HistoryEntry(long InteractionId, DateTime AtUtc, InteractionKind Kind, string Context, bool Retracted, ItemCard Item, double? Value = null, bool LeftOut = false)
{
    /// <summary>Whether it could be left out of the taste, or counted again.</summary>
    public bool SpeaksOfTaste => !Retracted && LibraryService.OfTaste.Contains(Kind);
}

/// <summary>A part of the history.</summary>
/// <param name="Next">Where the next part begins; null when this was the last.</param>
public sealed record HistoryPart(IReadOnlyList<HistoryEntry> Entries, long? Next);

/// <summary>What a person saved, and everything they did.</summary>
public sealed class LibraryService(IDbContextFactory<PortalDbContext> contexts, EngineService engine)
{
    private const int MostSaved = 500, HistoryPageSize = 40;

    /// <summary>The actions of a history; seeing a card and staying on a page are no decisions.</summary>
    public static readonly IReadOnlyList<InteractionKind> Shown =
        [InteractionKind.Click, InteractionKind.Like, InteractionKind.Dislike, InteractionKind.Save, InteractionKind.Hide, InteractionKind.Rating, InteractionKind.Dismiss];

    /// <summary>Those that say something about taste: hiding an item does not.</summary>
    public static readonly IReadOnlyList<InteractionKind> OfTaste = [.. Shown.Except([InteractionKind.Hide])];

    /// <summary>Saved items, newest first, each once.</summary>
    public async Task<IReadOnlyList<SavedEntry>> SavedAsync(string userId, CancellationToken cancellationToken)
    {
        var state = await engine.GetAsync(cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Interactions.AsNoTracking()
            .Where(row => row.UserId == userId && row.Kind == InteractionKind.Save && row.RetractedUtc == null)
            .OrderByDescending(row => row.AtUtc).ThenByDescending(row => row.Id)
            .Take(MostSaved)
            .Select(row => new { row.Id, row.ItemId, row.AtUtc })
            .ToListAsync(cancellationToken);
        return [.. rows.DistinctBy(row => row.ItemId)
            .Where(row => state.TryFind(row.ItemId, out _))
            .Select(row => new SavedEntry(row.Id, row.AtUtc, Card(state, row.ItemId)))];
    }

    /// <summary>What the person did, newest first, with what they took back.</summary>
    /// <param name="userId">The person.</param>
    /// <param name="kind">Only this kind of action; null for all.</param>
    /// <param name="before">Where the page begins: <see cref="HistoryPart.Next"/> of the page before; null for the first.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<HistoryPart> HistoryAsync(string userId, InteractionKind? kind, long? before, CancellationToken cancellationToken)
    {
        var state = await engine.GetAsync(cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var query = db.Interactions.AsNoTracking().Where(row => row.UserId == userId && Shown.Contains(row.Kind));
        if (kind is { } one)
        {
            query = query.Where(row => row.Kind == one);
        }

        // By time, then id: simulated people's rows are not stored in the order in which they happened.
        if (before is { } id)
        {
            query = query.Where(row => db.Interactions.Any(last => last.Id == id && (row.AtUtc < last.AtUtc || (row.AtUtc == last.AtUtc && row.Id < last.Id))));
        }

        var rows = await query
            .OrderByDescending(row => row.AtUtc).ThenByDescending(row => row.Id)
            .Take(HistoryPageSize)
            .Select(row => new { row.Id, row.ItemId, row.AtUtc, row.Kind, row.Context, row.Value, Retracted = row.RetractedUtc != null, LeftOut = row.LeftOutUtc != null })
            .ToListAsync(cancellationToken);
        return new HistoryPart(
            [.. rows.Where(row => state.TryFind(row.ItemId, out _))
                .Select(row => new HistoryEntry(row.Id, row.AtUtc, row.Kind, row.Context, row.Retracted, Card(state, row.ItemId), row.Value, row.LeftOut))],
            rows.Count == HistoryPageSize ? rows[^1].Id : null);
    }

    private static ItemCard Card(EngineState state, int rowId) =>
        state.TryFind(rowId, out var item) ? ItemCard.Of(state, item) : throw new InvalidOperationException($"Item {rowId} is not in the snapshot.");
}
