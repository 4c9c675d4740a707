using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Profiles;
using Portal.Library;
using Portal.Shared;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Library;

public sealed class HistoryPageTests : PageScene
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await AddItemsAsync(Film("sea", title: "Lighthouse"), Film("bread", title: "Bakery"));
    }

    [Fact]
    public async Task Entries_stand_under_their_days()
    {
        await ActAsync("sea", InteractionKind.Like, "simulation");
        Clock.Advance(TimeSpan.FromDays(1));
        await ActAsync("bread", InteractionKind.Save, "feed");
        Clock.Advance(TimeSpan.FromDays(1));
        await ActAsync("sea", InteractionKind.Hide, "search");

        var page = await PageAsync();

        Assert.Equal(["Today", "Yesterday", "Saturday, March 14, 2026"], page.FindAll(".history__date").Select(day => day.TextContent));
        Assert.Equal(["You hid it", "You saved it", "You liked it"], page.FindAll(".entry__what > span:first-child").Select(deed => deed.TextContent));
        Assert.Contains("on the feed", page.FindAll(".entry")[1].TextContent, StringComparison.Ordinal);
        Assert.Equal([false, false, true], page.FindAll(".entry").Select(entry => entry.TextContent.Contains("simulated", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Undo_takes_an_entry_back_and_redo_puts_it_back()
    {
        await ActAsync("sea", InteractionKind.Like);
        await ActAsync("bread", InteractionKind.Save);
        var page = await PageAsync();

        Act(() => page.Find("button[aria-label='Undo: You liked it (Lighthouse)']").Click());
        page.WaitForElement("button[aria-label='Redo: You liked it (Lighthouse)']");
        Assert.Equal([InteractionKind.Save], (await ActionsAsync()).Select(action => action.Kind));

        Act(() => page.Find("button[aria-label='Redo: You liked it (Lighthouse)']").Click());
        page.WaitForElement("button[aria-label='Undo: You liked it (Lighthouse)']");
        Assert.Equal([InteractionKind.Like, InteractionKind.Save], (await ActionsAsync()).Select(action => action.Kind));
    }

    [Fact]
    public async Task What_is_left_out_of_the_taste_is_marked_and_counts_again_on_demand()
    {
        await ActAsync("sea", InteractionKind.Like);
        var page = await PageAsync();

        Act(() => page.Find("button[aria-label='Leave out of my taste: You liked it (Lighthouse)']").Click());
        page.WaitForAssertion(() => Assert.Contains("not in your taste", page.Find(".entry").TextContent, StringComparison.Ordinal));
        await using (var db = Database.CreateDbContext())
        {
            Assert.NotNull((await db.Interactions.SingleAsync()).LeftOutUtc);
        }

        Act(() => page.Find("button[aria-label='Count it again: You liked it (Lighthouse)']").Click());
        page.WaitForElement("button[aria-label='Leave out of my taste: You liked it (Lighthouse)']");
        Assert.DoesNotContain("not in your taste", page.Find(".entry").TextContent, StringComparison.Ordinal);
        Assert.Equal(["Left out of your taste. It stays in your history.", "It counts for your taste again."], Services.GetRequiredService<ToastService>().Visible.Select(toast => toast.Message));
    }

    [Fact]
    public async Task A_hidden_item_says_nothing_about_taste_and_what_was_taken_back_neither()
    {
        await ActAsync("sea", InteractionKind.Hide);
        await Feedback.RetractAsync(Me, await ActAsync("bread", InteractionKind.Like), CancellationToken.None);

        Assert.DoesNotContain((await PageAsync()).FindAll(".entry button"), button => button.TextContent.Contains("taste", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_period_is_counted_before_it_is_left_out_and_can_be_undone()
    {
        await ActAsync("sea", InteractionKind.Like);
        await ActAsync("sea", InteractionKind.Hide);
        Clock.Advance(TimeSpan.FromDays(3));
        await ActAsync("bread", InteractionKind.Save);
        var page = await PageAsync();

        Act(() => page.FindAll("button").Single(button => button.TextContent.Contains("Leave out a period", StringComparison.Ordinal)).Click());
        page.WaitForAssertion(() => Assert.Equal("Choose a day, and see how much that is.", page.Find(".period__count").TextContent));
        Act(() => page.Find("#period-to").Change(Clock.GetUtcNow().UtcDateTime.AddDays(-2).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        page.WaitForAssertion(() => Assert.Equal("In that time: 1 actions that count, 0 left out.", page.Find(".period__count").TextContent));
        Act(() => page.Find(".period .button--primary").Click());

        page.WaitForAssertion(() => Assert.Equal([false, false, true], page.FindAll(".entry").Select(entry => entry.TextContent.Contains("not in your taste", StringComparison.Ordinal))));
        page.WaitForAssertion(() => Assert.Equal("In that time: 0 actions that count, 1 left out.", page.Find(".period__count").TextContent));
        var toasts = Services.GetRequiredService<ToastService>();
        await page.InvokeAsync(() => toasts.UndoAsync(toasts.Visible[^1]));
        page.WaitForAssertion(() => Assert.DoesNotContain("not in your taste", page.Markup, StringComparison.Ordinal));

        Act(() => page.Find("#period-from").Change("2099-01-01"));
        page.WaitForAssertion(() => Assert.Equal("The first day is after the last.", page.Find(".period__count").TextContent));
        Assert.True(page.Find(".period .button--primary").HasAttribute("disabled"));
    }

    [Fact]
    public async Task A_chip_narrows_to_one_action_and_the_address_says_so()
    {
        await ActAsync("sea", InteractionKind.Like);
        await ActAsync("bread", InteractionKind.Save);
        var page = await PageAsync();

        Act(() => page.FindAll(".chip button").Single(chip => chip.TextContent.Trim() == "Saved").Click());

        page.WaitForAssertion(() => Assert.Equal(["Bakery"], page.FindAll(".entry__title").Select(title => title.TextContent)));
        Assert.EndsWith("/history?kind=save", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_is_loaded_on_demand()
    {
        for (var i = 0; i < 43; i++)
        {
            await ActAsync("sea", InteractionKind.Click);
        }

        var page = await PageAsync();
        Assert.Equal(40, page.FindAll(".entry").Count);

        Act(() => page.Find(".history__more button").Click());

        page.WaitForAssertion(() => Assert.Equal(43, page.FindAll(".entry").Count));
        Assert.Empty(page.FindAll(".history__more"));
    }

    [Fact]
    public void Without_entries_the_page_says_what_comes_here()
    {
        var page = Render<HistoryPage>();

        page.WaitForAssertion(() => Assert.Equal("Nothing here yet", page.Find(".empty__title").TextContent));
    }

    private async Task<IRenderedComponent<HistoryPage>> PageAsync()
    {
        var page = Render<HistoryPage>();
        await page.WaitForElementAsync(".entry");
        return page;
    }
}
