using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Portal.Tests.Browser;

/// <summary>What is said of a card in place: it is felt at once, stands among the person's sentences, and can be taken back.</summary>
public sealed class ReactionTests(BrowserPortal portal) : BrowserTest(portal)
{
    private ILocator Menu => Page.Locator("dialog[open]");

    // Low, so that there is something below what is on the screen.
    protected override ViewportSize Size => new() { Width = 1200, Height = 620 };

    [BrowserFact]
    public async Task Less_with_a_reason_reorders_what_is_below_at_once_and_becomes_a_sentence()
    {
        await SignInAsPersonaAsync("Priya Raman");
        var before = await Feed.ReadAsync();
        await Feed.Button("React", before[0]).ClickAsync();
        var less = Menu.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Less of ") }).First;
        var trait = (await less.GetAttributeAsync("aria-label"))!["Less of ".Length..];
        await Expect(less).ToBeEnabledAsync();

        var started = Stopwatch.GetTimestamp();
        await less.ClickAsync();
        await Expect(Page.GetByText(new Regex("^([0-9]+|One) cards? below ha(s|ve) changed"))).ToBeAttachedAsync();
        var took = Stopwatch.GetElapsedTime(started);

        // On a machine that runs the browser and a dozen other tests beside; alone it is a fraction.
        Assert.True(took < TimeSpan.FromSeconds(3), $"The effect came after {took.TotalMilliseconds:0} ms.");
        var after = await Feed.ReadAsync();
        Assert.Equal(before.Take(5), after.Take(5));
        Assert.NotEqual(before, after);
        await Expect(Toast($"Less {trait} from now on.")).ToBeVisibleAsync();

        await OpenAsync("/preferences");
        await Expect(Page.GetByRole(AriaRole.Main).GetByText(new Regex($"less:? {Regex.Escape(trait)}")).First).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Not_now_puts_the_card_away_and_undo_brings_it_back()
    {
        await SignInAsPersonaAsync("Isabel Duarte");
        var before = await Feed.TopTenAsync();
        await Feed.Button("React", before[1]).ClickAsync();

        await Menu.GetByRole(AriaRole.Button, new() { Name = "Not now" }).ClickAsync();

        await Expect(Feed.Card(before[1])).ToHaveCountAsync(0);
        var toast = Toast($"“{before[1].Title}” is put away for a week.");
        await toast.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(Feed.Card(before[1])).ToBeVisibleAsync();
        Assert.Equal(before, await Feed.TopTenAsync());
    }

    [BrowserFact]
    public async Task What_one_stops_using_as_inspiration_is_named_no_more_and_stays_in_the_history()
    {
        await SignInAsPersonaAsync("Zahra Nazari");
        var first = (await Feed.ReadAsync())[0];
        await Feed.Button("Why", first).ClickAsync();
        var stop = Menu.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Stop using .+ as inspiration$") }).First;
        var title = Regex.Match((await stop.GetAttributeAsync("aria-label"))!, "^Stop using (.+) as inspiration$").Groups[1].Value;
        await stop.ClickAsync();
        await Expect(Menu).ToHaveCountAsync(0);
        await Expect(Toast($"“{title}” no longer inspires your feed.")).ToBeVisibleAsync();

        await ReloadAsync();
        await Feed.Button("Why", first).ClickAsync();
        await Expect(Menu.GetByRole(AriaRole.Region, new() { Name = "What would change" })).ToHaveAttributeAsync("aria-busy", "false");
        await Expect(Menu.GetByRole(AriaRole.Button, new() { Name = $"Stop using {title} as inspiration", Exact = true })).ToHaveCountAsync(0);
        await OpenAsync("/history");
        await Expect(Page.GetByRole(AriaRole.Main).GetByText(title, new() { Exact = true }).First).ToBeVisibleAsync();
    }
}
