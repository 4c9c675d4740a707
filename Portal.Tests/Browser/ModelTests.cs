using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Portal.Tests.Browser;

public sealed class ModelTests(BrowserPortal portal) : BrowserTest(portal)
{
    [BrowserFact]
    public async Task An_administrator_sees_what_encodes_tries_a_text_and_is_told_what_is_wrong_with_a_pack()
    {
        await SignInAsAdministratorAsync("/admin/models");
        var encoder = Page.GetByRole(AriaRole.Region, new() { Name = "Text encoder" });
        await Expect(encoder.GetByTestId("encoder")).ToContainTextAsync("use-lite");
        await Expect(encoder.GetByText("the configuration file", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(encoder.GetByText("Ready", new() { Exact = true })).ToBeVisibleAsync();

        await Page.GetByLabel("Text", Exactly).FillAsync("a crew stranded far out in space");
        await Button("Find the nearest").ClickAsync();
        var near = Page.GetByRole(AriaRole.List, new() { Name = "Try a text" }).GetByRole(AriaRole.Listitem);
        await Expect(near.First.GetByRole(AriaRole.Link)).ToBeVisibleAsync();
        var found = await Demo.ItemsAsync((await near.GetByRole(AriaRole.Link).EvaluateAllAsync<string[]>("links => links.map(link => decodeURIComponent(link.pathname.slice('/item/'.length)))")).Take(5));
        Assert.True(found.Count(item => item.Genres.Contains("science fiction")) >= 2, $"Nearest to space are {string.Join(", ", found.Select(item => item.Id))}.");

        await Expect(Page.GetByTestId("pack").Filter(new() { HasText = "use-lite" })).ToHaveCountAsync(3);
        await UploadAsync(Page.GetByLabel(new Regex("^Add a model pack")), "pack.zip", "application/zip", "PK but not really"u8.ToArray());
        await Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("no zip file");
        await Expect(Page.GetByTestId("pack")).ToHaveCountAsync(4);

        var result = await Page.RunAxe();
        Assert.Empty(result.Violations.Where(violation => violation.Impact is "serious" or "critical").Select(violation => $"{violation.Id}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}"));
    }
}
