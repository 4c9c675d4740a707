using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Catalogue;
using Portal.Domain.Embedding;
using Portal.Engine;
using Portal.Engine.Models;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Engine;

/// <summary>Vectors of items and passages, with an encoder for which a text is a direction by the one word it knows.</summary>
public sealed class CatalogueEmbedderTests : IAsyncLifetime
{
    private const string Ending = "The lighthouse keeper was the thief.";

    private readonly StubEmbeddingsEndpoint _stub = new() { Vector = text => text.Contains("lighthouse", StringComparison.Ordinal) ? [0, 1, 0] : text.Contains("oven", StringComparison.Ordinal) ? [0, 0, 1] : [1, 0, 0] };
    private readonly TestFolder _folder = new();
    private TestDatabase _database = default!;
    private EncoderHost _encoders = default!;
    private EngineService _engine = default!;
    private CatalogueEmbedder _embedder = default!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        EncoderLoader loader = new(TimeProvider.System, () => new HttpClient(_stub, disposeHandler: false), NullLogger<EncoderLoader>.Instance);
        DataFolder data = new(Options.Create(new PortalOptions { DataFolder = _folder.FullName }), new HostingEnvironment { ContentRootPath = _folder.FullName });
        _encoders = new EncoderHost(
            Options.Create(new EncoderOptions { Kind = EncoderKind.OpenAi, Endpoint = "https://vectors.example", Model = "small" }), loader, data, NullLogger<EncoderHost>.Instance);
        ModelStore models = new(new ModelFiles(data, NullLogger<ModelFiles>.Instance));
        WeightStore weights = new(_database, TimeProvider.System);
        _engine = new EngineService(new EngineBuilder(_database, weights, models, TimeProvider.System), models, weights, _encoders, NullLogger<EngineService>.Instance);
        _embedder = new CatalogueEmbedder(_database, _encoders, _engine, new EmbeddingMonitor(), TimeProvider.System);
        await AddAsync(Item("long", LongText(14)), Item("short", "Three cooks and one oven."));
    }

    public async Task DisposeAsync()
    {
        _engine.Dispose();
        _encoders.Dispose();
        await _database.DisposeAsync();
        _folder.Dispose();
        _stub.Dispose();
    }

    [Fact]
    public async Task A_long_item_gets_vectors_of_its_passages_and_is_found_by_its_last_sentence()
    {
        var result = await _embedder.RunAsync(null, default);

        Assert.Equal((2, 0), (result.Embedded, result.WithoutVector));
        Assert.Equal([("long", 0), ("long", 1), ("long", 2), ("long", 3), ("long", 4), ("short", 0)], await RowsAsync());
        var state = await _engine.GetAsync(default);
        Assert.Equal(2, state.Snapshot.Vectors!.Count);
        Assert.Equal(["long"], state.Snapshot.Vectors.Search([0, 1, 0], 5).Where(hit => hit.Cosine > 0).Select(hit => state.Snapshot.Catalogue[hit.Item].Id));
        Assert.Equal([1, 0, 0], state.Snapshot.Vectors[state.Snapshot.At("long")].ToArray());
    }

    [Fact]
    public async Task A_change_that_leaves_the_text_as_it_is_leaves_no_stale_vector()
    {
        await _embedder.RunAsync(null, default);
        var later = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(5);
        await using (var db = _database.CreateDbContext())
        {
            await db.Items.Where(item => item.ExternalId == "short").ExecuteUpdateAsync(set => set.SetProperty(item => item.UpdatedUtc, later));
        }

        Assert.Equal(0, (await _embedder.RunAsync(null, default)).Embedded);

        await using var after = _database.CreateDbContext();
        Assert.False(await after.ItemVectors.AnyAsync(vector => after.Items.Any(item => item.Id == vector.ItemId && item.UpdatedUtc > vector.CreatedUtc)));
    }

    [Fact]
    public async Task What_has_not_changed_is_not_read_again()
    {
        await _embedder.RunAsync(null, default);
        var requests = _stub.Requests.Count;

        Assert.Equal(0, await _embedder.CountStaleAsync(default));
        Assert.Equal(0, (await _embedder.RunAsync(null, default)).Embedded);
        Assert.Equal(requests, _stub.Requests.Count);
    }

    [Fact]
    public async Task A_change_behind_the_text_of_the_whole_item_is_noticed_and_old_passages_go()
    {
        await _embedder.RunAsync(null, default);
        var before = ItemText.Of(Item("long", LongText(14)).ToItem());

        await ChangeAsync("long", LongText(14).Replace(Ending, "The cook left the oven on.", StringComparison.Ordinal));

        Assert.Equal(before, ItemText.Of(Item("long", LongText(14)).ToItem()));
        Assert.Equal(1, await _embedder.CountStaleAsync(default));
        await _embedder.RunAsync(null, default);
        Assert.True((await NearestAsync([0, 1, 0])).Cosine <= 0);
        Assert.Equal("long", (await NearestAsync([0, 0.1f, 1], except: "short")).Id);

        await ChangeAsync("long", "Short now.");
        await _embedder.RunAsync(null, default);

        Assert.Equal([("long", 0), ("short", 0)], await RowsAsync());
    }

    [Fact]
    public async Task Passages_of_another_encoder_go_with_its_vectors()
    {
        await _embedder.RunAsync(null, default);
        await using (var db = _database.CreateDbContext())
        {
            var item = await db.Items.FirstAsync();
            db.AddRange(
                new ItemVectorEntity { ItemId = item.Id, EncoderId = "old", Precision = "f32", Data = [], TextHash = "x" }, new PassageVectorEntity { ItemId = item.Id, EncoderId = "old", Number = 1, Data = [] });
            await db.SaveChangesAsync();
        }

        await _embedder.RunAsync(null, default);

        Assert.Equal(6, (await RowsAsync()).Count);
    }

    [Fact]
    public async Task Vectors_from_before_there_were_passages_stay_those_of_short_items()
    {
        // As the last release left them.
        await _encoders.LoadAsync(default);
        await using (var db = _database.CreateDbContext())
        {
            foreach (var item in await db.Items.ToListAsync())
            {
                db.ItemVectors.Add(new ItemVectorEntity
                {
                    ItemId = item.Id, EncoderId = _encoders.EncoderId!, Precision = "remote", Dimensions = 3, Data = VectorCodec.Encode([1, 0, 0]), TextHash = ItemText.Hash(ItemText.Of(item.ToItem())),
                });
            }

            await db.SaveChangesAsync();
        }

        Assert.Equal(1, (await _embedder.RunAsync(null, default)).Embedded);
        Assert.Equal(6, (await RowsAsync()).Count);
    }

    private static string LongText(int sentences) =>
        string.Join(' ', Enumerable.Range(1, sentences).Select(i => $"Sentence {i} says what happens on the island where they all live.").Append(Ending));

    private static ItemEntity Item(string id, string description) =>
        new() { ExternalId = id, Kind = "film", Title = $"The {id} one", Description = description, Genres = ["drama"], Source = "test" };

    private async Task AddAsync(params ItemEntity[] items)
    {
        await using var db = _database.CreateDbContext();
        db.Items.AddRange(items);
        await db.SaveChangesAsync();
    }

    private async Task ChangeAsync(string id, string description)
    {
        await using var db = _database.CreateDbContext();
        (await db.Items.SingleAsync(item => item.ExternalId == id)).Description = description;
        await db.SaveChangesAsync();
    }

    private async Task<List<(string Id, int Passage)>> RowsAsync()
    {
        await using var db = _database.CreateDbContext();
        var wholes = await db.ItemVectors.Select(vector => new { vector.ItemId, Number = 0 }).ToListAsync();
        var passages = await db.PassageVectors.Select(vector => new { vector.ItemId, vector.Number }).ToListAsync();
        var ids = await db.Items.ToDictionaryAsync(item => item.Id, item => item.ExternalId);
        return [.. wholes.Concat(passages).Select(row => (ids[row.ItemId], row.Number)).Order()];
    }

    private async Task<(string Id, float Cosine)> NearestAsync(float[] query, string? except = null)
    {
        var snapshot = (await _engine.GetAsync(default)).Snapshot;
        bool[] allowed = [.. snapshot.Catalogue.Items.Select(item => item.Id != except)];
        var hit = snapshot.Vectors!.Search(query, 1, allowed)[0];
        return (snapshot.IdOf(hit.Item), hit.Cosine);
    }
}
