using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Portal.Tests.Browser;

public sealed class FeedbackTests(BrowserPortal portal) : BrowserTest(portal)
{
    [BrowserTheory]
    [InlineData("Dislike", "Less like “{0}” from now on.")]
    [InlineData("Hide", "“{0}” will not be shown again.")]
    public async Task What_is_not_wanted_goes_at_once_and_comes_back_to_its_place(string deed, string said)
    {
        await SignInAsPersonaAsync("Lucía Fernández");
        var before = await Feed.TopTenAsync();
        var third = before[2];

        await Feed.Button(deed, third).ClickAsync();
        await Expect(Feed.Card(third)).ToHaveCountAsync(0);
        Assert.Equal(before.Where(card => card != third), (await Feed.ReadAsync()).Take(9));

        await Toast(string.Format(null, said, third.Title)).GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(Feed.Card(third)).ToBeVisibleAsync();
        Assert.Equal(before, await Feed.TopTenAsync());
        await Expect(Feed.Button(deed, third)).ToHaveAttributeAsync("aria-pressed", "false");
    }

    [BrowserFact]
    public async Task A_like_and_a_save_last_and_can_be_taken_back_in_the_history()
    {
        await SignInAsPersonaAsync("Trần Minh Anh");
        var cards = await Feed.TopTenAsync();
        var (liked, saved) = (cards[0], cards[3]);
        await Feed.Button("Like", liked).ClickAsync();
        await Expect(Toast($"More like “{liked.Title}” from now on.")).ToBeVisibleAsync();
        await Feed.Button("Save", saved).ClickAsync();
        await Expect(Toast($"“{saved.Title}” is on your saved list.")).ToBeVisibleAsync();
        await Expect(Feed.Button("Like", liked)).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(Feed.Button("Save", saved)).ToHaveAttributeAsync("aria-pressed", "true");

        await PressedAfterReloadAsync("Like", liked);
        await PressedAfterReloadAsync("Save", saved);
        await GoToAsync("Saved");
        await Expect(Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = saved.Title, Exact = true })).ToBeVisibleAsync();

        await GoToAsync("History");
        await Button($"Undo: You liked it ({liked.Title})").First.ClickAsync();
        await Expect(Button($"Redo: You liked it ({liked.Title})").First).ToBeVisibleAsync();
        await Button($"Undo: You saved it ({saved.Title})").First.ClickAsync();
        await Expect(Button($"Redo: You saved it ({saved.Title})").First).ToBeVisibleAsync();

        await OpenAsync($"/item/{liked.Id}");
        await Expect(Button($"Like {liked.Title}")).ToHaveAttributeAsync("aria-pressed", "false");
        await OpenAsync("/saved");
        await Expect(Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = saved.Title, Exact = true })).ToHaveCountAsync(0);
    }

    private async Task PressedAfterReloadAsync(string deed, CardOnScreen card)
    {
        await OpenAsync($"/item/{card.Id}");
        await ReloadAsync();
        await Expect(Button($"{deed} {card.Title}")).ToHaveAttributeAsync("aria-pressed", "true");
    }
}
