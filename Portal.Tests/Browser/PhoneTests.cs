using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Portal.Tests.Browser;

[Collection(SecondBrowser.Name)]
public sealed class PhoneTests(BrowserPortal portal) : BrowserTest(portal)
{
    private const int Width = 390;

    protected override ViewportSize Size => new() { Width = Width, Height = 844 };

    [BrowserFact]
    public async Task No_page_is_wider_than_a_phone()
    {
        foreach (var path in new[] { "/account/login", "/account/register" })
        {
            await Page.GotoAsync(path);
            await FitsAsync(path);
        }

        await SignInAsAdministratorAsync("/welcome");
        await FitsAsync("/welcome");
        foreach (var path in new[] { "/welcome?step=2", "/", "/?mood=something%20light%20under%20two%20hours", "/item/film-arrival-2016", "/search", "/search?q=arrival", "/saved", "/history", "/about-feed", "/preferences", "/admin/jobs" })
        {
            await OpenAsync(path);
            await FitsAsync(path);
        }

        await SignInAsPersonaAsync("Leila and Jonas Haddad", "/preferences");
        await FitsAsync("/preferences with statements");
        await Page.GetByRole(AriaRole.Textbox, new() { Name = "Say what you like" }).FillAsync("a board game for two, no war");
        await Expect(Page.GetByRole(AriaRole.Region, new() { Name = "What it means" }).GetByText("come into your top 20")).ToBeVisibleAsync();
        await FitsAsync("/preferences with words in the box");
        await OpenAsync("/");
        await FitsAsync("/ with reasons");
        await Feed.Button("Why", (await Feed.ReadAsync())[0]).ClickAsync();
        await Expect(Page.GetByTestId("score")).ToBeVisibleAsync();
        await FitsAsync("the panel with the reasons");
    }

    [BrowserFact]
    public async Task The_tab_bar_leads_everywhere()
    {
        await SignInAsPersonaAsync("Isabel Duarte", "/about-feed");
        foreach (var place in new[] { "Search", "Saved", "Preferences", "Feed" })
        {
            await GoToAsync(place);
        }

        await OpenFromMoreAsync("History", "History");
        await OpenFromMoreAsync("About this feed", "How your feed comes about");
        await SignInAsAdministratorAsync("/about-feed");
        await OpenFromMoreAsync("Jobs", "Jobs");

        async Task OpenFromMoreAsync(string place, string title)
        {
            await Button("More").ClickAsync();
            await Page.GetByRole(AriaRole.Dialog, new() { Name = "More" }).GetByRole(AriaRole.Link, new() { Name = place, Exact = true }).ClickAsync();
            await Expect(Heading(title)).ToBeVisibleAsync();
            await Expect(Page.GetByRole(AriaRole.Dialog, new() { Name = "More" })).ToBeHiddenAsync();
        }
    }

    private async Task FitsAsync(string what)
    {
        var width = await Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        if (width > Width)
        {
            var wide = await Page.EvaluateAsync<string[]>(
                """
                width => [...document.querySelectorAll("body *")].filter(each => each.getBoundingClientRect().right > width + 1)
                  .slice(0, 5).map(each => `<${each.tagName.toLowerCase()} class="${each.className}"> ends at ${Math.round(each.getBoundingClientRect().right)}`)
                """,
                Width);
            Assert.Fail($"{what} is {width} pixels wide on a screen of {Width}: {string.Join("; ", wide)}");
        }
    }
}
