using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Portal.Tests.Browser;

/// <summary>What was learned, set right by the person. Whatever is changed is undone, for those who come after.</summary>
public sealed class InterestTests(BrowserPortal portal) : BrowserTest(portal)
{
    private ILocator Interests => Page.GetByRole(AriaRole.Article).Filter(new() { Has = Page.GetByRole(AriaRole.Group, new() { Name = "Counts" }) });

    [BrowserFact]
    public async Task An_interest_is_named_weighed_merged_and_left_out_and_all_of_it_undone()
    {
        await SignInAsPersonaAsync("Isabel Duarte", "/interests");
        await Expect(Interests.First).ToBeVisibleAsync();
        var count = await Interests.CountAsync();
        var name = await Interests.First.GetByRole(AriaRole.Heading).First.InnerTextAsync();

        await Button($"Rename {name}").ClickAsync();
        await Page.GetByLabel("Name of this interest").FillAsync("My quiet planet");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Heading("My quiet planet")).ToBeVisibleAsync();
        await UndoAsync("Now called “My quiet planet”.");
        await Expect(Heading(name)).ToBeVisibleAsync();

        await Interests.First.GetByRole(AriaRole.Radio, new() { Name = "Normal" }).FocusAsync();
        await Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(Interests.First.GetByRole(AriaRole.Radio, new() { Name = "Half" })).ToBeCheckedAsync();
        await Expect(Interests.First.GetByText("of your feed")).ToBeVisibleAsync();
        await UndoAsync("counts: Half.");
        await Expect(Interests.First.GetByRole(AriaRole.Radio, new() { Name = "Normal" })).ToBeCheckedAsync();

        await Button($"Merge another interest into {name}").ClickAsync();
        await Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Radio).First.CheckAsync();
        await Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Merge", Exact = true }).ClickAsync();
        await Expect(Interests).ToHaveCountAsync(count - 1);
        await UndoAsync("is now part of");
        await Expect(Interests).ToHaveCountAsync(count);

        await Button($"Don’t use {name}").ClickAsync();
        await Expect(Heading(name)).ToHaveCountAsync(0);
        await UndoAsync("is no longer used");
        await Expect(Heading(name)).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task The_map_is_zoomed_and_moved_by_keys_and_leads_to_items()
    {
        await SignInAsPersonaAsync("Isabel Duarte", "/interests?view=map");
        var map = Page.GetByRole(AriaRole.Group, new() { NameRegex = new Regex("^Map of your interests") });
        var zoom = map.GetByRole(AriaRole.Status, new() { Name = "Zoom" });
        var liked = map.Locator("a[href^='/item/']:not([tabindex])").First;
        await Expect(zoom).ToHaveTextAsync("100%");
        var before = (await liked.BoundingBoxAsync())!;

        await map.FocusAsync();
        await Page.Keyboard.PressAsync("+");
        await Page.Keyboard.PressAsync("+");
        await Expect(zoom).ToHaveTextAsync("225%");
        var zoomed = (await liked.BoundingBoxAsync())!;
        Assert.Equal(before.Width, zoomed.Width, 1f);
        await Page.Keyboard.PressAsync("ArrowRight");
        Assert.True((await liked.BoundingBoxAsync())!.X < zoomed.X, "The right arrow did not move the map.");
        await Page.Keyboard.PressAsync("0");
        await Expect(zoom).ToHaveTextAsync("100%");
        Assert.Equal(before.X, (await liked.BoundingBoxAsync())!.X, 1f);
        await map.GetByRole(AriaRole.Button, new() { Name = "Zoom in" }).ClickAsync();
        await Expect(zoom).ToHaveTextAsync("150%");

        await liked.FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page).ToHaveURLAsync(new Regex("/item/"));
    }

    [BrowserFact]
    public async Task What_is_left_out_in_the_history_stays_out_and_a_period_is_counted_first()
    {
        await SignInAsPersonaAsync("Isabel Duarte", "/history");
        var leaveOut = Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Leave out of my taste: You liked it") });
        var many = await leaveOut.CountAsync();

        await leaveOut.First.ClickAsync();
        await Expect(Toast("Left out of your taste.")).ToBeVisibleAsync();
        await ReloadAsync();
        await Expect(Page.GetByText("not in your taste")).ToHaveCountAsync(1);
        await Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Count it again") }).ClickAsync();
        await Expect(leaveOut).ToHaveCountAsync(many);

        await Button("Leave out a period").ClickAsync();
        await Page.GetByLabel("Last day").FillAsync("2000-01-01");
        await Expect(Page.GetByText("In that time: 0 actions that count, 0 left out.")).ToBeVisibleAsync();
        await Page.GetByLabel("Last day").FillAsync("2100-01-01");
        await Expect(Page.GetByText(new Regex("In that time: [1-9][0-9]* actions that count, 0 left out."))).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Leave [0-9]+ out$") }).ClickAsync();
        await Expect(Page.GetByText("not in your taste").First).ToBeVisibleAsync();
        await UndoAsync("The period is left out");
        await Expect(Page.GetByText("not in your taste")).ToHaveCountAsync(0);
    }

    private async Task UndoAsync(string words)
    {
        await Toast(words).GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(Toast(words)).ToHaveCountAsync(0);
    }
}
