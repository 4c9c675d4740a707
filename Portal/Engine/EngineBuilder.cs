using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Catalogue;
using Portal.Domain.Profiles;
using Portal.Domain.Ranking;
using Portal.Domain.Recommendation;
using Portal.Domain.Retrieval;
using Portal.Engine.Models;

namespace Portal.Engine;

/// <summary>Reads the database into a snapshot.</summary>
public sealed class EngineBuilder(IDbContextFactory<PortalDbContext> contexts, WeightStore weights, ModelStore models, TimeProvider time)
{
    /// <summary>Builds from what the database holds now.</summary>
    /// <param name="encoderId">Only vectors of this encoder are taken; null while it is not known: then the one that has most.</param>
    /// <param name="previous">The snapshot in force, whose work on unchanged items is taken over; null for none.</param>
    /// <param name="cancellationToken">Stops between the queries.</param>
    public async Task<EngineState> BuildAsync(string? encoderId, EngineSnapshot? previous, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Items.AsNoTracking().Where(item => item.Active).ToListAsync(cancellationToken);
        rows.Sort((a, b) => string.CompareOrdinal(a.ExternalId, b.ExternalId));
        var counts = await CountsAsync(db, cancellationToken);
        encoderId ??= await MostUsedEncoderAsync(db, cancellationToken);
        var vectors = encoderId is null ? [] : await VectorsAsync(db, encoderId, cancellationToken);
        var aliases = await db.LabelAliases.AsNoTracking().ToDictionaryAsync(alias => alias.Alias, alias => alias.Label, StringComparer.Ordinal, cancellationToken);
        var live = await weights.LiveAsync(cancellationToken);
        var now = time.GetUtcNow();

        return await Task.Run(
            () =>
            {
                CatalogueIndex catalogue = new(rows.Select(row => row.ToItem().WithLabels(aliases)), aliases);
                var index = IndexOf(encoderId, [.. rows.Select(row => vectors.GetValueOrDefault(row.Id))]);
                Popularity popularity = new([.. rows.Select(row => counts.GetValueOrDefault(row.Id))], live.Weights.PopularityPrior);
                var version = now.UtcDateTime.ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture);
                EngineSnapshot snapshot = new(version, catalogue, index, popularity, now, previous);
                Recommender.Prepare(snapshot);

                // Every list that is served is measured.
                CatalogueMeasures.Of(snapshot);
                return new EngineState(snapshot, live.Weights, live.Name)
                {
                    Models = models.Over(catalogue),
                    RowIds = [.. rows.Select(row => row.Id)],
                    Images = [.. rows.Select(row => row.Image)],
                };
            },
            cancellationToken);
    }

    // Of each item the whole text's vector, then its passages' in order.
    private static async Task<Dictionary<int, List<float[]>>> VectorsAsync(PortalDbContext db, string encoderId, CancellationToken cancellationToken)
    {
        Dictionary<int, List<float[]>> vectors = [];
        var items = db.ItemVectors.AsNoTracking().Where(vector => vector.EncoderId == encoderId && vector.Dimensions > 0)
            .Select(vector => new { vector.ItemId, vector.Data });
        await foreach (var row in items.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (VectorCodec.Decode(row.Data) is { } values)
            {
                vectors.Add(row.ItemId, [values]);
            }
        }

        var passages = db.PassageVectors.AsNoTracking().Where(vector => vector.EncoderId == encoderId)
            .OrderBy(vector => vector.ItemId).ThenBy(vector => vector.Number)
            .Select(vector => new { vector.ItemId, vector.Data });
        await foreach (var row in passages.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (vectors.TryGetValue(row.ItemId, out var list) && VectorCodec.Decode(row.Data) is { } values)
            {
                list.Add(values);
            }
        }

        return vectors;
    }

    private static VectorIndex? IndexOf(string? encoderId, IReadOnlyList<List<float[]>?> vectors) =>
        vectors.FirstOrDefault(list => list is not null)?[0].Length is { } dimensions
            ? new VectorIndex(encoderId!, dimensions, [.. vectors.Select(list => list?[0])], [.. vectors.Select(list => list?[1..])])
            : null;

    /// <summary>The encoder with most vectors; null before there are any.</summary>
    internal static async Task<string?> MostUsedEncoderAsync(PortalDbContext db, CancellationToken cancellationToken) =>
        await db.ItemVectors.GroupBy(vector => vector.EncoderId)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key)
            .Select(group => group.Key)
            .FirstOrDefaultAsync(cancellationToken);

    private static async Task<Dictionary<int, ItemCounts>> CountsAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        // People, not actions: somebody who likes and saves an item still is one who likes it.
        InteractionKind[] kinds = [InteractionKind.Like, InteractionKind.Save, InteractionKind.Dislike, InteractionKind.Rating];
        var groups = await db.Interactions
            .Where(row => row.RetractedUtc == null && kinds.Contains(row.Kind))
            .GroupBy(row => row.ItemId)
            .Select(group => new
            {
                ItemId = group.Key,
                Positive = group.Where(row => row.Kind == InteractionKind.Like || row.Kind == InteractionKind.Save || (row.Kind == InteractionKind.Rating && row.Value >= 4))
                    .Select(row => row.UserId).Distinct().Count(),
                Negative = group.Where(row => row.Kind == InteractionKind.Dislike || (row.Kind == InteractionKind.Rating && row.Value <= 2))
                    .Select(row => row.UserId).Distinct().Count(),
            })
            .ToListAsync(cancellationToken);
        return groups.ToDictionary(group => group.ItemId, group => new ItemCounts(group.Positive, group.Negative));
    }
}
