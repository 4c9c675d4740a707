using Microsoft.Playwright;
using Portal.Domain.Catalogue;
using static Microsoft.Playwright.Assertions;

namespace Portal.Tests.Browser;

public sealed class PreferenceTests(BrowserPortal portal) : BrowserTest(portal)
{
    private const string BoxLabel = "What are you in the mood for, these days or always?";

    [BrowserFact]
    public async Task A_new_statement_turns_the_feed_round_and_pausing_it_turns_it_back()
    {
        await SignInAsPersonaAsync("Isabel Duarte");
        var before = await TopTenAsync();
        Assert.True(ScienceFiction(before) < 4, $"Isabel has science fiction already: {Names(before)}");

        await GoToAsync("Preferences");
        await Button("Add a statement").ClickAsync();
        await Page.GetByLabel(BoxLabel).FillAsync("hard science fiction about first contact, no horror");
        var preview = Page.GetByRole(AriaRole.Region, new() { Name = "What it brings up" });
        await Expect(preview.GetByRole(AriaRole.Article)).ToHaveCountAsync(10);
        await Expect(preview.GetByText("never: horror")).ToBeVisibleAsync();
        await Button("Add").ClickAsync();
        await Expect(Toast("Added.")).ToBeVisibleAsync();
        await GoToAsync("Feed");

        var during = await TopTenAsync();
        Assert.True(ScienceFiction(during) >= 7, $"{ScienceFiction(during)} of 10 are science fiction: {Names(during)}");
        Assert.DoesNotContain(during, item => item.Labels.Contains("horror"));

        await GoToAsync("Preferences");
        await Statement("hard science fiction").GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Expect(Statement("hard science fiction").GetByText("Paused")).ToBeVisibleAsync();
        await GoToAsync("Feed");

        var after = await TopTenAsync();
        Assert.True(ScienceFiction(after) <= ScienceFiction(before) + 1, $"{ScienceFiction(after)} of 10 are still science fiction: {Names(after)}");
        Assert.True(after.Intersect(before).Count() >= 5, $"Before: {Names(before)}. After: {Names(after)}.");
    }

    [BrowserTheory]
    [InlineData("quiet <img src=x onerror=alert(1)><script>alert(2)</script> stories")]
    [InlineData("'; DROP TABLE Statements; -- crime")]
    [InlineData("🚀👩‍🚀 space travel 🛸")]
    [InlineData("قصص هادئة عن البحر والذاكرة")]
    public async Task Whatever_is_written_is_shown_as_it_was_written(string statement)
    {
        await SignInAsPersonaAsync("Zahra Nazari", "/preferences");
        await Button("Add a statement").ClickAsync();
        await Page.GetByLabel(BoxLabel).FillAsync(statement);
        await Expect(Button("Add")).ToBeEnabledAsync();
        await Button("Add").ClickAsync();
        await Expect(Toast("Added.")).ToBeVisibleAsync();

        await ReloadAsync();
        await Expect(Statement(statement).GetByText(statement, new() { Exact = true }).First).ToBeVisibleAsync();
        await Expect(Statement(statement).Locator("img, script")).ToHaveCountAsync(0);
        await OpenAsync("/");
        await OpenAsync($"/?mood={Uri.EscapeDataString(statement)}");
        await Expect(Page.GetByRole(AriaRole.Main).GetByText(statement, new() { Exact = true }).First).ToBeVisibleAsync();
        await Expect(Page.Locator("img[src=x]")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Ten_thousand_characters_are_too_many_and_stay_in_the_box()
    {
        var text = string.Concat(Enumerable.Repeat("tide pools ", 1000))[..10_000];
        await SignInAsPersonaAsync("Isabel Duarte", "/preferences");
        await Button("Add a statement").ClickAsync();
        var box = Page.GetByLabel(BoxLabel);

        await box.FillAsync(text);

        await Expect(Page.GetByText("8,000 characters too many: your text has 10,000, and 2,000 fit.")).ToBeVisibleAsync();
        await Expect(Button("Add")).ToBeDisabledAsync();
        await Expect(box).ToHaveValueAsync(text);
        await box.FillAsync("tide pools");
        await Expect(Button("Add")).ToBeEnabledAsync();
    }

    private async Task<IReadOnlyList<Item>> TopTenAsync() => await Demo.ItemsAsync((await Feed.TopTenAsync()).Select(card => card.Id));

    private ILocator Statement(string words) => Page.GetByRole(AriaRole.Article, new() { Name = "Statement" }).Filter(new() { HasText = words });

    private static int ScienceFiction(IEnumerable<Item> items) => items.Count(item => item.Genres.Contains("science fiction"));

    private static string Names(IEnumerable<Item> items) => string.Join(", ", items.Select(item => item.Id));
}
