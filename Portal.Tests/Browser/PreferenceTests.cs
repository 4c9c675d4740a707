using Microsoft.Playwright;
using Portal.Domain.Catalogue;
using static Microsoft.Playwright.Assertions;

namespace Portal.Tests.Browser;

public sealed class PreferenceTests(BrowserPortal portal) : BrowserTest(portal)
{
    private const string BoxLabel = "Say what you like, and what you never want to see";

    [BrowserFact]
    public async Task A_new_statement_turns_the_feed_round_and_pausing_it_turns_it_back()
    {
        await SignInAsPersonaAsync("Isabel Duarte");
        var before = await TopTenAsync();
        Assert.True(ScienceFiction(before) < 4, $"Isabel has science fiction already: {Names(before)}");

        await GoToAsync("Preferences");
        await Page.GetByLabel(BoxLabel).FillAsync("hard science fiction about first contact, no horror");
        var draft = Page.GetByRole(AriaRole.Region, new() { Name = "What it means" });
        await Expect(draft.GetByRole(AriaRole.Region, new() { Name = "Never" }).GetByText("horror", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(draft.GetByText("come into your top 20")).ToBeVisibleAsync();
        await LoadedAsync();
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
        var box = Page.GetByLabel(BoxLabel);

        await box.FillAsync(text);

        await Expect(Page.GetByText("8,000 characters too many: your text has 10,000, and 2,000 fit.")).ToBeVisibleAsync();
        await Expect(Button("Add")).ToBeDisabledAsync();
        await Expect(box).ToHaveValueAsync(text);
        await box.FillAsync("tide pools");
        await Expect(Button("Add")).ToBeEnabledAsync();
    }

    [BrowserFact]
    public async Task Leaving_before_the_box_is_ready_does_not_break_the_next_page()
    {
        await SignInAsPersonaAsync("Isabel Duarte");
        TaskCompletionSource left = new(), asked = new();
        await Page.RouteAsync("**/js/long-text*.js", async route =>
        {
            asked.TrySetResult();
            await left.Task;
            await route.ContinueAsync();
        });
        await OpenAsync("/preferences");
        await asked.Task.WaitAsync(TimeSpan.FromMilliseconds(Patience));
        await GoToAsync("Feed");

        await Page.RunAndWaitForResponseAsync(
            () =>
            {
                left.SetResult();
                return Task.CompletedTask;
            },
            "**/js/long-text*.js");

        // What the script brings up comes before the answer to a press.
        var first = (await Feed.ReadAsync())[0];
        await Feed.Button("Save", first).ClickAsync();
        await Toast($"“{first.Title}” is on your saved list.").GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(Feed.Button("Save", first)).ToHaveAttributeAsync("aria-pressed", "false");
        await Expect(Heading("This page stopped working")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task A_rule_is_typed_tried_out_saved_and_taken_back_chip_by_chip()
    {
        await RegisterAsync("Chip");
        await OpenAsync("/preferences");
        await Page.GetByLabel(BoxLabel).FillAsync("slow-burn stories, no westerns, under two hours");
        var draft = Page.GetByRole(AriaRole.Region, new() { Name = "What it means" });
        await Expect(draft.GetByRole(AriaRole.Region, new() { Name = "Only" }).GetByText("at most 120 minutes")).ToBeVisibleAsync();
        await LoadedAsync();
        var keeps = draft.GetByRole(AriaRole.Region, new() { Name = "Never" }).GetByText(" of the catalogue away");
        await Expect(keeps).ToBeVisibleAsync();
        await Button("Add").ClickAsync();
        await Expect(Toast("Added.")).ToBeVisibleAsync();

        // By the keyboard alone, which the next empty box has: open the chip, a weaker wish, an end, a pause and its undo.
        await Expect(Page.GetByLabel(BoxLabel)).ToBeFocusedAsync();
        await Chip("slow-burn").FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Page.GetByRole(AriaRole.Radio, new() { Name = "Normally" }).FocusAsync();
        await Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(Toast("“slow-burn” counts as you set it.")).ToBeVisibleAsync();
        await Expect(Page.GetByRole(AriaRole.Radio, new() { Name = "A bit" })).ToBeCheckedAsync();
        var said = Page.GetByRole(AriaRole.Region, new() { Name = "What you said" });
        await said.GetByRole(AriaRole.Button, new() { Name = "How long it counts: Always" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "For this session (three hours)" }).ClickAsync();
        await Expect(Toast("It counts until")).ToBeVisibleAsync();
        await said.GetByRole(AriaRole.Button, new() { Name = "Pause", Exact = true }).ClickAsync();
        await Expect(said.GetByRole(AriaRole.Button, new() { Name = "Resume", Exact = true })).ToBeVisibleAsync();
        await Toast("Paused").GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(said.GetByRole(AriaRole.Button, new() { Name = "Pause", Exact = true })).ToBeVisibleAsync();

        await Chip("western").ClickAsync();
        await said.GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).ClickAsync();
        await Expect(Chip("western")).ToHaveCountAsync(0);
        await Toast("Removed").GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(Chip("western")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task The_summary_is_edited_and_the_history_goes_back()
    {
        await RegisterAsync("Summa");
        await OpenAsync("/preferences");
        await Page.GetByLabel(BoxLabel).FillAsync("no horror or gore");
        await Button("Add").ClickAsync();
        var summary = Page.GetByRole(AriaRole.Region, new() { Name = "In short" });
        await Expect(summary.GetByText("Never horror or gore.")).ToBeVisibleAsync();

        await Button("Edit the summary").ClickAsync();
        await Page.GetByLabel("Your summary").FillAsync("Never horror or war.");
        await Expect(summary.GetByText("never: war")).ToBeVisibleAsync();
        await Expect(summary.GetByText("never: gore")).ToBeVisibleAsync();
        await Button("Apply the changes").ClickAsync();
        await Expect(Toast("Your profile follows")).ToBeVisibleAsync();
        await Expect(summary.GetByText("Never horror or war.")).ToBeVisibleAsync();

        await Button("Show the history").ClickAsync();
        var change = Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "You changed part of a statement" });
        await Expect(change.GetByText("never: gore")).ToBeVisibleAsync();
        await change.GetByRole(AriaRole.Button, new() { Name = "Go back to before" }).ClickAsync();
        await Expect(Toast("It is back.")).ToBeVisibleAsync();
        await Expect(summary.GetByText("Never horror or gore or war.")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task A_preset_the_slider_and_the_switch_steer_the_feed()
    {
        await SignInAsPersonaAsync("Isabel Duarte", "/preferences");
        await Expect(Page.GetByRole(AriaRole.List, new() { Name = "What would come in for you" }).First.GetByRole(AriaRole.Img).First).ToBeVisibleAsync();
        await Button("Use “Family night”").ClickAsync();
        await Expect(Toast("“Family night” counts from now on.")).ToBeVisibleAsync();
        await Expect(Button("Use “Family night”")).ToHaveCountAsync(0);
        await Toast("“Family night” counts").GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(Button("Use “Family night”")).ToBeVisibleAsync();
        await LoadedAsync();

        var slider = Page.GetByRole(AriaRole.Slider, new() { Name = "Familiar or adventurous" });
        await slider.FocusAsync();
        await Page.Keyboard.PressAsync("End");
        await Expect(Page.GetByText("Adventurous: seldom seen, and unlike what you had before.", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(Page.GetByRole(AriaRole.Complementary, new() { Name = "Your profile and how your feed is made" }).GetByText("into your top 20")).ToBeVisibleAsync();
        await Button("Keep it there").ClickAsync();
        await Expect(Toast("Your feed follows from now on.")).ToBeVisibleAsync();

        await GoToAsync("Feed");
        var personal = await TopTenAsync();
        await GoToAsync("Preferences");
        await Page.GetByRole(AriaRole.Switch, new() { Name = "A feed that is not made for you" }).ClickAsync();
        await Expect(Toast("Your rules still hold.")).ToBeVisibleAsync();
        await Expect(slider).ToBeDisabledAsync();
        await GoToAsync("Feed");
        Assert.True((await TopTenAsync()).Except(personal).Count() >= 3, "The feed that is made for nobody is the one that was made for Isabel.");
    }

    private ILocator Chip(string name) => Page.GetByRole(AriaRole.Region, new() { Name = "What you said" }).GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private async Task<IReadOnlyList<Item>> TopTenAsync() => await Demo.ItemsAsync((await Feed.TopTenAsync()).Select(card => card.Id));

    private ILocator Statement(string words) => Page.GetByRole(AriaRole.Article, new() { Name = "Statement" }).Filter(new() { HasText = words });

    private static int ScienceFiction(IEnumerable<Item> items) => items.Count(item => item.Genres.Contains("science fiction"));

    private static string Names(IEnumerable<Item> items) => string.Join(", ", items.Select(item => item.Id));
}
