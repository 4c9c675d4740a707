using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Profiles;
using Portal.Engine;
using Portal.Engine.Models;
using Portal.People;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Engine;

/// <summary>The engine's services on a database with seven people and five items.</summary>
internal sealed class ModelScene : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    private ServiceProvider _services;

    private ModelScene(TestDatabase database, TestFolder folder, ServiceProvider services) => (Database, Folder, _services) = (database, folder, services);

    public TestDatabase Database { get; }

    public TestFolder Folder { get; }

    public TestClock Clock { get; } = new(Now);

    public ModelTraining Training => Get<ModelTraining>();

    public ModelStore Store => Get<ModelStore>();

    public EngineService Engine => Get<EngineService>();

    public string ModelFolder => Folder.File("models");

    public static async Task<ModelScene> CreateAsync(params (string Key, string Value)[] settings)
    {
        var database = await TestDatabase.CreateAsync();
        TestFolder folder = new();
        ModelScene scene = new(database, folder, null!);
        scene._services = scene.Services(settings);
        await using var db = database.CreateDbContext();
        db.Users.AddRange(Enumerable.Range(1, 7).Select(number => new PortalUser { Id = $"u{number}", UserName = $"u{number}" }));
        db.Items.AddRange("abcde".Select(letter => new ItemEntity { ExternalId = $"{letter}", Kind = "film", Title = $"{letter}", Source = "test" }));
        await db.SaveChangesAsync();
        return scene;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>The program starts anew on the same data.</summary>
    public async Task RestartAsync(params (string Key, string Value)[] settings)
    {
        await _services.DisposeAsync();
        _services = Services(settings);
    }

    /// <summary>One action of each of some people, a minute after the one before: <c>"u1 a b"</c> for two items that the first person does it to.</summary>
    public async Task ActAsync(InteractionKind kind, params string[] lines)
    {
        await using var db = Database.CreateDbContext();
        var ids = await db.Items.ToDictionaryAsync(item => item.ExternalId, item => item.Id);
        foreach (var words in lines.Select(line => line.Split(' ')))
        {
            foreach (var item in words.Skip(1))
            {
                Clock.Advance(TimeSpan.FromMinutes(1));
                db.Interactions.Add(new InteractionEntity { UserId = words[0], ItemId = ids[item], Kind = kind, AtUtc = Clock.GetUtcNow().UtcDateTime, Context = "test" });
            }
        }

        await db.SaveChangesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Database.DisposeAsync();
        Folder.Dispose();
    }

    private ServiceProvider Services((string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Encoder:Kind", "None"), .. settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)),
        ]).Build();
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<IDbContextFactory<PortalDbContext>>(Database)
            .AddSingleton<IHostEnvironment>(new HostingEnvironment { ContentRootPath = AppContext.BaseDirectory })
            .AddSingleton(Options.Create(new PortalOptions { DataFolder = Folder.FullName }))
            .AddSingleton<DataFolder>()
            .AddEngine(configuration)
            .AddPeople()
            .BuildServiceProvider();
    }
}
