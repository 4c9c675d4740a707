using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.Domain.Catalogue;
using Portal.Engine;
using Portal.Tests.Support;

namespace Portal.Tests.Browser;

/// <summary>One browser and one portal with the demo, for all tests of a collection: each takes a person of its own.</summary>
public sealed class BrowserPortal : IAsyncLifetime
{
    // Every journey signs in from the same address, faster than any person would.
    private readonly PortalServer _server = new(PortalServer.InProduction, ("Accounts:AttemptsPerMinute", "1000")) { WithDemoData = true };

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public IBrowser Browser => _browser ?? throw new InvalidOperationException(Chromium.Missing);

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public IServiceProvider Services => _server.Services;

    public async Task InitializeAsync()
    {
        // Made even when every test of the collection is skipped.
        if (Chromium.Missing is not null)
        {
            return;
        }

        Address = _server.StartOnPort();
        Assertions.SetDefaultExpectTimeout(BrowserTest.Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chromium.Path, Args = Chromium.Arguments });

        // Until then a feed goes by words alone.
        Assert.NotNull(await Services.GetRequiredService<EncoderHost>().LoadAsync(default));
        await Services.GetRequiredService<EngineService>().RefreshAsync(default);
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        await _server.DisposeAsync();
    }

    /// <summary>What the catalogue says of items on the screen.</summary>
    public async Task<IReadOnlyList<Item>> ItemsAsync(IEnumerable<string> ids)
    {
        var catalogue = (await Services.GetRequiredService<EngineService>().GetAsync(default)).Snapshot.Catalogue;
        return [.. ids.Select(id => catalogue.TryFind(id, out var index) ? catalogue[index] : throw new KeyNotFoundException($"The catalogue has no item '{id}'."))];
    }
}

/// <summary>Journeys share what they run on, and so run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class SharedBrowser : ICollectionFixture<BrowserPortal>
{
    public const string Name = "Browser";
}

/// <summary>What only looks at pages runs beside the journeys, on a portal of its own.</summary>
[CollectionDefinition(Name)]
public sealed class SecondBrowser : ICollectionFixture<BrowserPortal>
{
    public const string Name = "Browser, looks";
}
