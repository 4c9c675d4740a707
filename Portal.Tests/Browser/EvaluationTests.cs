using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Portal.Tests.Browser;

public sealed class EvaluationTests(BrowserPortal portal) : BrowserTest(portal)
{
    [BrowserFact]
    public async Task An_administrator_compares_models_on_a_file_of_their_own()
    {
        await SignInAsAdministratorAsync("/admin/evaluation");
        await Button("New run").ClickAsync();
        await Page.GetByLabel("Uploaded files").CheckAsync();
        await UploadAsync(Page.GetByLabel("Ratings"), "mine.csv", "text/csv", System.Text.Encoding.UTF8.GetBytes(Ratings()));
        foreach (var model in new[] { "content", "fused" })
        {
            await Page.GetByRole(AriaRole.Checkbox, new() { NameRegex = new($"^{model}") }).UncheckAsync();
        }

        await Button("Start").ClickAsync();

        await Expect(Toast("The evaluation has started.")).ToBeVisibleAsync();
        var table = Page.Locator(".metrics__table");
        await Expect(table.GetByRole(AriaRole.Rowheader).Filter(new() { HasText = "ease" })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(Page.GetByLabel("Run", Exactly)).ToContainTextAsync("mine.csv");
        var download = await Page.RunAndWaitForDownloadAsync(() => Page.GetByRole(AriaRole.Link, new() { Name = "CSV" }).ClickAsync());
        Assert.StartsWith("model,people,skipped,", await File.ReadAllTextAsync(await download.PathAsync()), StringComparison.Ordinal);
        await HasNoBarrierAsync();
    }

    // Two tastes, and an order of time.
    private static string Ratings() => string.Join('\n', Enumerable.Range(0, 40).SelectMany(user => Enumerable.Range(0, 8).Select(i => $"u{user},i{((user + (i * 3)) % 8) + (user % 2 * 8)},5,{(i * 100) + user}")));

    private async Task HasNoBarrierAsync()
    {
        var result = await Page.RunAxe();
        Assert.Empty(result.Violations.Where(violation => violation.Impact is "serious" or "critical").Select(violation => $"{violation.Id}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}"));
    }
}
