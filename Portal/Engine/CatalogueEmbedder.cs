using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Diagnostics;
using Portal.Domain.Catalogue;
using Portal.Domain.Embedding;
using Portal.Domain.Language;

namespace Portal.Engine;

/// <summary>What an embedding run did.</summary>
/// <param name="Embedded">Items that got a vector.</param>
/// <param name="WithoutVector">Items whose text has none; they are found by their words.</param>
/// <param name="EncoderId">The encoder; null when there was none, and nothing was done.</param>
public sealed record EmbeddingResult(int Embedded, int WithoutVector, string? EncoderId);

/// <summary>
/// Gives every active item and statement the vector of its present text under the present encoder, a long item those of its passages
/// besides, and does nothing for those that have them.
/// What is missing in the database is the queue, so a run that was ended goes on where it stopped.
/// </summary>
public sealed class CatalogueEmbedder(
    IDbContextFactory<PortalDbContext> contexts, EncoderHost encoders, EngineService engine, EmbeddingMonitor monitor, TimeProvider time)
{
    private const int Chunk = 128;

    /// <summary>Number of active items without a current vector.</summary>
    public async Task<int> CountStaleAsync(CancellationToken cancellationToken) =>
        await encoders.TargetAsync(cancellationToken) is { } encoder ? (await StaleAsync(encoder.Info.Id, cancellationToken)).Count : 0;

    /// <summary>
    /// Embeds what is missing, then puts the new vectors in force and drops those of other encoders. Of an encoder that is to take over: then it does.
    /// </summary>
    public async Task<EmbeddingResult> RunAsync(IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        if (await encoders.TargetAsync(cancellationToken) is not { } encoder)
        {
            return new EmbeddingResult(0, 0, null);
        }

        using var run = monitor.Begin(progress);
        var stale = await StaleAsync(encoder.Info.Id, cancellationToken);
        int done = 0, without = 0;
        run.Report(new WorkProgress(0, stale.Count));
        foreach (var ids in stale.Chunk(Chunk))
        {
            if (!encoders.IsTarget(encoder))
            {
                // A switch began or was called off, and with it another run was asked for.
                return new EmbeddingResult(done - without, without, encoder.Info.Id);
            }

            without += await EmbedAsync(encoder, ids, cancellationToken);
            done += ids.Length;
            run.Report(new WorkProgress(done, stale.Count));
        }

        if (encoders.IsNext(encoder))
        {
            await engine.PromoteAsync(encoder, cancellationToken);
        }
        else if (!encoders.IsTarget(encoder))
        {
            return new EmbeddingResult(done - without, without, encoder.Info.Id);
        }

        await EmbedStatementsAsync(encoder, cancellationToken);

        // Only now: until the new set is complete, the old one serves.
        var others = await DropOthersAsync(encoder.Info.Id, cancellationToken);
        if (done > 0 || others > 0 || (await engine.GetAsync(cancellationToken)).Snapshot.Vectors?.EncoderId != encoder.Info.Id)
        {
            await engine.RefreshAsync(cancellationToken);
        }

        return new EmbeddingResult(done - without, without, encoder.Info.Id);
    }

    private async Task<List<int>> StaleAsync(string encoderId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var hashes = await db.ItemVectors.AsNoTracking().Where(vector => vector.EncoderId == encoderId)
            .Select(vector => new { vector.ItemId, vector.TextHash, vector.CreatedUtc })
            .ToDictionaryAsync(vector => vector.ItemId, cancellationToken);
        List<int> stale = [];
        List<(int Id, DateTime UpdatedUtc)> unchanged = [];
        await foreach (var row in db.Items.AsNoTracking().Where(item => item.Active).OrderBy(item => item.Id).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (hashes.GetValueOrDefault(row.Id) is not { } vector || vector.TextHash != ItemText.HashOf(row.ToItem()))
            {
                stale.Add(row.Id);
            }
            else if (vector.CreatedUtc < row.UpdatedUtc)
            {
                unchanged.Add((row.Id, row.UpdatedUtc));
            }
        }

        await ConfirmAsync(db, encoderId, unchanged, cancellationToken);
        return stale;
    }

    // The item was changed, its text was not: the vector counts as made of what the item is now, so that nobody takes it for stale.
    private static async Task ConfirmAsync(PortalDbContext db, string encoderId, List<(int Id, DateTime UpdatedUtc)> unchanged, CancellationToken cancellationToken)
    {
        foreach (var moment in unchanged.GroupBy(item => item.UpdatedUtc))
        {
            foreach (var ids in moment.Select(item => item.Id).Chunk(Chunk))
            {
                var at = moment.Key;
                await db.ItemVectors.Where(vector => vector.EncoderId == encoderId && ids.Contains(vector.ItemId) && vector.CreatedUtc < at)
                    .ExecuteUpdateAsync(set => set.SetProperty(vector => vector.CreatedUtc, at), cancellationToken);
            }
        }
    }

    private async Task<int> EmbedAsync(ITextEncoder encoder, int[] ids, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        // Before the reading: what is changed while the encoder works is newer than its vector.
        var now = time.GetUtcNow().UtcDateTime;
        var rows = await db.Items.AsNoTracking().Where(item => ids.Contains(item.Id)).ToListAsync(cancellationToken);
        Item[] items = [.. rows.Select(row => row.ToItem())];
        IReadOnlyList<string>[] passages = [.. items.Select(ItemPassages.Of)];
        var vectors = await encoder.EncodeAsync([.. items.Select(ItemText.Of), .. passages.SelectMany(texts => texts)], TextPurpose.Document, cancellationToken);
        var old = await db.ItemVectors.Where(vector => vector.EncoderId == encoder.Info.Id && ids.Contains(vector.ItemId))
            .ToDictionaryAsync(vector => vector.ItemId, cancellationToken);
        var oldPassages = await db.PassageVectors.Where(vector => vector.EncoderId == encoder.Info.Id && ids.Contains(vector.ItemId))
            .ToDictionaryAsync(vector => (vector.ItemId, vector.Number), cancellationToken);
        var next = rows.Count;
        for (var i = 0; i < rows.Count; i++)
        {
            if (!old.TryGetValue(rows[i].Id, out var row))
            {
                row = new ItemVectorEntity { ItemId = rows[i].Id, EncoderId = encoder.Info.Id, Precision = encoder.Info.Precision, Data = [], TextHash = "" };
                db.ItemVectors.Add(row);
            }

            row.Data = vectors[i].Values is { } values ? VectorCodec.Encode(values) : [];
            row.Dimensions = vectors[i].Values?.Length ?? 0;
            row.NoVectorReason = vectors[i].Reason;
            row.TextHash = ItemText.HashOf(items[i]);
            row.CreatedUtc = now;
            StorePassages(db, row, vectors.AsSpan(next, passages[i].Count), oldPassages);
            next += passages[i].Count;
        }

        // What is left are passages that the texts have no longer.
        db.PassageVectors.RemoveRange(oldPassages.Values);
        await db.SaveChangesAsync(cancellationToken);
        return vectors.Take(rows.Count).Count(vector => vector.Values is null);
    }

    private static void StorePassages(PortalDbContext db, ItemVectorEntity item, ReadOnlySpan<TextVector> vectors, Dictionary<(int, int), PassageVectorEntity> old)
    {
        for (var number = 1; number <= vectors.Length; number++)
        {
            if (vectors[number - 1].Values is not { } values)
            {
                continue;
            }

            if (!old.Remove((item.ItemId, number), out var row))
            {
                row = new PassageVectorEntity { ItemId = item.ItemId, EncoderId = item.EncoderId, Number = number, Data = [] };
                db.PassageVectors.Add(row);
            }

            row.Data = VectorCodec.Encode(values);
        }
    }

    // What people wrote is compared with the items, so it moves to the new encoder with them.
    private async Task EmbedStatementsAsync(ITextEncoder encoder, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Statements.AsNoTracking()
            .Where(row => row.State == StatementState.Active && row.EncoderId != encoder.Info.Id)
            .Select(row => new { row.Id, row.Parsed, row.Revision })
            .ToListAsync(cancellationToken);
        foreach (var chunk in rows.Chunk(Chunk))
        {
            string[] texts = [.. chunk.Select(row => StatementReader.Read(row.Parsed)?.Wanted ?? "")];
            var vectors = await encoder.EncodeAsync(texts, TextPurpose.Query, cancellationToken);
            for (var i = 0; i < chunk.Length; i++)
            {
                var vector = vectors[i].Values is { } values ? VectorCodec.Encode(values) : null;
                await db.StoreVectorAsync(chunk[i].Id, chunk[i].Revision, encoder.Info.Id, vector, cancellationToken);
            }
        }
    }

    private async Task<int> DropOthersAsync(string encoderId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.ItemVectors.Where(vector => vector.EncoderId != encoderId).ExecuteDeleteAsync(cancellationToken);
    }
}
