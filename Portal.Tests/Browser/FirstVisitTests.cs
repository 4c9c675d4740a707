using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Portal.Tests.Browser;

public sealed class FirstVisitTests(BrowserPortal portal) : BrowserTest(portal)
{
    [BrowserFact]
    public async Task Someone_new_says_a_sentence_likes_two_things_and_finds_a_feed_that_fits()
    {
        await RegisterAsync("Ann");
        await Expect(Heading("What do you like, Ann?")).ToBeVisibleAsync();
        var box = Page.GetByLabel("Your sentence");
        await Button("Cooperative board games for two").ClickAsync();
        await Expect(box).ToHaveValueAsync("Cooperative board games for two");

        await box.FillAsync("hard science fiction about first contact, no horror");
        await Button("Continue").ClickAsync();
        await Expect(Heading("Do you know any of these?")).ToBeVisibleAsync();
        var likes = Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Like ") });
        await likes.Nth(0).ClickAsync();
        await likes.Nth(3).ClickAsync();
        await Expect(Page.GetByText("2 judged so far")).ToBeVisibleAsync();
        await Button("To my feed").ClickAsync();

        await Expect(Heading("Hello, Ann")).ToBeVisibleAsync();
        await LoadedAsync();
        var top = await Demo.ItemsAsync((await Feed.TopTenAsync()).Select(card => card.Id));
        var fitting = top.Count(item => item.Genres.Contains("science fiction"));
        Assert.True(fitting >= 7, $"{fitting} of {top.Count} are science fiction: {string.Join(", ", top.Select(item => item.Id))}");
        Assert.DoesNotContain(top, item => item.Labels.Contains("horror"));
    }
}
