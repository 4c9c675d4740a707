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
        await Expect(arrival.GetByText("It is labelled science fiction")).ToBeVisibleAsync();

        await Button("Arrival is fine").ClickAsync();
        var toast = Toast("“Arrival” is fine from now on, everywhere.");
        await Expect(toast).ToBeVisibleAsync();
        await Expect(Button("Arrival is fine")).ToHaveCountAsync(0);
        await Button("Apply my rules").ClickAsync();
        await Expect(arrival).ToHaveCountAsync(1);

        await toast.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(arrival).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task An_item_that_rules_keep_away_says_so_and_can_be_let_through_and_taken_back()
    {
        await SignInAsPersonaAsync("Wanjiru Kamau", "/item/film-arrival-2016");
        var notice = Page.GetByRole(AriaRole.Region, new() { Name = "Your rules keep this off your lists" });
        await Expect(notice.GetByText("It is labelled science fiction")).ToBeVisibleAsync();

        await notice.GetByRole(AriaRole.Button, new() { Name = "Arrival is fine" }).ClickAsync();
        await Expect(notice).ToHaveCountAsync(0);

        await OpenAsync("/about-feed");
        await Button("Take back: Arrival is fine").ClickAsync();
        await Expect(Toast("“Arrival” is kept away by your rules again.")).ToBeVisibleAsync();
        await OpenAsync("/item/film-arrival-2016");
        await Expect(notice).ToBeVisibleAsync();
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
