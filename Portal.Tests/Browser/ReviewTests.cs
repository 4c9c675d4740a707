using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Portal.Tests.Browser;

public sealed class ReviewTests(BrowserPortal portal) : BrowserTest(portal)
{
    [BrowserFact]
    public async Task A_review_is_read_moves_the_feed_and_can_be_changed_and_taken_back()
    {
        await SignInAsPersonaAsync("Zahra Nazari");
        var first = (await Feed.ReadAsync())[0];
        await Feed.Card(first).GetByRole(AriaRole.Link, new() { Name = first.Title }).First.ClickAsync();
        await UsableAsync();

        await Page.GetByLabel($"What did you think of {first.Title}?").FillAsync("A dreadful, boring mess. Hated the slow pacing, but the music is lovely.");
        await Expect(Button("Criticised: pacing. Turn it")).ToBeVisibleAsync();
        await Expect(Button("Praised: music. Turn it")).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Radio, new() { Name = "Hated it" }).CheckAsync();
        await Button("Save review").ClickAsync();
        await Expect(Toast("is saved.")).ToBeVisibleAsync();

        await GoToAsync("Feed");
        await Expect(Feed.Cards.First).ToBeVisibleAsync();
        await Expect(Feed.Card(first)).ToHaveCountAsync(0);

        await OpenAsync("/reviews");
        await Expect(Row(first.Title).GetByText("as you set it")).ToBeVisibleAsync();
        await Button($"Edit your review of {first.Title}").ClickAsync();
        await Page.GetByLabel($"What did you think of {first.Title}?").FillAsync("Better on a second look: loved the music.");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Go by my words" }).ClickAsync();
        await Button("Save review").ClickAsync();
        await Expect(Row(first.Title).GetByText("read from your words")).ToBeVisibleAsync();
        await Button("Take away: music").ClickAsync();
        await Expect(Button("Take away: music")).ToHaveCountAsync(0);

        await Button($"Delete your review of {first.Title}").ClickAsync();
        await Expect(Heading("No reviews yet")).ToBeVisibleAsync();
        await Toast("is deleted").GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(Row(first.Title)).ToBeVisibleAsync();
        await Button($"Delete your review of {first.Title}").ClickAsync();
        await Expect(Heading("No reviews yet")).ToBeVisibleAsync();
        await GoToAsync("Feed");
        await Expect(Feed.Cards.First).ToBeVisibleAsync();

        // It was opened since, which may by itself take it further down.
        for (var parts = 0; parts < 4 && await Feed.Card(first).CountAsync() == 0; parts++)
        {
            var many = await Feed.Cards.CountAsync();
            await Page.Keyboard.PressAsync("End");
            await Expect(Feed.Cards.Nth(many)).ToBeVisibleAsync();
        }

        await Expect(Feed.Card(first)).ToHaveCountAsync(1);
    }

    private ILocator Row(string title) => Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Listitem).Filter(new() { Has = Page.GetByRole(AriaRole.Article).Filter(new() { HasText = title }) });
}
