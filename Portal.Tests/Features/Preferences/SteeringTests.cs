using System.Net;
using System.Text.Json;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Entities;
using Portal.Domain.Profiles;
using Portal.People;
using Portal.Preferences;
using Portal.Shared;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Preferences;

public sealed class SteeringTests : PageScene
{
    private PersonSettingsService Kept => Services.GetRequiredService<PersonSettingsService>();

    private ToastService Toasts => Services.GetRequiredService<ToastService>();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await AddItemsAsync([
            .. Enumerable.Range(0, 24).Select(i => Film($"drama{i}", 1990 + i)),
            .. Enumerable.Range(0, 3).Select(i => Film($"tense{i}", 1950 + i, genres: ["mystery", "thriller"], tags: ["tense"])),
        ]);
    }

    [Fact]
    public async Task The_slider_tries_out_before_it_is_kept()
    {
        var page = await PageAsync();

        Act(() => page.Find("#adventure").Input("0.5"));
        Assert.Equal("Rather adventurous: more variety, fewer safe choices.", page.Find("#adventure").GetAttribute("aria-valuetext"));
        await PassTimeAsync(SteeringPanel.Rest, () => Assert.Contains("top 20", page.Find(".steering .effects__title").TextContent, StringComparison.Ordinal));
        Assert.Equal(PersonSettings.Default, await Kept.GetAsync(Me, CancellationToken.None));
        Press(page, "Keep it there");

        page.WaitForAssertion(() => Assert.Equal(0.5, Kept.GetAsync(Me, CancellationToken.None).GetAwaiter().GetResult().Adventure));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".steering .effects")));
        await page.InvokeAsync(() => Toasts.UndoAsync(Toasts.Visible[^1]));
        page.WaitForAssertion(() => Assert.Equal("0", page.Find("#adventure").GetAttribute("value")));
    }

    [Fact]
    public async Task The_switch_makes_the_feed_one_for_nobody_and_back()
    {
        var page = await PageAsync();

        Act(() => page.Find("input[role=switch]").Change(true));

        page.WaitForAssertion(() => Assert.True(page.Find("#adventure").HasAttribute("disabled")));
        Assert.True((await Kept.GetAsync(Me, CancellationToken.None)).Unpersonalised);
        Assert.Contains("Your rules still hold", Toasts.Visible[^1].Message, StringComparison.Ordinal);
        await page.InvokeAsync(() => Toasts.UndoAsync(Toasts.Visible[^1]));
        page.WaitForAssertion(() => Assert.False(page.Find("#adventure").HasAttribute("disabled")));
    }

    [Fact]
    public async Task A_preset_shows_what_it_would_bring_in_and_is_taken_back_as_a_whole()
    {
        var page = await PageAsync();
        page.WaitForAssertion(() => Assert.NotEmpty(Preset(page, "On the edge of the seat").QuerySelectorAll("img")));
        Assert.All(Preset(page, "On the edge of the seat").QuerySelectorAll("img"), cover => Assert.StartsWith("The tense", cover.GetAttribute("alt"), StringComparison.Ordinal));

        Act(() => Preset(page, "On the edge of the seat").QuerySelector("button")!.Click());

        page.WaitForAssertion(() => Assert.Contains("In use", Preset(page, "On the edge of the seat").TextContent, StringComparison.Ordinal));
        Assert.Equal(StatementSource.Preset, Assert.Single(await Statements.ListAsync(Me, CancellationToken.None)).Source);
        await page.InvokeAsync(() => Toasts.UndoAsync(Toasts.Visible[^1]));
        page.WaitForAssertion(() => Assert.DoesNotContain("In use", Preset(page, "On the edge of the seat").TextContent, StringComparison.Ordinal));
        Assert.Empty(await Statements.ListAsync(Me, CancellationToken.None));
    }

    [Fact]
    public async Task The_preset_that_surprises_moves_the_slider()
    {
        var page = await PageAsync();

        Act(() => Preset(page, "Surprise me").QuerySelector("button")!.Click());

        page.WaitForAssertion(() => Assert.Equal("1", page.Find("#adventure").GetAttribute("value")));
        Assert.Empty(await Statements.ListAsync(Me, CancellationToken.None));
    }

    [Fact]
    public async Task Every_preset_says_something_the_parser_understands()
    {
        foreach (var preset in Portal.Preferences.Preset.All.Where(preset => preset.Statement is not null))
        {
            var draft = await Statements.ReadAsync(preset.Statement!, null, null, TimeZoneInfo.Utc, CancellationToken.None);
            Assert.True(draft.Parsed.Clauses.Count > 0 || draft.Parsed.Wanted.Length > 0, preset.Key);
            Assert.Empty(draft.Parsed.Questions);
        }
    }

    [Fact]
    public async Task An_edit_of_the_summary_shows_the_difference_before_it_is_applied()
    {
        await SayAsync("no drama, under two hours");
        var page = await PageAsync();
        page.WaitForAssertion(() => Assert.Equal("Never drama. At most 120 minutes.", page.Find(".summary__text").TextContent));

        Press(page, "Edit the summary");
        page.WaitForElement("#summary-box");
        Act(() => page.Find("#summary-box").Input("Never mystery. At most 120 minutes."));
        await PassTimeAsync(DraftPanel.Debounce, () => Assert.Equal(
            ["New:never: mystery", "Gone:never: drama"], page.FindAll(".diff__entry").Select(entry => entry.TextContent.Trim())));
        Assert.Equal(["no drama, under two hours"], page.FindAll(".statement__text").Select(text => text.TextContent));
        Press(page, "Apply the changes");

        page.WaitForAssertion(() => Assert.Equal("Never mystery. At most 120 minutes.", page.Find(".summary__text").TextContent));
        await page.InvokeAsync(() => Toasts.UndoAsync(Toasts.Visible[^1]));
        page.WaitForAssertion(() => Assert.Equal("Never drama. At most 120 minutes.", page.Find(".summary__text").TextContent));
    }

    private async Task<IRenderedComponent<PreferencesPage>> PageAsync()
    {
        var page = Render<PreferencesPage>();
        await page.WaitForElementAsync("#adventure");
        return page;
    }

    private static AngleSharp.Dom.IElement Preset(IRenderedComponent<PreferencesPage> page, string name) =>
        page.FindAll(".preset").Single(preset => preset.QuerySelector("h3")!.TextContent == name);

    private void Press(IRenderedComponent<PreferencesPage> page, string label) =>
        Act(() => page.FindAll("button").First(button => button.TextContent.Trim() == label).Click());
}

public sealed class PreferenceExportTests
{
    [Fact]
    public async Task A_person_takes_their_own_preferences_along_and_nobody_else_does()
    {
        await using PortalServer server = new() { WithDemoData = true };
        using var stranger = server.Browser();
        using (var refused = await stranger.GetAsync("/preferences/export"))
        {
            Assert.NotEqual(HttpStatusCode.OK, refused.StatusCode);
        }

        using var browser = server.Browser();
        using (await browser.SubmitAsync("/account/login", ".persona form"))
        {
        }

        using var response = await browser.GetAsync("/preferences/export");
        using var export = JsonDocument.Parse(await response.Content.ReadAsStringAsync());

        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("preferences.json", response.Content.Headers.ContentDisposition!.FileName);
        Assert.NotEqual(0, export.RootElement.GetProperty("statements").GetArrayLength());
        Assert.Equal(0, export.RootElement.GetProperty("settings").GetProperty("adventure").GetDouble());
    }
}
