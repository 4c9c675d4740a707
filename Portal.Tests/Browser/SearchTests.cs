using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Portal.Tests.Browser;

public sealed class SearchTests(BrowserPortal portal) : BrowserTest(portal)
{
    private ILocator Results => Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Article);

    [BrowserFact]
    public async Task Search_follows_what_is_typed()
    {
        await SignInAsPersonaAsync("Mateusz Zieliński", "/search");
        var box = Page.GetByLabel("What are you looking for?");
        await Expect(box).ToBeFocusedAsync();

        await box.PressSequentiallyAsync("arrival");

        await Expect(Results.First.GetByRole(AriaRole.Link, new() { Name = "Arrival", Exact = true })).ToBeVisibleAsync();
        await Expect(Page).ToHaveURLAsync(new Regex(@"/search\?q=arrival$"));
        await Expect(box).ToHaveValueAsync("arrival");
    }

    [BrowserFact]
    public async Task What_rules_hide_can_be_shown_all_the_same()
    {
        // She rules out science fiction.
        await SignInAsPersonaAsync("Wanjiru Kamau", "/search?q=arrival");
        var arrival = Results.Filter(new() { Has = Page.GetByRole(AriaRole.Link, new() { Name = "Arrival", Exact = true }) });
        await Expect(Page.GetByText(new Regex(@"^\d+ hidden by your rules"))).ToBeVisibleAsync();
        await Expect(arrival).ToHaveCountAsync(0);

        await Button("Show").ClickAsync();
        await Expect(arrival).ToHaveCountAsync(1);

        await Expect(Page.GetByText("Shown without your rules")).ToBeVisibleAsync();

        await Button("Apply my rules").ClickAsync();
        await Expect(arrival).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Keys_lead_to_the_search_box_and_to_the_help()
    {
        await SignInAsPersonaAsync("Mateusz Zieliński", "/about-feed");

        await KeysCountAsync();
        var help = Page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard shortcuts" });
        await Expect(help.GetByText("Go to the search box")).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("Escape");
        await Expect(help).ToBeHiddenAsync();

        await Page.Keyboard.PressAsync("?");
        await Expect(help).ToBeVisibleAsync();
        await help.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await Expect(help).ToBeHiddenAsync();

        await Page.Keyboard.PressAsync("/");
        var finder = Page.GetByLabel("Search the catalogue");
        await Expect(finder).ToBeFocusedAsync();
        await Page.Keyboard.TypeAsync("what/if?");
        await Expect(finder).ToHaveValueAsync("what/if?");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page).ToHaveURLAsync(new Regex(@"/search\?q=what%2Fif%3F$"));
    }

    // The script of the keys comes a moment after the circuit: this asks for the help until somebody listens.
    private Task<IJSHandle> KeysCountAsync() => Page.WaitForFunctionAsync(
        "() => !document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '?', bubbles: true, cancelable: true }))");
}
