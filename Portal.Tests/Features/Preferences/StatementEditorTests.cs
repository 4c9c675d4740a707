using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Portal.People;
using Portal.Preferences;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Preferences;

public sealed class StatementEditorTests : PageScene
{
    private readonly List<StatementResult> _saved = [];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await AddItemsAsync(Film("sea", title: "The Lighthouse Keeper"), Film("bread", title: "The Bakery"), Film("dread", genres: ["horror"]));
    }

    [Fact]
    public async Task Typing_shows_what_was_understood_after_a_pause_and_then_what_it_does()
    {
        var editor = await EditorAsync();

        Act(() => editor.Find("textarea").Input("no horror, no bagpipes, under 90 minutes"));
        Clock.Advance(DraftPanel.Debounce - TimeSpan.FromMilliseconds(1));
        Assert.Empty(editor.FindAll(".clause"));
        Clock.Advance(TimeSpan.FromMilliseconds(1));

        editor.WaitForAssertion(() => Assert.Equal(["horror", "“bagpipes”", "at most 90 minutes"], editor.FindAll(".clause__name").Select(name => name.TextContent)));
        Assert.Equal(["Never", "Only"], editor.FindAll(".group__title").Select(title => title.TextContent.Trim()));
        Assert.Contains("no horror", editor.Find(".clause__from").TextContent, StringComparison.Ordinal);
        editor.WaitForAssertion(() => Assert.Contains("removes The dread", Words(editor.Find(".clause .effect")), StringComparison.Ordinal));
        Assert.Equal("0 come into your top 20, 1 go out", Words(editor.Find(".effects__title")));
    }

    [Fact]
    public async Task Newer_words_replace_what_was_understood_of_older_ones()
    {
        var editor = await EditorAsync();

        Act(() => editor.Find("textarea").Input("no horror"));
        Clock.Advance(DraftPanel.Debounce / 2);
        Act(() => editor.Find("textarea").Input("no drama"));
        List<string> seen = [];
        await PassTimeAsync(DraftPanel.Debounce / 2, () =>
        {
            seen.AddRange(editor.FindAll(".clause__name").Select(title => title.TextContent));
            Assert.NotEmpty(seen);
        });

        Assert.Equal(["drama"], seen);
    }

    [Fact]
    public void An_empty_box_offers_examples_which_fill_it()
    {
        var editor = Editor();
        Assert.Equal(6, editor.FindAll(".editor__example").Count);
        Assert.True(Save(editor).HasAttribute("disabled"));

        Act(() => editor.Find(".editor__example").Click());

        Assert.Equal("quiet first-contact science fiction, no horror", editor.Find("textarea").GetAttribute("value"));
        Assert.Empty(editor.FindAll(".editor__example"));
    }

    [Fact]
    public void A_text_that_is_too_long_stays_and_is_not_saved()
    {
        var editor = Editor();
        var text = new string('x', 2034);

        Act(() => editor.Find("textarea").Input(text));

        Assert.Equal(text, editor.Find("textarea").GetAttribute("value"));
        Assert.Equal("true", editor.Find("textarea").GetAttribute("aria-invalid"));
        Assert.Equal("34 characters too many: your text has 2,034, and 2,000 fit. Nothing was cut; shorten it to save it.", editor.Find(".field__error").TextContent);
        Assert.True(Save(editor).HasAttribute("disabled"));
    }

    [Fact]
    public async Task A_text_too_long_to_be_sent_is_known_by_its_length_until_it_is_shorter()
    {
        var editor = Editor();
        await editor.Instance.OnLengthAsync(1_000_000);
        editor.WaitForAssertion(() => Assert.Contains("1,000,000", editor.Find(".field__error").TextContent, StringComparison.Ordinal));
        Assert.True(Save(editor).HasAttribute("disabled"));

        Act(() => editor.Find("textarea").Input("short again"));

        Assert.Empty(editor.FindAll(".field__error"));
        Assert.False(Save(editor).HasAttribute("disabled"));
    }

    [Theory]
    [InlineData(1799, "")]
    [InlineData(1800, "200 characters left")]
    [InlineData(2000, "0 characters left")]
    public void The_counter_appears_near_the_limit(int length, string expected)
    {
        var editor = Editor();

        Act(() => editor.Find("textarea").Input(new string('x', length)));

        Assert.Equal(expected, string.Concat(editor.FindAll(".field__hint .numbers").Select(counter => counter.TextContent)));
    }

    [Fact]
    public async Task Saving_adds_the_statement_with_its_expiry()
    {
        var editor = Editor();
        Act(() => editor.Find("textarea").Input("  lighthouse films <b>now</b>  "));
        Act(() => editor.FindAll(".menu__item").Single(choice => choice.TextContent.Trim() == "For a week").Click());

        Act(() => editor.Find("form").Submit());

        editor.WaitForAssertion(() => Assert.Single(_saved));
        var statement = Assert.Single(await Statements.ListAsync(Me, CancellationToken.None));
        Assert.Equal(("lighthouse films <b>now</b>", Clock.GetUtcNow().UtcDateTime.AddDays(7)), (statement.Text, statement.ExpiresUtc));
    }

    [Fact]
    public async Task Changed_elsewhere_shows_both_versions_and_keeps_whichever_is_chosen()
    {
        var editor = await ConflictAsync();
        Assert.Equal(["theirs", "mine"], editor.FindAll(".conflict__text").Select(text => text.TextContent));
        Assert.Equal("mine", editor.Find("textarea").GetAttribute("value"));

        Press(editor, "Use mine instead");

        editor.WaitForAssertion(() => Assert.Single(_saved));
        Assert.Equal(["mine"], await TextsAsync());
    }

    [Fact]
    public async Task Changed_elsewhere_both_can_be_kept()
    {
        var editor = await ConflictAsync();

        Press(editor, "Keep both");

        editor.WaitForAssertion(() => Assert.Single(_saved));
        Assert.Equal(["mine", "theirs"], (await TextsAsync()).Order());
    }

    [Fact]
    public async Task Deleted_elsewhere_the_words_can_still_be_saved()
    {
        await SayAsync("before");
        var statement = Assert.Single(await Statements.ListAsync(Me, CancellationToken.None));
        var editor = Editor(statement);
        await Statements.DeleteAsync(Me, statement.Id, CancellationToken.None);
        Act(() => editor.Find("textarea").Input("mine"));
        Act(() => editor.Find("form").Submit());
        editor.WaitForAssertion(() => Assert.Contains("deleted meanwhile", editor.Find("[role=alert]").TextContent, StringComparison.Ordinal));

        Act(() => editor.Find("form").Submit());

        editor.WaitForAssertion(() => Assert.Single(_saved));
        Assert.Equal(["mine"], await TextsAsync());
    }

    private async Task<IRenderedComponent<StatementEditor>> ConflictAsync()
    {
        await SayAsync("before");
        var statement = Assert.Single(await Statements.ListAsync(Me, CancellationToken.None));
        var editor = Editor(statement);
        await Statements.EditAsync(Me, statement.Id, "theirs", statement.Revision, CancellationToken.None);
        Act(() => editor.Find("textarea").Input("mine"));
        Act(() => editor.Find("form").Submit());
        editor.WaitForElement(".conflict");
        return editor;
    }

    private async Task<IReadOnlyList<string>> TextsAsync() =>
        [.. (await Statements.ListAsync(Me, CancellationToken.None)).Select(statement => statement.Text)];

    private async Task<IRenderedComponent<StatementEditor>> EditorAsync()
    {
        var trial = await Services.GetRequiredService<ListTrials>().OpenAsync(Me, Surroundings.Unknown, CancellationToken.None);
        return Render<StatementEditor>(parameters => parameters.AddCascadingValue(new TrialState(trial, Failed: false)).Add(editor => editor.Zone, TimeZoneInfo.Utc));
    }

    private static string Words(AngleSharp.Dom.IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private IRenderedComponent<StatementEditor> Editor(StatementView? statement = null) => Render<StatementEditor>(parameters => parameters
        .Add(editor => editor.Statement, statement)
        .Add(editor => editor.OfferExamples, true)
        .Add(editor => editor.Zone, TimeZoneInfo.Utc)
        .Add(editor => editor.OnSaved, _saved.Add));

    private static AngleSharp.Dom.IElement Save(IRenderedComponent<StatementEditor> editor) => editor.Find("button[type=submit]");

    private void Press(IRenderedComponent<StatementEditor> editor, string label) =>
        Act(() => editor.FindAll("button").Single(button => button.TextContent.Trim() == label).Click());
}
