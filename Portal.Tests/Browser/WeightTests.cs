using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Portal.Tests.Browser;

public sealed class WeightTests(BrowserPortal portal) : BrowserTest(portal)
{
    [BrowserFact]
    public async Task An_administrator_drafts_tries_out_publishes_and_takes_back()
    {
        await SignInAsAdministratorAsync("/admin/weights");
        var former = await Page.Locator(".version--live .version__name a").InnerTextAsync();
        await Button("New draft").First.ClickAsync();
        await Page.GetByLabel("Name", Exactly).FillAsync("Fresh journey");
        await Page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "New draft", Exact = true }).ClickAsync();
        await Expect(Page).ToHaveURLAsync(new Regex(@"/admin/weights/\d+$"));
        await LoadedAsync();
        var overlap = Page.Locator("[data-measure=Overlap] strong");
        await Expect(overlap).ToHaveTextAsync(new Regex("^100"));
        await Expect(Page.Locator("[data-person]")).ToHaveCountAsync(4);

        await Page.GetByRole(AriaRole.Slider, new() { Name = "Freshness, slider" }).FocusAsync();
        await Page.Keyboard.PressAsync("End");
        await Expect(Page.GetByRole(AriaRole.Spinbutton, new() { Name = "Freshness", Exact = true })).ToHaveValueAsync("10");
        await Expect(overlap).Not.ToHaveTextAsync(new Regex("^100"));
        await Expect(Page.Locator("[data-warning=Dominates]")).ToContainTextAsync("Freshness");
        await LoadedAsync();
        await Button("Save").ClickAsync();
        await Expect(Toast("is saved.")).ToBeVisibleAsync();

        await Button("Make live").ClickAsync();
        await Expect(Page.Locator("dialog[open] .diff tbody tr")).ToHaveCountAsync(1);
        await Page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Make live", Exact = true }).ClickAsync();
        await Expect(Toast("is live; feeds follow at once.")).ToBeVisibleAsync();
        await OpenAsync("/about-feed");
        await Expect(Page.GetByText(new Regex("In force: Fresh journey v"))).ToBeVisibleAsync();

        await OpenAsync("/admin/weights");
        await Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex($"^Make {Regex.Escape(former)} v\\d+ live again$") }).ClickAsync();
        await Page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Make live again", Exact = true }).ClickAsync();
        await Expect(Toast("is live; feeds follow at once.")).ToBeVisibleAsync();
        await OpenAsync("/about-feed");
        await Expect(Page.GetByText(new Regex($"In force: {Regex.Escape(former)} v"))).ToBeVisibleAsync();

        var file = await Window.APIRequest.GetAsync("/admin/weights/1/export");
        Assert.Equal("application/json", file.Headers["content-type"]);
        Assert.Contains("popularity", await file.TextAsync(), StringComparison.Ordinal);
    }
}
