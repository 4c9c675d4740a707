using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Portal.Accounts;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Diagnostics;
using Portal.Domain.Embedding;
using Portal.Engine;
using Portal.Engine.Models;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Engine;

/// <summary>From an endpoint's encoder to the built-in one, and back.</summary>
public sealed class EncoderSwitchTests : IAsyncLifetime
{
    private static readonly EncoderChoice BuiltIn = new(EncoderKind.UseLite);

    private readonly StubEmbeddingsEndpoint _stub = new() { Vector = _ => [1, 0, 0] };
    private readonly TestFolder _folder = new();
    private TestDatabase _database = default!;
    private DataFolder _data = default!;
    private EncoderHost _encoders = default!;
    private EngineService _engine = default!;
    private CatalogueEmbedder _embedder = default!;
    private string _first = "";

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _data = new DataFolder(Options.Create(new PortalOptions { DataFolder = _folder.FullName }), new HostingEnvironment { ContentRootPath = _folder.FullName });
        _encoders = NewHost();
        ModelStore models = new(new ModelFiles(_data, NullLogger<ModelFiles>.Instance));
        WeightStore weights = new(_database, TimeProvider.System);
        _engine = new EngineService(new EngineBuilder(_database, weights, models, TimeProvider.System), models, weights, _encoders, NullLogger<EngineService>.Instance);
        _embedder = new CatalogueEmbedder(_database, _encoders, _engine, new EmbeddingMonitor(), TimeProvider.System);
        await using (var db = _database.CreateDbContext())
        {
            db.Items.AddRange(Enumerable.Range(0, 200).Select(i => new ItemEntity { ExternalId = $"f{i:000}", Kind = "film", Title = $"Film number {i}", Description = "A quiet evening by the sea.", Source = "test" }));
            await db.SaveChangesAsync();
        }

        await _embedder.RunAsync(null, default);
        _first = _encoders.EncoderId!;
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
    public async Task The_old_vectors_serve_until_the_new_ones_are_complete()
    {
        Assert.Null(await _encoders.SwitchAsync(Actor.CommandLine, BuiltIn, default));
        Assert.Equal((_first, true), (_encoders.EncoderId, _encoders.Plan.Switching));
        await _engine.RefreshAsync(default);
        Assert.Equal((_first, 200), (await ServingAsync(), (await _engine.GetAsync(default)).Snapshot.Vectors!.Count));
        Watch watch = new(() => _encoders.EncoderId);

        Assert.Equal(200, (await _embedder.RunAsync(watch, default)).Embedded);

        Assert.All(watch.Seen, id => Assert.Equal(_first, id));
        Assert.StartsWith("use-lite", _encoders.EncoderId, StringComparison.Ordinal);
        Assert.Equal((_encoders.EncoderId, false, null), (await ServingAsync(), _encoders.Plan.Switching, _encoders.Next?.Id));
        Assert.NotNull(await _encoders.TryEncodeAsync("the sea", default));
        Assert.Equal(_encoders.EncoderId, (await _encoders.LoadAsync(default))!.Info.Id);
        await using (var db = _database.CreateDbContext())
        {
            Assert.Equal([_encoders.EncoderId!], await db.ItemVectors.Select(vector => vector.EncoderId).Distinct().ToListAsync());
            Assert.Equal(["encoder.switch-begun", "encoder.switched"], await db.AuditEntries.OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync());
        }

        using var again = NewHost();
        Assert.Equal(_encoders.EncoderId, (await again.LoadAsync(default))!.Info.Id);
        Assert.Null(await _encoders.SwitchAsync(Actor.CommandLine, null, default));
        await _embedder.RunAsync(null, default);
        Assert.Equal(_first, await ServingAsync());
    }

    [Fact]
    public async Task A_switch_that_is_called_off_leaves_what_served_and_nothing_of_the_other()
    {
        await _encoders.SwitchAsync(Actor.CommandLine, BuiltIn, default);
        var run = await _embedder.RunAsync(new Watch(() => _encoders.CancelSwitchAsync(Actor.CommandLine, default).GetAwaiter().GetResult().ToString()), default);

        Assert.InRange(run.Embedded, 0, 199);
        Assert.Equal((_first, EncoderPlan.Configured), (_encoders.EncoderId, _encoders.Plan));
        await _embedder.RunAsync(null, default);
        await using var db = _database.CreateDbContext();
        Assert.Equal([_first], await db.ItemVectors.Select(vector => vector.EncoderId).Distinct().ToListAsync());
        Assert.Equal(_first, await ServingAsync());
        Assert.False(await _encoders.CancelSwitchAsync(Actor.CommandLine, default));
    }

    [Fact]
    public async Task A_switch_goes_on_after_a_restart_and_an_encoder_that_does_not_open_changes_nothing()
    {
        Assert.Contains("no-such-pack", await _encoders.SwitchAsync(Actor.CommandLine, new EncoderChoice(EncoderKind.Pack, PackId: "no-such-pack"), default), StringComparison.Ordinal);
        Assert.Equal(EncoderPlan.Configured, _encoders.Plan);
        await _encoders.SwitchAsync(Actor.CommandLine, BuiltIn, default);

        using var again = NewHost();

        Assert.Equal(_first, (await again.LoadAsync(default))!.Info.Id);
        Assert.StartsWith("use-lite", (await again.TargetAsync(default))!.Info.Id, StringComparison.Ordinal);
    }

    private EncoderHost NewHost() => new(
        Options.Create(new EncoderOptions { Kind = EncoderKind.OpenAi, Endpoint = "https://vectors.example", Model = "small" }),
        new EncoderLoader(TimeProvider.System, () => new HttpClient(_stub, disposeHandler: false), NullLogger<EncoderLoader>.Instance),
        _data, NullLogger<EncoderHost>.Instance, new EncoderChoiceStore(_database, TimeProvider.System));

    private async Task<string?> ServingAsync() => (await _engine.GetAsync(default)).Snapshot.Vectors?.EncoderId;

    private sealed class Watch(Func<string?> look) : IProgress<WorkProgress>
    {
        public List<string?> Seen { get; } = [];

        public void Report(WorkProgress value) => Seen.Add(look());
    }
}
