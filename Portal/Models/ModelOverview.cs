using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Domain.Catalogue;
using Portal.Domain.Embedding;
using Portal.Engine;
using Portal.Engine.Models;

namespace Portal.Models;

/// <summary>How far the catalogue's vectors are, under the encoder that serves.</summary>
/// <param name="Items">Active items.</param>
/// <param name="Current">Those with the vector of their present text.</param>
/// <param name="Without">Those whose text can have none.</param>
public sealed record VectorShare(int Items, int Current, int Without);

/// <summary>What the page tells about models.</summary>
/// <param name="NextDone">Items that have a vector of the next encoder; null when none is to take over.</param>
/// <param name="FileBytes">Size of the learned models' files.</param>
public sealed record ModelsView(EncoderStatus Encoder, EncoderPlan Plan, EncoderInfo? Next, VectorShare Share, int? NextDone, ModelStatus Learned, long FileBytes);

/// <summary>An item near a text.</summary>
public sealed record Neighbour(string Id, string Title, string Kind, float Cosine);

/// <summary>How fast an encoder is.</summary>
/// <param name="PerSecond">Item texts a second.</param>
public sealed record EncoderSpeed(double PerSecond, int Texts, double Seconds);

/// <summary>Reads how the encoder and the learned models are, and tries the encoder out.</summary>
public sealed class ModelOverview(IDbContextFactory<PortalDbContext> contexts, EncoderHost encoder, EngineService engine, ModelStore models, DataFolder folder)
{
    public const int Neighbours = 10;

    private const int MeasuredTexts = 128;

    /// <summary>How everything is.</summary>
    public async Task<ModelsView> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var id = encoder.EncoderId ?? await EngineBuilder.MostUsedEncoderAsync(db, cancellationToken);
        var next = encoder.Next;
        var active = db.Items.Where(item => item.Active);
        VectorShare share = new(
            await active.CountAsync(cancellationToken),
            await active.CountAsync(item => db.ItemVectors.Any(vector => vector.ItemId == item.Id && vector.EncoderId == id && vector.Dimensions > 0 && vector.CreatedUtc >= item.UpdatedUtc), cancellationToken),
            await active.CountAsync(item => db.ItemVectors.Any(vector => vector.ItemId == item.Id && vector.EncoderId == id && vector.Dimensions == 0 && vector.CreatedUtc >= item.UpdatedUtc), cancellationToken));
        int? done = next is null ? null : await active.CountAsync(item => db.ItemVectors.Any(vector => vector.ItemId == item.Id && vector.EncoderId == next.Id && vector.CreatedUtc >= item.UpdatedUtc), cancellationToken);
        return new ModelsView(encoder.Status, encoder.Plan, next, share, done, models.Status, FileBytes());
    }

    /// <summary>The items nearest a text by meaning alone; none where the text has no vector, or no vectors serve.</summary>
    public async Task<IReadOnlyList<Neighbour>> NearestAsync(string text, CancellationToken cancellationToken)
    {
        var snapshot = (await engine.GetAsync(cancellationToken)).Snapshot;
        return snapshot.Vectors is { } vectors && vectors.EncoderId == encoder.EncoderId && await encoder.TryEncodeAsync(text, cancellationToken) is { } vector
            ? [.. vectors.Search(vector, Neighbours).Select(hit => (Item: snapshot.Catalogue[hit.Item], hit.Cosine)).Select(hit => new Neighbour(hit.Item.Id, hit.Item.Title, hit.Item.Kind, hit.Cosine))]
            : [];
    }

    /// <summary>Encodes texts of the catalogue against the clock; null without encoder or items.</summary>
    public async Task<EncoderSpeed?> MeasureAsync(CancellationToken cancellationToken)
    {
        var items = (await engine.GetAsync(cancellationToken)).Snapshot.Catalogue.Items;
        if (await encoder.LoadAsync(cancellationToken) is not { } loaded || items.Count == 0)
        {
            return null;
        }

        // Spread over the catalogue, and once beforehand: the first run also makes room.
        string[] texts = [.. Enumerable.Range(0, Math.Min(MeasuredTexts, items.Count)).Select(i => ItemText.Of(items[(int)((long)i * items.Count / Math.Min(MeasuredTexts, items.Count))]))];
        await loaded.EncodeAsync(texts[..1], TextPurpose.Document, cancellationToken);
        var started = Stopwatch.GetTimestamp();
        await loaded.EncodeAsync(texts, TextPurpose.Document, cancellationToken);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new EncoderSpeed(texts.Length / seconds, texts.Length, seconds);
    }

    private long FileBytes()
    {
        DirectoryInfo files = new(folder.File("models"));
        return files.Exists ? files.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length) : 0;
    }
}
