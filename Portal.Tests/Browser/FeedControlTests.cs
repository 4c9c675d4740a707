using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Portal.Tests.Browser;

public sealed class FeedControlTests(BrowserPortal portal) : BrowserTest(portal)
{
    private const string Mood = "something light for tonight";

    [BrowserFact]
    public async Task A_mood_changes_the_list_and_dropping_it_brings_the_former_back()
    {
        await SignInAsPersonaAsync("Santiago Reyes");
        var before = await Feed.TopTenAsync();

        await Page.GetByLabel("What are you in the mood for?").FillAsync(Mood);
        await Page.GetByLabel("What are you in the mood for?").PressAsync("Enter");
        await Expect(Button($"Remove {Mood}")).ToBeVisibleAsync();
        await LoadedAsync();
        var during = await Feed.TopTenAsync();
        Assert.True(during.Except(before).Count() >= 5, $"The mood changed little: {Titles(before)} became {Titles(during)}.");

        await Button($"Remove {Mood}").ClickAsync();
        await Expect(Button($"Remove {Mood}")).ToHaveCountAsync(0);
        await LoadedAsync();
        Assert.Equal(before, await Feed.TopTenAsync());
    }

    [BrowserFact]
    public async Task A_kind_is_kept_in_the_address()
    {
        await SignInAsPersonaAsync("Santiago Reyes");
        await ChooseAsync("Books");
        await Expect(Page).ToHaveURLAsync(new Regex(@"\?kind=book$"));
        Assert.All(await Demo.ItemsAsync((await Feed.ReadAsync()).Select(card => card.Id)), item => Assert.Equal("book", item.Kind));

        await ReloadAsync();
        await Expect(Kind("Books")).ToHaveAttributeAsync("aria-pressed", "true");
        Assert.All(await Demo.ItemsAsync((await Feed.ReadAsync()).Select(card => card.Id)), item => Assert.Equal("book", item.Kind));

        await ChooseAsync("All");
        await Expect(Page).ToHaveURLAsync(new Regex("/$"));
        Assert.Contains(await Demo.ItemsAsync((await Feed.ReadAsync()).Select(card => card.Id)), item => item.Kind != "book");
    }

    [BrowserFact]
    public async Task Scrolling_brings_more_and_nothing_twice()
    {
        await SignInAsPersonaAsync("Malia Tuilagi");
        for (var round = 0; round < 3; round++)
        {
            var before = await Feed.Cards.CountAsync();
            await Feed.Cards.Last.ScrollIntoViewIfNeededAsync();
            await Expect(Feed.Cards.Nth(before)).ToBeAttachedAsync();
        }

        var cards = await Feed.ReadAsync();
        Assert.Equal(cards.Distinct(), cards);
        Assert.Equal(cards.Select(card => card.Id).Distinct(), cards.Select(card => card.Id));
    }

    private ILocator Kind(string name) => Page.GetByRole(AriaRole.Group, new() { Name = "Show only" }).GetByRole(AriaRole.Button, new() { Name = name });

    private async Task ChooseAsync(string kind)
    {
        await Kind(kind).ClickAsync();
        await Expect(Kind(kind)).ToHaveAttributeAsync("aria-pressed", "true");
        await LoadedAsync();
    }

    private static string Titles(IEnumerable<CardOnScreen> cards) => string.Join(", ", cards.Select(card => card.Title));
}
