using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Profiles;
using Portal.Feed;
using Portal.Shared;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Feed;

public sealed class FeedPageTests : FeedScene
{
    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    private ToastService Toasts => Services.GetRequiredService<ToastService>();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await AddItemsAsync(
            Film("arrival", 2016, ["science fiction"], ["slow-burn", "first contact"]),
            Film("heat", 1995, ["crime"], ["violence"]),
            Film("dune", 1965, ["science fiction"], ["epic"], kind: "book"),
            Film("paddington", 2014, ["comedy"], ["light", "family"]),
            Film("chess", 1475, ["strategy"], ["two-player"], kind: "game"));
        await BeenHereAsync();
    }

    [Fact]
    public async Task Cards_say_what_an_item_is_and_why_it_is_there()
    {
        await SayAsync("slow-burn science fiction");

        var page = Page();

        var card = page.Find("[data-card=arrival]");
        Assert.Equal("arrival", page.FindAll("[data-card]")[0].GetAttribute("data-card"));
        Assert.Equal("Film · 2016", card.QuerySelector(".tile__facts")!.TextContent);
        Assert.Equal(["slow-burn", "science fiction"], card.QuerySelectorAll(".entry__tag").Select(tag => tag.TextContent).Take(2).Order(StringComparer.Ordinal).Reverse());
        Assert.Equal("“slow-burn”, you said — science fiction", card.QuerySelector(".entry__reason")!.TextContent);
        Assert.Equal("Hello, Ann Lee", page.Find("h1").TextContent.Trim());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_card_that_is_there_to_find_out_is_marked(bool exploring)
    {
        var entry = (await Feed.GetPageAsync(Me, new FeedRequest(), CancellationToken.None)).Entries[0] with { IsExploration = exploring };

        var card = Render<FeedCard>(parameters => parameters.Add(p => p.Entry, entry));

        Assert.Equal(exploring ? "To find out" : null, card.FindAll(".entry__mark").SingleOrDefault()?.TextContent);
    }

    [Theory]
    [InlineData("Dislike", InteractionKind.Dislike)]
    [InlineData("Hide", InteractionKind.Hide)]
    public async Task A_card_put_away_goes_and_undo_brings_it_back_to_its_place(string deed, InteractionKind kind)
    {
        var page = Page();
        var before = Shown(page);
        var second = before[1];

        Act(() => page.Find($"[data-card={second}] button[aria-label^='{deed}']").Click());
        page.WaitForAssertion(() => Assert.Contains("entry--leaving", page.Find($"[data-card={second}]").ClassName, StringComparison.Ordinal));
        Clock.Advance(FeedGrid.Fade);
        page.WaitForAssertion(() => Assert.Equal(before.Where(id => id != second), Shown(page)));
        Assert.Contains((second, kind, 1), await ActionsAsync());
        Assert.DoesNotContain(second, await FeedIdsAsync());

        await page.InvokeAsync(() => Toasts.UndoAsync(Toasts.Visible[^1]));

        page.WaitForAssertion(() => Assert.Equal(before, Shown(page)));
        Assert.Empty(await ActionsAsync());
    }

    [Fact]
    public async Task A_liked_card_stays_pressed_and_the_next_list_goes_on_without_it()
    {
        var page = Page();
        var first = Shown(page)[0];

        Act(() => page.Find($"[data-card={first}] button[aria-label^='Like']").Click());

        page.WaitForAssertion(() => Assert.Equal("true", page.Find($"[data-card={first}] button[aria-label^='Like']").GetAttribute("aria-pressed")));
        page.WaitForAssertion(() => Assert.Single(Toasts.Visible));
        Clock.Advance(FeedGrid.Fade);
        Assert.Contains(first, Shown(page));
        Assert.DoesNotContain(first, await FeedIdsAsync());
    }

    [Fact]
    public void The_chips_are_the_catalogues_kinds_and_the_address_holds_the_choice()
    {
        var page = Page();
        Assert.Equal(["All", "Films", "Books", "Games"], page.FindAll(".feed-kinds button").Select(button => button.TextContent.Trim()));

        Act(() => page.FindAll(".feed-kinds button")[2].Click());

        Assert.EndsWith("/?kind=book", Navigation.Uri, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Equal(["dune"], Shown(page)));
    }

    [Fact]
    public void Dropping_a_filter_brings_the_list_back_as_it_was_left()
    {
        var page = Page();
        var before = Shown(page);

        // A new list would go on without it.
        Act(() => page.Find($"[data-card={before.First(id => id != "dune")}] button[aria-label^='Like']").Click());
        page.WaitForAssertion(() => Assert.Single(Toasts.Visible));

        Act(() => page.FindAll(".feed-kinds button")[2].Click());
        page.WaitForAssertion(() => Assert.Equal(["dune"], Shown(page)));
        Act(() => page.FindAll(".feed-kinds button")[0].Click());

        page.WaitForAssertion(() => Assert.Equal(before, Shown(page)));
    }

    [Fact]
    public void A_mood_shows_what_was_understood_and_rules_out_what_it_forbids()
    {
        Navigation.NavigateTo("/?mood=" + Uri.EscapeDataString("something light, no violence"));

        var page = Page();

        Assert.Equal("paddington", Shown(page)[0]);
        Assert.DoesNotContain("heat", Shown(page));
        var now = page.Find(".mood__now").TextContent;
        Assert.Contains("light", now, StringComparison.Ordinal);
        Assert.Contains("never: violence", now, StringComparison.Ordinal);

        Act(() => page.Find(".mood__now button[aria-label^=Remove]").Click());

        page.WaitForAssertion(() => Assert.Contains("heat", Shown(page)));
        Assert.DoesNotContain("mood", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_own_rules_leave_nothing_the_page_names_them()
    {
        await SayAsync("no science fiction");
        await SayAsync("no crime");
        await SayAsync("no comedy");
        await SayAsync("no strategy");

        var page = Page();

        Assert.Equal("Your rules leave nothing over", page.Find("h2").TextContent);
        Assert.Equal(
            ["never: comedy", "never: crime", "never: science fiction", "never: strategy"],
            page.FindAll(".empty-rules .badge").Select(badge => badge.TextContent.Trim()).Order(StringComparer.Ordinal));
        Assert.Equal("/preferences", page.Find(".empty a").GetAttribute("href"));
    }

    [Fact]
    public async Task A_rule_that_a_later_sentence_lifts_is_not_named_among_those_in_force()
    {
        await SayAsync("no science fiction, no crime");
        await SayAsync("science fiction after all");

        var (_, basis) = await Feed.InForceAsync(Me, new FeedRequest(), CancellationToken.None);

        Assert.Equal(["crime"], basis.Rules.SelectMany(clause => clause.Labels()));
        var shown = await FeedIdsAsync();
        Assert.Contains("arrival", shown);
        Assert.DoesNotContain("heat", shown);
    }

    [Fact]
    public async Task Coming_back_finds_the_list_as_it_was_left_until_a_sentence_changes_it()
    {
        var page = Page();
        var before = Shown(page);
        await ActAsync(before[2], InteractionKind.Hide);
        await ActAsync(before[0], InteractionKind.Save);
        await DisposeComponentsAsync();

        var again = Page();

        Assert.Equal(before.Where(id => id != before[2]), Shown(again));
        Assert.Equal("true", again.Find($"[data-card={before[0]}] button[aria-label^='Save']").GetAttribute("aria-pressed"));

        await DisposeComponentsAsync();
        await SayAsync("strategy for two players");
        Assert.Equal("chess", Shown(Page())[0]);
    }

    [Fact]
    public async Task Cards_seen_and_opened_are_recorded_with_the_list_they_were_on()
    {
        var page = Page();
        var grid = page.FindComponent<FeedGrid>();
        var first = page.FindAll("[data-card]")[0];
        FeedGrid.SeenPlace seen = new(Guid.Parse(first.GetAttribute("data-request")!), 0);

        await page.InvokeAsync(() => grid.Instance.OnSeenAsync([seen, seen]));
        await page.InvokeAsync(() => grid.Instance.OnSeenAsync([seen, seen with { Position = 99 }]));
        await page.InvokeAsync(() => page.Find(".tile__link").ClickAsync(new()));

        var id = first.GetAttribute("data-card")!;
        Assert.Equal([(id, InteractionKind.Impression, 0), (id, InteractionKind.Click, 0)], await ActionsAsync());
    }

    [Fact]
    public async Task An_error_offers_another_try()
    {
        await using (var db = Database.CreateDbContext())
        {
            await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(db.Database, "ALTER TABLE FeedRequests RENAME TO Away");
        }

        var page = Page();
        Assert.Equal("Your feed could not be put together", page.Find("[role=alert] h2").TextContent);

        await using (var db = Database.CreateDbContext())
        {
            await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(db.Database, "ALTER TABLE Away RENAME TO FeedRequests");
        }

        Act(() => page.Find("[role=alert] button").Click());

        page.WaitForAssertion(() => Assert.Equal(5, Shown(page).Count));
    }

    [Fact]
    public void Before_the_circuit_stands_nothing_is_loaded()
    {
        Renderer.SetRendererInfo(new RendererInfo("Static", isInteractive: false));

        var page = Render<FeedPage>();

        Assert.NotNull(page.Find("[data-testid=loading]"));
        Assert.Empty(page.FindAll("[data-card]"));
    }

    private static IReadOnlyList<string> Shown(IRenderedComponent<FeedPage> page) => [.. page.FindAll("[data-card]").Select(card => card.GetAttribute("data-card")!)];

    private IRenderedComponent<FeedPage> Page()
    {
        var page = Render<FeedPage>();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-testid=loading]")), TimeSpan.FromSeconds(10));
        return page;
    }
}
