using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Portal.Tests.Browser;

/// <summary>The administrator's journeys through catalogue, vocabulary and people. What they change is their own, for others visit the same portal.</summary>
public sealed class CatalogueTests(BrowserPortal portal) : BrowserTest(portal)
{
    [BrowserFact]
    public async Task An_item_is_added_edited_found_by_another_word_and_deleted()
    {
        await SignInAsAdministratorAsync("/admin/catalogue/new");
        await Page.GetByLabel("Id", Exactly).FillAsync("film-yew-ring-2001");
        await Page.GetByLabel("Title", Exactly).FillAsync("The Yew Ring");
        await Page.GetByLabel("Kind", Exactly).FillAsync("film");
        await Page.GetByLabel("Year", Exactly).FillAsync("9999");
        await Page.GetByLabel("Genres", Exactly).FillAsync("drama");
        await Page.GetByLabel("Tags", Exactly).FillAsync("yew tree");
        await Button("Add the item").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("“9999” must be a whole number from -3000 to 3000");
        await Page.GetByLabel("Year", Exactly).FillAsync("2001");
        await Button("Add the item").ClickAsync();
        await Expect(Toast("“The Yew Ring” is saved.")).ToBeVisibleAsync();

        await OpenAsync("/admin/catalogue?q=yew+ring");
        var row = Page.GetByTestId("entry");
        await Expect(row).ToHaveCountAsync(1);
        await Button("Edit The Yew Ring here").ClickAsync();
        await row.GetByLabel("Tags", new() { Exact = true }).FillAsync("yew tree, graveyard");
        await row.GetByLabel("Tags", new() { Exact = true }).PressAsync("Enter");
        await Expect(row.GetByText("graveyard")).ToBeVisibleAsync();

        // The text is new, so it gets its vector by itself.
        await Expect(row.GetByText("Current")).ToBeVisibleAsync(new() { Timeout = 40_000 });

        await OpenAsync("/admin/catalogue/vocabulary?q=yew");
        await Button("Add another word for yew tree").ClickAsync();
        await Page.GetByLabel("Another word for yew tree", Exactly).FillAsync("Taxus");
        await Page.GetByLabel("Another word for yew tree", Exactly).PressAsync("Enter");
        await Expect(Toast("“taxus” is now understood as “yew tree”.")).ToBeVisibleAsync();

        await FindsAsync("taxus", "The Yew Ring");

        await OpenAsync("/admin/catalogue/vocabulary?q=yew");
        await Button("Rename or merge yew tree").ClickAsync();
        await Page.GetByLabel("New name, or the label it goes into").FillAsync("Churchyard trees");
        await Expect(Page.GetByText("1 items change from “yew tree” to “churchyard trees”.")).ToBeVisibleAsync();
        await Button("Rename").ClickAsync();
        await Expect(Toast("“yew tree”: 1 items changed.")).ToBeVisibleAsync();
        await Expect(Page.GetByTestId("label")).ToContainTextAsync("churchyard trees");
        await Button("Delete the label churchyard trees").ClickAsync();
        await Button("Delete the label").ClickAsync();
        await Expect(Toast("“churchyard trees”: 1 items changed.")).ToBeVisibleAsync();

        await OpenAsync("/admin/catalogue/film-yew-ring-2001");
        await Button("Delete").ClickAsync();
        await Button("Delete the item").ClickAsync();
        await Expect(Toast("“The Yew Ring” is deleted.")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task A_person_gets_a_role_loses_it_is_exported_and_deleted()
    {
        await RegisterAsync("Ottilie");
        await Page.Context.ClearCookiesAsync();
        await SignInAsAdministratorAsync("/admin/users");
        await Page.GetByPlaceholder("Name, e-mail or id").FillAsync("ottilie");
        await Expect(Page.GetByTestId("user")).ToHaveCountAsync(1);
        await Page.GetByRole(AriaRole.Link, new() { Name = "Ottilie", Exact = true }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Give Analyst" }).ClickAsync();
        await Expect(Toast("Ottilie now has the role Analyst, from the next sign-in on.")).ToBeVisibleAsync();
        await Button("Lock").ClickAsync();
        await Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Lock", Exact = true }).ClickAsync();
        await Expect(Toast("Ottilie is locked.")).ToBeVisibleAsync();

        var download = await Page.RunAndWaitForDownloadAsync(() => Page.GetByRole(AriaRole.Link, new() { Name = "Export the data" }).ClickAsync());
        Assert.Contains("\"displayName\": \"Ottilie\"", (await File.ReadAllTextAsync(await download.PathAsync())).Replace("\":\"", "\": \"", StringComparison.Ordinal), StringComparison.Ordinal);

        await Page.GetByLabel("To delete, type the name: Ottilie").FillAsync("Ottilie");
        await Button("Delete everything about this person").ClickAsync();
        await Expect(Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/admin/users$"));
        await Page.GetByPlaceholder("Name, e-mail or id").FillAsync("ottilie");
        await Expect(Heading("Nobody matches")).ToBeVisibleAsync();
    }

    // What was changed comes into force in a second or two.
    private async Task FindsAsync(string query, string title)
    {
        for (var tries = 0; ; tries++)
        {
            await OpenAsync($"/search?q={query}");
            try
            {
                await Expect(Page.GetByRole(AriaRole.Main).GetByText(title).First).ToBeVisibleAsync(new() { Timeout = 2000 });
                return;
            }
            catch (PlaywrightException) when (tries < 10)
            {
                // Not yet.
            }
        }
    }
}
