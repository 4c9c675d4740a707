using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Demo.Browsing;
using Portal.Domain.Ranking;
using Portal.Engine;
using Portal.Experiments.Counting;
using Portal.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.Tests.Browser;

/// <summary>An experiment from the first draft to the feed that it changes, on a portal of its own whose days pass quickly.</summary>
public sealed class ExperimentStoryTests : BrowserTest
{
    private const int Readers = 400, Days = 8;

    private readonly PassingTime _time = new();
    private readonly PortalServer _server;

    public ExperimentStoryTests(BrowserPortal portal)
        : base(portal) =>
        _server = new(PortalServer.InProduction, ("Encoder:Kind", "None"), ("Accounts:AttemptsPerMinute", "1000")) { WithDemoData = true, ChangeServices = services => services.AddSingleton<TimeProvider>(_time) };

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _server.DisposeAsync();
    }

    [BrowserFact]
    public async Task Weights_are_drafted_tried_on_people_found_better_shipped_and_the_feed_follows()
    {
        await RankByPopularityAsync();
        await SignInAsPersonaAsync("Zahra Nazari");
        var before = await Feed.TopTenAsync();

        await SignOutAsync();
        await SignInAsAdministratorAsync("/admin/weights");
        await Button("New draft").First.ClickAsync();
        await Page.GetByLabel("Name", Exactly).FillAsync("Personal");
        await Page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "New draft", Exact = true }).ClickAsync();
        await Expect(Page).ToHaveURLAsync(new Regex(@"/admin/weights/\d+$"));
        await LoadedAsync();
        foreach (var (signal, weight) in new[] { ("Interests", "2"), ("People like them", "1"), ("Popularity", "0.1") })
        {
            await Page.GetByRole(AriaRole.Spinbutton, new() { Name = signal, Exact = true }).FillAsync(weight);
            await Page.Keyboard.PressAsync("Tab");
        }

        await Button("Save").ClickAsync();
        await Expect(Toast("is saved.")).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Start an experiment" }).ClickAsync();
        await Page.GetByLabel("Hypothesis").FillAsync("Lists for each person are opened more than what everybody likes.");
        await Page.GetByLabel("Primary metric").SelectOptionAsync(new SelectOptionValue { Label = "Click rate" });
        await Button("Save").ClickAsync();
        await Expect(Page).ToHaveURLAsync(new Regex("/admin/experiments/personal-against-live/edit$"));
        await Button("Start Personal against live").ClickAsync();
        await Page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        await Expect(Toast("runs.")).ToBeVisibleAsync();

        await BrowseAsync();

        await SignOutAsync();
        await SignInAsPersonaAsync("Analyst", "/admin/experiments/personal-against-live");
        await Expect(Heading("Ship Personal")).ToBeVisibleAsync();
        await Expect(Page.GetByRole(AriaRole.Region, new() { Name = "Split of the units" }).GetByText("as planned", new() { Exact = true }).First).ToBeVisibleAsync();
        await Expect(Page.GetByText($"{Readers}", new() { Exact = true }).First).ToBeVisibleAsync();
        await Expect(Page.Locator(".scorecard-row").First.GetByText("better", new() { Exact = true })).ToBeVisibleAsync();

        await SignOutAsync();
        await SignInAsAdministratorAsync("/admin/experiments/personal-against-live");
        await Button("Decide on Personal against live").ClickAsync();
        await Page.Locator("dialog[open]").GetByRole(AriaRole.Textbox).FillAsync("Opened more at every look.");
        await Page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Ship", Exact = true }).ClickAsync();
        await Expect(Page.GetByText("Opened more at every look.")).ToBeVisibleAsync();

        await SignOutAsync();
        await SignInAsPersonaAsync("Zahra Nazari");
        Assert.NotEqual(before, await Feed.TopTenAsync());
        await OpenAsync("/about-feed");
        await Expect(Page.GetByText(new Regex("In force: Personal"))).ToBeVisibleAsync();
    }

    protected override Task<Uri> StartAsync() => Task.FromResult(_server.StartOnPort());

    private async Task SignOutAsync()
    {
        await Window.ClearCookiesAsync();
        await Page.GotoAsync("about:blank");
    }

    // What there is to improve.
    private async Task RankByPopularityAsync()
    {
        var live = RankingWeights.Default with { Signals = RankingWeights.Default.Signals.SetItems(RankingSignals.All.Select(signal => KeyValuePair.Create(signal.Key, signal.Key == "popularity" ? 1.0 : 0))) };
        await using var db = await _server.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        var row = await db.WeightProfiles.SingleAsync(profile => profile.State == WeightProfileState.Live);
        (row.Weights, row.Fingerprint) = (WeightStore.Write(live), live.Fingerprint);
        await db.SaveChangesAsync();
        await _server.Services.GetRequiredService<EngineService>().RefreshAsync(default);
    }

    // Everybody opens their feed on the first day and after a week.
    private async Task BrowseAsync()
    {
        var browsing = _server.Services.GetRequiredService<BrowsingSimulator>();
        await browsing.RunAsync(Readers, null, default);
        _time.Passed += TimeSpan.FromDays(Days);
        await browsing.RunAsync(Readers, null, default);
        await _server.Services.GetRequiredService<ExperimentCounting>().RunAsync(null, default);
    }

    /// <summary>The real time, and what was let pass.</summary>
    private sealed class PassingTime : TimeProvider
    {
        public TimeSpan Passed { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Passed;
    }
}
