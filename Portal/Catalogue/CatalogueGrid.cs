using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Domain.Embedding;
using Portal.Engine;

namespace Portal.Catalogue;

/// <summary>An item as the grid shows it.</summary>
/// <param name="Reason">Why it has no vector; null where it has one or the encoder has not come to it.</param>
public sealed record CatalogueEntry(
    int RowId, string Id, string Kind, string Title, int? Year, IReadOnlyList<string> Genres, IReadOnlyList<string> Tags, bool Active, string Source, DateTime UpdatedUtc,
    int Revision, string? Image, EmbeddingState Vector, NoVectorReason? Reason);

/// <summary>One page of the items that a filter means.</summary>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Page">The page, from 1: the last one where a later was asked for.</param>
public sealed record CataloguePageOfItems(IReadOnlyList<CatalogueEntry> Entries, int Total, int Page)
{
    public int Pages => Math.Max(1, (Total + CatalogueGrid.PageSize - 1) / CatalogueGrid.PageSize);
}

/// <summary>What the filters offer: kinds and sources with their numbers of items.</summary>
public sealed record CatalogueChoices(IReadOnlyList<(string Name, int Count)> Kinds, IReadOnlyList<(string Name, int Count)> Sources);

/// <summary>Reads the catalogue page by page: filters, order and pages are the database's work.</summary>
public sealed class CatalogueGrid(IDbContextFactory<PortalDbContext> contexts, EngineService engine, EncoderHost encoder)
{
    public const int PageSize = 50;

    /// <summary>The encoder whose vectors count: the one at work, before it is loaded the one that has most.</summary>
    public async Task<string?> EncoderIdAsync(CancellationToken cancellationToken)
    {
        if (encoder.EncoderId is { } id)
        {
            return id;
        }

        // Not from the engine: the grid shows a large catalogue before that is built.
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await EngineBuilder.MostUsedEncoderAsync(db, cancellationToken);
    }

    /// <summary>One page.</summary>
    public async Task<CataloguePageOfItems> ReadAsync(CatalogueView view, CancellationToken cancellationToken)
    {
        var encoderId = await EncoderIdAsync(cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var matching = db.Matching(view.Filter, encoderId);
        var total = await matching.CountAsync(cancellationToken);
        var page = Math.Clamp(view.Page, 1, Math.Max(1, (total + PageSize - 1) / PageSize));

        // The order is made of ids alone: rows with their descriptions would be carried through the sorting.
        var ids = await matching.InOrder(view.Sort, view.Descending).Skip((page - 1) * PageSize).Take(PageSize).Select(item => item.Id).ToListAsync(cancellationToken);
        return new CataloguePageOfItems(await EntriesAsync(db, ids, encoderId, cancellationToken), total, page);
    }

    /// <summary>The kinds and sources there are, the commonest first.</summary>
    public async Task<CatalogueChoices> ChoicesAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var kinds = await db.Items.GroupBy(item => item.Kind).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellationToken);
        var sources = await db.Items.GroupBy(item => item.Source).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellationToken);
        return new CatalogueChoices(
            [.. kinds.Select(row => (row.Key, row.Count)).OrderByDescending(row => row.Count).ThenBy(row => row.Key, StringComparer.Ordinal)],
            [.. sources.Select(row => (row.Key, row.Count)).OrderByDescending(row => row.Count).ThenBy(row => row.Key, StringComparer.Ordinal)]);
    }

    /// <summary>Labels that begin with, or else hold, what is typed.</summary>
    public async Task<IReadOnlyList<string>> LabelsLikeAsync(string typed, int most, CancellationToken cancellationToken)
    {
        var names = (await engine.GetAsync(cancellationToken)).Snapshot.Catalogue.LabelNames;
        var text = typed.Trim();
        return [.. names.Where(name => name.Contains(text, StringComparison.OrdinalIgnoreCase))
            .OrderBy(name => name.StartsWith(text, StringComparison.OrdinalIgnoreCase) ? 0 : 1).ThenBy(name => name, StringComparer.Ordinal).Take(most)];
    }

    /// <summary>The present form of one entry; null where it is gone.</summary>
    public async Task<CatalogueEntry?> FindAsync(int rowId, CancellationToken cancellationToken)
    {
        var encoderId = await EncoderIdAsync(cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return (await EntriesAsync(db, [rowId], encoderId, cancellationToken)).SingleOrDefault();
    }

    private static async Task<List<CatalogueEntry>> EntriesAsync(PortalDbContext db, List<int> ids, string? encoderId, CancellationToken cancellationToken)
    {
        var rows = await db.Items.AsNoTracking().Where(item => ids.Contains(item.Id)).ToDictionaryAsync(item => item.Id, cancellationToken);
        var vectors = await db.ItemVectors.AsNoTracking().Where(vector => vector.EncoderId == encoderId && ids.Contains(vector.ItemId))
            .Select(vector => new { vector.ItemId, vector.Dimensions, vector.NoVectorReason, vector.CreatedUtc })
            .ToDictionaryAsync(vector => vector.ItemId, cancellationToken);
        List<CatalogueEntry> entries = new(ids.Count);
        foreach (var row in ids.Select(id => rows.GetValueOrDefault(id)).OfType<Data.Entities.ItemEntity>())
        {
            var vector = vectors.GetValueOrDefault(row.Id);
            entries.Add(new CatalogueEntry(
                row.Id, row.ExternalId, row.Kind, row.Title, row.Year, row.Genres, row.Tags, row.Active, row.Source, row.UpdatedUtc, row.Revision, row.Image,
                CatalogueQueries.StateOf(row.UpdatedUtc, vector?.Dimensions, vector?.CreatedUtc), vector?.NoVectorReason));
        }

        return entries;
    }
}
