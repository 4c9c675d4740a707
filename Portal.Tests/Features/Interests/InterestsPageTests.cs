using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Profiles;
using Portal.Interests;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Interests;

public sealed class InterestsPageTests : InterestScene
{
    [Fact]
    public void Of_whom_nothing_is_known_the_page_says_what_comes_here()
    {
        var page = Render<InterestsPage>();

        page.WaitForAssertion(() => Assert.Equal("Nothing learned yet", page.Find(".empty__title").TextContent));
        Assert.Equal(["/", "/preferences"], page.FindAll(".empty__action a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task Each_interest_tells_its_share_its_source_and_its_items()
    {
        var page = await PageAsync();

        var card = page.Find(".interest");
        Assert.Contains("Learned from 5 actions, last on", card.TextContent, StringComparison.Ordinal);
        Assert.Contains("44% of taste", card.TextContent, StringComparison.Ordinal);
        Assert.Equal("width: 44.4%", card.QuerySelector(".interest__fill")!.GetAttribute("style"));
        Assert.Equal("Normal", Chosen(card));
        Assert.Equal(4, card.QuerySelectorAll(".interest__items article").Length);
        Assert.Equal("page", page.FindAll(".views__view")[0].GetAttribute("aria-current"));
    }

    [Fact]
    public async Task A_name_is_given_in_place_and_undone_by_the_message()
    {
        var page = await PageAsync();

        Press(page, "Rename");
        page.WaitForElement(".interest__naming input");
        Act(() => page.Find(".interest__naming input").Change("Thinking machines"));
        Act(() => page.Find(".interest__naming").Submit());

        page.WaitForAssertion(() => Assert.Equal("Thinking machines", page.Find(".interest__name").TextContent));
        Assert.Contains("Learned as “", page.Find(".interest__facts").TextContent, StringComparison.Ordinal);
        await UndoAsync(page, "Now called “Thinking machines”.");
        page.WaitForAssertion(() => Assert.Contains("obots", page.Find(".interest__name").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_weight_shows_what_comes_in_and_goes_out()
    {
        var page = await PageAsync();

        Act(() => page.FindAll(".interest")[0].QuerySelectorAll("input[type=radio]")[0].Change(true));

        page.WaitForAssertion(() => Assert.StartsWith("In the first 20 of your feed: ", page.Find(".effect__title").TextContent, StringComparison.Ordinal));
        Assert.NotEmpty(page.FindAll(".effect__side")[1].QuerySelectorAll("article"));
        page.WaitForAssertion(() => Assert.Contains("0% of taste", page.Find(".interest").TextContent, StringComparison.Ordinal));
        Assert.Equal("Off", Chosen(page.Find(".interest")));
        await UndoAsync(page, "counts: Off.");
        page.WaitForAssertion(() => Assert.Equal("Normal", Chosen(page.Find(".interest"))));
        Assert.Empty(page.FindAll(".effect"));
    }

    [Fact]
    public async Task Another_interest_is_merged_in_and_separated_again()
    {
        var page = await PageAsync();

        Press(page, "Merge…");
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".merge__choice").Count));
        Assert.True(page.Find(".modal .button--primary").HasAttribute("disabled"));
        Act(() => page.FindAll(".merge__choice input")[1].Change(true));
        page.WaitForAssertion(() => Assert.False(page.Find(".modal .button--primary").HasAttribute("disabled")));
        Act(() => page.Find(".modal .button--primary").Click());

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".interest").Count));
        Assert.Contains("Merged from 2", page.Find(".interest").TextContent, StringComparison.Ordinal);
        Press(page, "Separate again");
        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll(".interest").Count));
        await UndoAsync(page, "They are separate again.");
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".interest").Count));
    }

    [Fact]
    public async Task An_interest_that_is_not_to_be_used_goes_and_comes_back()
    {
        var page = await PageAsync();

        Press(page, "Don’t use it");

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".interest").Count));
        await UndoAsync(page, "5 actions left out of your taste.");
        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll(".interest").Count));
    }

    [Fact]
    public async Task What_was_said_against_it_is_told_and_its_weight_cannot_be_set()
    {
        await LikeThingsAsync();
        await SayAsync("no robots");
        var page = Render<InterestsPage>();
        await page.WaitForElementAsync(".interest");

        Assert.Contains("Overruled by never: robots", page.Find(".interest__overruled").TextContent, StringComparison.Ordinal);
        Assert.True(page.FindAll("fieldset.weight")[0].HasAttribute("disabled"));
        Assert.False(page.FindAll("fieldset.weight")[1].HasAttribute("disabled"));
        Assert.Contains("1 sentence of your own counts before this.", page.Find(".learned__said").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_vectors_the_map_says_so()
    {
        await LikeThingsAsync();
        Services.GetRequiredService<NavigationManager>().NavigateTo("/interests?view=map");

        var page = Render<InterestsPage>();

        page.WaitForAssertion(() => Assert.Equal("No map yet", page.Find(".empty__title").TextContent));
    }

    [Fact]
    public async Task The_timeline_has_bars_a_legend_and_a_table_that_say_the_same()
    {
        await LikeThingsAsync();
        Clock.Advance(TimeSpan.FromDays(15));
        await ActAsync("cook-05", InteractionKind.Like);
        Services.GetRequiredService<NavigationManager>().NavigateTo("/interests?view=time");

        var page = Render<InterestsPage>();

        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll(".timeline__entry").Count));
        Assert.Equal(4, page.FindAll(".timeline__table tbody tr").Count); // Three weeks and this visit.
        Assert.Equal("This visit", page.FindAll(".timeline__table tbody th")[^1].TextContent);
        Assert.Contains("100%", page.FindAll(".timeline__table tbody tr")[^1].TextContent, StringComparison.Ordinal);
        Assert.Equal((3 * 3) + 1, page.FindAll(".timeline__part").Count);
        Assert.Contains("What you took to in this visit counts like the rest of your taste.", page.Find(".timeline__lead").TextContent, StringComparison.Ordinal);
    }

    private static string Chosen(AngleSharp.Dom.IElement card) => card.QuerySelectorAll(".weight__step").Single(step => step.QuerySelector("input")!.HasAttribute("checked")).TextContent.Trim();

    private void Press(IRenderedComponent<InterestsPage> page, string label) =>
        Act(() => page.Find(".interest").QuerySelectorAll("button").Single(button => button.TextContent.Trim() == label).Click());

    private async Task UndoAsync(IRenderedComponent<InterestsPage> page, string words)
    {
        page.WaitForAssertion(() => Assert.Contains(words, Toasts.Visible[^1].Message, StringComparison.Ordinal));
        await page.InvokeAsync(() => Toasts.UndoAsync(Toasts.Visible[^1]));
    }

    private async Task<IRenderedComponent<InterestsPage>> PageAsync()
    {
        await LikeThingsAsync();
        var page = Render<InterestsPage>();
        await page.WaitForElementAsync(".interest");
        return page;
    }
}
