using System.Text;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Portal.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.Tests.Browser;

/// <summary>On a portal of its own, for what is imported would be in everybody's lists.</summary>
public sealed class ImportTests(BrowserPortal portal) : BrowserTest(portal)
{
    private readonly PortalServer _server = new(PortalServer.InProduction, ("Encoder:Kind", "None"));

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _server.DisposeAsync();
    }

    [BrowserFact]
    public async Task An_administrator_uploads_a_table_maps_it_tries_it_and_finds_its_items()
    {
        await SignInAsAdministratorAsync("/admin/import");
        await UploadAsync(Page.GetByLabel("Upload files"), "lighthouses.csv", "text/csv", Encoding.UTF8.GetBytes("code,heading,year\nimport-journey-1,The Quillon Lighthouse,1999\nimport-journey-2,Brass Vortigern,2001\nimport-journey-3,Bad,soon\n"));
        await Expect(Page.GetByText("do not tell whether it holds")).ToBeVisibleAsync();
        await OpenAsync("/admin/import");

        await UploadAsync(Page.GetByLabel("Upload files"), "lighthouses.csv", "text/csv", Encoding.UTF8.GetBytes("id,heading,name,year\nimport-journey-1,The Quillon Lighthouse,x1,1999\nimport-journey-2,Brass Vortigern,x2,2001\nimport-journey-3,Bad,x3,soon\n"));
        var mapper = Page.GetByRole(AriaRole.Region, new() { Name = "lighthouses.csv" }).First;
        await mapper.GetByLabel("Title *").SelectOptionAsync("heading");
        await Expect(mapper.GetByRole(AriaRole.Cell, new() { Name = "The Quillon Lighthouse" })).ToBeVisibleAsync();
        await Page.GetByLabel("Kind of the items").FillAsync("film");
        await Page.GetByLabel("Kind of the items").BlurAsync();
        await Button("Dry run").ClickAsync();
        await Expect(Page.GetByText("A value is no number")).ToBeVisibleAsync();
        await Expect(Page.GetByText("Nothing was written.")).ToBeVisibleAsync();
        await HasNoBarrierAsync();

        await Button("Import").ClickAsync();

        var run = Page.GetByRole(AriaRole.Article, new() { Name = "lighthouses.csv" });
        await Expect(run.GetByText("Done", new() { Exact = true }).First).ToBeVisibleAsync();
        await Expect(run.Locator("dd").Nth(1)).ToHaveTextAsync("2");
        var download = await Page.RunAndWaitForDownloadAsync(() => run.GetByRole(AriaRole.Link, new() { Name = "Rejected rows" }).ClickAsync());
        await using (var rejected = await download.CreateReadStreamAsync())
        using (StreamReader reader = new(rejected))
        {
            Assert.Contains("lighthouses.csv,4,BadNumber", await reader.ReadToEndAsync(), StringComparison.Ordinal);
        }

        await Page.GetByRole(AriaRole.Link, new() { Name = "Download Items as JSON Lines" }).ScrollIntoViewIfNeededAsync();
        await HasNoBarrierAsync();

        // What follows from the import puts the items in force.
        var found = Page.GetByRole(AriaRole.Main).GetByText("The Quillon Lighthouse").First;
        for (var attempt = 0; attempt < 30 && !await found.IsVisibleAsync(); attempt++)
        {
            await OpenAsync("/search?q=quillon+lighthouse");
        }

        await Expect(found).ToBeVisibleAsync();
    }

    protected override Task<Uri> StartAsync() => Task.FromResult(_server.StartOnPort());

    private async Task HasNoBarrierAsync()
    {
        foreach (var theme in new[] { "light", "dark" })
        {
            await Page.EvaluateAsync("theme => document.documentElement.dataset.theme = theme", theme);
            await Page.WaitForFunctionAsync("() => document.getAnimations().length === 0");
            var found = (await Page.RunAxe()).Violations.Where(violation => violation.Impact is "serious" or "critical").Select(violation => $"{theme}: {violation.Id} {string.Join(", ", violation.Nodes.Select(node => node.Target))}");
            Assert.Empty(found);
        }
    }
}
