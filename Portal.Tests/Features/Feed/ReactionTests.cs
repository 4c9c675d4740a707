using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Entities;
using Portal.Domain.Profiles;
using Portal.Feed;
using Portal.Shared;
using Portal.People;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Feed;

/// <summary>What is said of a card in place, with the reason: kept as the person's own words, felt at once, taken back by one press.</summary>
public sealed class ReactionTests : FeedScene
{
    private ToastService Toasts => Services.GetRequiredService<ToastService>();

    private ReactionService Reactions => Services.GetRequiredService<ReactionService>();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await AddItemsAsync(
            Film("arrival", 2016, ["science fiction"], ["slow-burn", "first contact", "melancholy", "body horror"]),
            Film("heat", 1995, ["crime"], ["violence", "heist"]),
            Film("dune", 1965, ["science fiction"], ["epic", "desert"], kind: "book"),
            Film("paddington", 2014, ["comedy"], ["warm", "bears"]),
            Film("chess", 1475, ["strategy"], ["two-player"], kind: "game"));
        await BeenHereAsync();
    }

    [Fact]
    public async Task What_can_be_asked_for_is_what_tells_most_of_the_item()
    {
        var traits = (await EntryAsync("arrival")).Traits;

        Assert.Equal(
            [(TraitKind.Topic, "science fiction"), (TraitKind.Topic, "first contact"), (TraitKind.Tone, "melancholy"), (TraitKind.Creator, "Maker of arrival"), (TraitKind.Warning, "body horror")],
            traits.Select(trait => (trait.Kind, trait.Name)));
        Assert.Equal(("more by Maker of arrival", "less body horror"), (traits[3].More, traits[4].Less));
    }

    [Theory]
    [InlineData("Less of body horror", "less body horror")]
    [InlineData("More of melancholy", "more melancholy")]
    [InlineData("Less of Maker of arrival", "less by Maker of arrival")]
    public async Task A_reason_becomes_a_sentence_of_theirs_and_undo_takes_it_back(string button, string sentence)
    {
        List<ReactionChange> changes = [];
        var menu = await MenuAsync("arrival", changes);

        Act(() => menu.Find($"button[aria-label='{button}']").Click());

        menu.WaitForAssertion(() => Assert.Equal("true", menu.Find($"button[aria-label='{button}']").GetAttribute("aria-pressed")));
        Assert.Equal([(sentence, StatementSource.Reaction)], await SaidAsync());
        Assert.Equal([new ReactionChange("arrival", PutsAway: false, Added: true)], changes);

        await menu.InvokeAsync(() => Toasts.UndoAsync(Toasts.Visible[^1]));
        Assert.Empty(await SaidAsync());
        Assert.False(changes[^1].Added);
    }

    [Fact]
    public async Task The_latest_decision_counts_and_a_second_press_forgets()
    {
        var menu = await MenuAsync("arrival", []);
        Press(menu, "More of melancholy");
        Assert.Equal(["more melancholy"], (await SaidAsync()).Select(said => said.Text));

        Press(menu, "Less of melancholy");
        Assert.Equal(["less melancholy"], (await SaidAsync()).Select(said => said.Text));
        await menu.InvokeAsync(() => Toasts.UndoAsync(Toasts.Visible[^1]));
        Assert.Equal(["more melancholy"], (await SaidAsync()).Select(said => said.Text));

        menu = await MenuAsync("arrival", []);
        Assert.Equal("true", menu.Find("button[aria-label='More of melancholy']").GetAttribute("aria-pressed"));
        Press(menu, "More of melancholy");
        Assert.Empty(await SaidAsync());
    }

    [Theory]
    [InlineData("Seen it", "seen", "“The arrival” is put away: you know it.")]
    [InlineData("Not now", "not-now", "“The arrival” is put away for a week.")]
    public async Task Seen_and_not_now_put_the_card_away_and_undo_brings_it_back_to_its_place(string button, string reason, string told)
    {
        var page = Page();
        var before = Shown(page);
        Act(() => page.Find("[data-card=arrival] .entry__react").Click());
        page.WaitForAssertion(() => Assert.All(page.FindAll(".react__deeds button"), each => Assert.False(each.HasAttribute("disabled"))));
        page.WaitForElement(".react__deeds");

        Act(() => page.FindAll(".react__deeds button").First(each => each.TextContent.Trim() == button).Click());

        page.WaitForAssertion(() => Assert.Contains("entry--leaving", page.Find("[data-card=arrival]").ClassName, StringComparison.Ordinal));
        Clock.Advance(FeedGrid.Fade);
        page.WaitForAssertion(() => Assert.Equal(before.Where(id => id != "arrival"), Shown(page)));
        Assert.Equal(told, Toasts.Visible[^1].Message);
        await using (var db = Database.CreateDbContext())
        {
            var row = await db.Interactions.SingleAsync();
            Assert.Equal((InteractionKind.Dismiss, reason), (row.Kind, row.Reason));
        }

        Assert.DoesNotContain("arrival", await FeedIdsAsync());

        await page.InvokeAsync(() => Toasts.UndoAsync(Toasts.Visible[^1]));
        page.WaitForAssertion(() => Assert.Equal(before, Shown(page)));
        Assert.Empty(await ActionsAsync());
    }

    [Fact]
    public async Task What_is_said_of_a_card_is_followed_below_it_at_once()
    {
        await SayAsync("science fiction about first contact");
        var page = Page();
        var before = Shown(page);
        Assert.True(before.ToList().IndexOf("chess") > 1, string.Join(' ', before));
        await Reactions.SayAsync(Me, "more strategy", "less strategy", default);

        var grid = page.FindComponent<FeedGrid>();
        await page.InvokeAsync(() => grid.Instance.OnRerank.InvokeAsync(1));

        page.WaitForAssertion(() => Assert.Equal([before[0], "chess"], Shown(page).Take(2)));
        Assert.Equal(before.Order(StringComparer.Ordinal), Shown(page).Order(StringComparer.Ordinal));
        Assert.EndsWith("cards below have changed.", page.FindAll("[role=status]")[^1].TextContent, StringComparison.Ordinal);

        // And the list is kept as it is now, for somebody who comes back to it.
        var now = Shown(page);
        await DisposeComponentsAsync();
        Assert.Equal(now, Shown(Page()));
    }

    [Fact]
    public async Task What_no_longer_inspires_is_out_of_the_reasons_and_stays_in_the_history()
    {
        await AddItemsAsync(Film("contact", 1997, ["science fiction"], ["first contact", "melancholy"]));
        await ActAsync("contact", InteractionKind.Like);
        List<ReactionChange> changes = [];
        var menu = await MenuAsync("arrival", changes);

        Press(menu, "Stop using The contact as inspiration");

        Assert.DoesNotContain(Inspiration.Of(await EntryAsync("arrival")), item => item.ItemId == "contact");
        Assert.DoesNotContain("contact", await FeedIdsAsync());
        Assert.Contains((await Library.HistoryAsync(Me, null, null, default)).Entries, entry => entry.Item.Id == "contact");
        Assert.False(Assert.Single(changes).PutsAway);

        await menu.InvokeAsync(() => Toasts.UndoAsync(Toasts.Visible[^1]));
        Assert.Contains(Inspiration.Of(await EntryAsync("arrival")), item => item.ItemId == "contact");
    }

    [Fact]
    public async Task A_list_that_is_kept_is_made_anew_after_what_would_make_it_wrong()
    {
        await ActAsync("heat", InteractionKind.Like);
        HashSet<string> stamps = [await StampAsync()];
        async Task ChangedByAsync(Func<Task> change)
        {
            await change();
            Assert.True(stamps.Add(await StampAsync()));
        }

        var exemptions = Services.GetRequiredService<Portal.People.RuleExemptionService>();
        IReadOnlyList<long> added = [];
        await ChangedByAsync(() => SayAsync("no horror"));
        await ChangedByAsync(async () => added = await exemptions.AddAsync(Me, "heat", ["label:horror"], default));
        await ChangedByAsync(() => exemptions.AddAsync(Me, "dune", ["label:horror"], default));
        await ChangedByAsync(() => exemptions.RemoveAsync(Me, added, default));
        await ChangedByAsync(() => Services.GetRequiredService<LeftOutService>().SetItemAsync(Me, "heat", true, default));
        await ChangedByAsync(async () =>
        {
            await using var db = Database.CreateDbContext();
            db.PersonSettings.Add(new PersonSettingsEntity { UserId = Me, Adventure = 0.3 });
            await db.SaveChangesAsync();
        });
        await ActAsync("chess", InteractionKind.Click);
        Assert.Contains(await StampAsync(), stamps);
    }

    private Task<string> StampAsync() => Feed.StampAsync(Me, new FeedRequest(), default);

    private async Task<FeedEntry> EntryAsync(string item) => (await Feed.GetPageAsync(Me, new FeedRequest(), default)).Entries.Single(entry => entry.Item.Id == item);

    private async Task<IRenderedComponent<ReactionMenu>> MenuAsync(string item, List<ReactionChange> changes)
    {
        var entry = await EntryAsync(item);
        var menu = Render<ReactionMenu>(parameters => parameters.Add(p => p.Entry, entry).Add(p => p.OnReacted, changes.Add));
        menu.WaitForAssertion(() => Assert.Empty(menu.FindAll("button[disabled]")));
        return menu;
    }

    private void Press(IRenderedComponent<ReactionMenu> menu, string button)
    {
        var told = LastToast();
        Act(() => menu.Find($"button[aria-label='{button}']").Click());
        menu.WaitForAssertion(() => Assert.NotEqual(told, LastToast()));
        menu.WaitForAssertion(() => Assert.Empty(menu.FindAll("button[disabled]")));
    }

    private int LastToast() => Toasts.Visible is [.., var last] ? last.Id : 0;

    private async Task<IReadOnlyList<(string Text, StatementSource Source)>> SaidAsync()
    {
        await using var db = Database.CreateDbContext();
        var rows = await db.Statements.Where(row => row.UserId == Me && row.State == StatementState.Active).Select(row => new { row.Text, row.Source }).ToListAsync();
        return [.. rows.Select(row => (row.Text, row.Source))];
    }

    private static IReadOnlyList<string> Shown(IRenderedComponent<FeedPage> page) => [.. page.FindAll("[data-card]").Select(card => card.GetAttribute("data-card")!)];

    private IRenderedComponent<FeedPage> Page()
    {
        var page = Render<FeedPage>();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-testid=loading]")), TimeSpan.FromSeconds(10));
        return page;
    }
}
