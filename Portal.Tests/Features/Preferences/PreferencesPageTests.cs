using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Entities;
using Portal.Preferences;
using Portal.Shared;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Preferences;

public sealed class PreferencesPageTests : PageScene
{
    private ToastService Toasts => Services.GetRequiredService<ToastService>();

    [Fact]
    public void Without_statements_the_idea_is_explained_and_the_box_is_open()
    {
        var page = Render<PreferencesPage>();

        page.WaitForAssertion(() => Assert.Equal("You have not said anything yet", page.Find(".empty__title").TextContent));
        Assert.NotEmpty(page.FindAll("textarea"));
    }

    [Fact]
    public async Task Markup_in_a_statement_is_shown_as_text()
    {
        await SayAsync("<img src=x onerror=alert(1)> & 'quotes' أفلام");

        var card = Card(await PageAsync());

        Assert.Empty(card.QuerySelectorAll(".statement__text img"));
        Assert.Equal("<img src=x onerror=alert(1)> & 'quotes' أفلام", card.QuerySelector(".statement__text")!.TextContent);
        Assert.Equal("auto", card.QuerySelector(".statement__text")!.GetAttribute("dir"));
    }

    [Fact]
    public async Task Pausing_and_resuming_change_the_card()
    {
        await SayAsync("quiet films");
        var page = await PageAsync();

        Press(page, "Pause");
        page.WaitForAssertion(() => Assert.Contains("Paused", Card(page).QuerySelector(".statement__facts")!.TextContent, StringComparison.Ordinal));
        Press(page, "Resume");

        page.WaitForAssertion(() => Assert.DoesNotContain("Paused", Card(page).QuerySelector(".statement__facts")!.TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_expiry_is_told_on_the_card_until_it_is_over()
    {
        await SayAsync("quiet films");
        var page = await PageAsync();

        Press(page, "Until tonight");
        page.WaitForAssertion(() => Assert.Contains("Until today, 11:59", Words(page), StringComparison.Ordinal));
        Clock.Advance(TimeSpan.FromDays(1));
        Press(page, "Pause");

        page.WaitForAssertion(() => Assert.Contains("Expired", Words(page), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_deleted_statement_comes_back_by_undo()
    {
        await SayAsync("first");
        await SayAsync("second");
        var page = await PageAsync();

        Act(() => page.FindAll(".statement").Single(card => card.QuerySelector(".statement__text")!.TextContent == "first")
            .QuerySelectorAll("button").Single(button => button.TextContent.Trim() == "Delete").Click());
        page.WaitForAssertion(() => Assert.Equal(["second"], Texts(page)));
        await page.InvokeAsync(() => Toasts.UndoAsync(Toasts.Visible[^1]));

        page.WaitForAssertion(() => Assert.Equal(["first", "second"], Texts(page).Order()));
    }

    [Fact]
    public async Task Editing_happens_in_the_card()
    {
        await SayAsync("quiet films");
        var page = await PageAsync();

        Press(page, "Edit");
        page.WaitForElement(".statement textarea");
        Act(() => page.Find(".statement textarea").Input("loud films"));
        Act(() => page.Find(".statement form").Submit());

        page.WaitForAssertion(() => Assert.Equal(["loud films"], Texts(page)));
    }

    [Fact]
    public async Task Keeping_what_was_saved_elsewhere_shows_it()
    {
        var id = await SayAsync("quiet films");
        var page = await PageAsync();
        Press(page, "Edit");
        page.WaitForElement(".statement textarea");
        Act(() => page.Find(".statement textarea").Input("loud films"));
        await Statements.EditAsync(Me, id, "silent films", 0, CancellationToken.None);
        Act(() => page.Find(".statement form").Submit());
        page.WaitForElement(".conflict");

        Press(page, "Keep the saved one");

        page.WaitForAssertion(() => Assert.Equal(["silent films"], Texts(page)));
    }

    [Fact]
    public async Task Words_being_written_survive_what_happens_to_other_statements()
    {
        await SayAsync("quiet films");
        var page = await PageAsync();
        Act(() => page.Find(".preferences__new textarea").Input("half a sentence"));

        Press(page, "Pause");
        page.WaitForAssertion(() => Assert.Contains("Paused", Words(page), StringComparison.Ordinal));

        Assert.Equal("half a sentence", page.Find(".preferences__new textarea").GetAttribute("value"));
    }

    [Fact]
    public async Task History_tells_before_and_after_and_restores()
    {
        var id = await SayAsync("quiet films");
        await Statements.EditAsync(Me, id, "loud films", 0, CancellationToken.None);
        var page = await PageAsync();

        Press(page, "Show the history");
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".history__entry").Count));
        Assert.Equal(["quiet films", "loud films"], page.FindAll(".history__texts dd").Select(text => text.TextContent));
        Press(page, "Go back to before");

        page.WaitForAssertion(() => Assert.Equal(["quiet films"], Texts(page)));
        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll(".history__entry").Count));
    }

    private async Task<IRenderedComponent<PreferencesPage>> PageAsync()
    {
        var page = Render<PreferencesPage>();
        await page.WaitForElementAsync(".statement");
        return page;
    }

    private static AngleSharp.Dom.IElement Card(IRenderedComponent<PreferencesPage> page) => page.Find(".statement");

    private static string Words(IRenderedComponent<PreferencesPage> page) => Card(page).QuerySelector(".statement__facts")!.TextContent;

    private static IEnumerable<string> Texts(IRenderedComponent<PreferencesPage> page) => page.FindAll(".statement__text").Select(text => text.TextContent);

    // The box for new words, which comes first, has an expiry of its own.
    private void Press(IRenderedComponent<PreferencesPage> page, string label) =>
        Act(() => page.FindAll(".statement button, .history button").First(button => button.TextContent.Trim() == label).Click());
}
