using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;

namespace Portal.Catalogue;

/// <summary>The filter as the database understands it.</summary>
internal static class CatalogueQueries
{
    private const int MostWords = 8;
    private const string Escape = "\\";

    /// <summary>The items that a filter means.</summary>
    /// <param name="db">The database.</param>
    /// <param name="filter">Which.</param>
    /// <param name="encoderId">The encoder in force; null for none, under which every item is <see cref="EmbeddingState.Missing"/>.</param>
    public static IQueryable<ItemEntity> Matching(this PortalDbContext db, CatalogueFilter filter, string? encoderId)
    {
        IQueryable<ItemEntity> items = db.Items.AsNoTracking();
        foreach (var word in filter.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(MostWords))
        {
            var pattern = $"%{Escaped(word)}%";
            items = items.Where(item => EF.Functions.Like(item.Title, pattern, Escape) || EF.Functions.Like(item.ExternalId, pattern, Escape)
                || item.Creators.Any(creator => EF.Functions.Like(creator, pattern, Escape)));
        }

        if (filter.Kind is { } kind)
        {
            items = items.Where(item => item.Kind == kind);
        }

        if (filter.Label is { } label)
        {
            items = items.Where(item => item.Genres.Contains(label) || item.Tags.Contains(label));
        }

        if (filter.Active is { } active)
        {
            items = items.Where(item => item.Active == active);
        }

        if (filter.Source is { } source)
        {
            items = items.Where(item => item.Source == source);
        }

        return filter.Vector is { } state ? items.Where(Has(db, state, encoderId ?? "")) : items;
    }

    /// <summary>The same in order.</summary>
    public static IOrderedQueryable<ItemEntity> InOrder(this IQueryable<ItemEntity> items, CatalogueSort sort, bool descending)
    {
        var ordered = sort switch
        {
            CatalogueSort.Year => By(item => item.Year),
            CatalogueSort.Kind => By(item => item.Kind),
            CatalogueSort.Updated => By(item => item.UpdatedUtc),
            _ => By(item => item.Title),
        };
        return ordered.ThenBy(item => item.Id);

        IOrderedQueryable<ItemEntity> By<T>(Expression<Func<ItemEntity, T>> key) => descending ? items.OrderByDescending(key) : items.OrderBy(key);
    }

    /// <summary>How an item stands, by the row of its vector.</summary>
    public static EmbeddingState StateOf(DateTime updatedUtc, int? dimensions, DateTime? madeUtc) =>
        madeUtc is null ? EmbeddingState.Missing
        : madeUtc < updatedUtc ? EmbeddingState.Stale
        : dimensions == 0 ? EmbeddingState.None
        : EmbeddingState.Current;

    private static Expression<Func<ItemEntity, bool>> Has(PortalDbContext db, EmbeddingState state, string encoderId) => state switch
    {
        EmbeddingState.Current => item => db.ItemVectors.Any(vector => vector.ItemId == item.Id && vector.EncoderId == encoderId && vector.Dimensions > 0 && vector.CreatedUtc >= item.UpdatedUtc),
        EmbeddingState.Stale => item => db.ItemVectors.Any(vector => vector.ItemId == item.Id && vector.EncoderId == encoderId && vector.CreatedUtc < item.UpdatedUtc),
        EmbeddingState.None => item => db.ItemVectors.Any(vector => vector.ItemId == item.Id && vector.EncoderId == encoderId && vector.Dimensions == 0 && vector.CreatedUtc >= item.UpdatedUtc),
        _ => item => !db.ItemVectors.Any(vector => vector.ItemId == item.Id && vector.EncoderId == encoderId),
    };

    private static string Escaped(string word) => word
        .Replace(Escape, Escape + Escape, StringComparison.Ordinal)
        .Replace("%", Escape + "%", StringComparison.Ordinal)
        .Replace("_", Escape + "_", StringComparison.Ordinal)
        .Replace("[", Escape + "[", StringComparison.Ordinal);
}
