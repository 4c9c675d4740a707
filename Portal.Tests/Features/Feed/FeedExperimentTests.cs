using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Portal.Data.Entities;
using Portal.Domain.Profiles;
using Portal.Engine.Experiments;
using Portal.Feed;
using Portal.People;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Feed;

public sealed class FeedExperimentTests : ExperimentScene
{
    private const string Fresh = "weights/signals.freshness";

    private static readonly FeedRequest Here = new() { Surroundings = new Surroundings(null, null) { Visitor = Visitor, Session = "7c9e6679-7425-40de-944b-e07fc1f90ae7" } };

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await AddItemsAsync([.. Enumerable.Range(0, 9).Select(i => Film($"f{i}", 1950 + (9 * i), [i % 2 == 0 ? "drama" : "crime"], [$"tag{i % 3}"]))]);
        await ActAsync("f0", InteractionKind.Like);
        await ActAsync("f3", InteractionKind.Save);
        await BeenHereAsync();
    }

    [Fact]
    public async Task A_list_is_stored_with_what_it_was_served_under_and_what_it_looks_like()
    {
        var first = await RunAsync("fresh", Plan((Fresh, "3")));
        var second = await RunAsync("page", Plan(("feed.cards", "6"), ("feed.reasons", "false")));

        var page = await Feed.GetPageAsync(Me, Here, default);
        await Feed.GetPageAsync(Me, Here, default);

        Assert.Equal(6, page.Entries.Count);
        Assert.All(page.Entries, entry => Assert.Null(entry.Reason));
        await using var db = Database.CreateDbContext();
        var rows = await db.FeedRequests.OrderBy(row => row.AtUtc).ThenBy(row => row.RepeatShare).ToListAsync();
        Assert.All(rows, row => Assert.Equal(($"{first}:1 {second}:1", Visitor, Here.Surroundings.Session, 6, 0), (row.Variants, row.Visitor, row.Session, row.Items, row.Violations)));
        Assert.Equal((await TreatAsync()).State.Weights.Fingerprint, rows[0].WeightsFingerprint);
        Assert.Equal(0f, rows[0].RepeatShare);
        Assert.InRange(rows[1].RepeatShare!.Value, 0.5f, 1);
        Assert.InRange(rows[0].Diversity!.Value, 0.01f, 0.99f);
        Assert.Equal(1f, rows[0].LongTailShare);
        Assert.All(await db.ServedPositions.ToListAsync(), place => Assert.Null(place.Team));
    }

    [Fact]
    public async Task Every_place_of_a_list_filled_in_turns_tells_whose_it_is_and_how_it_came_there()
    {
        var id = await RunAsync("turns", new ExperimentPlan { Variants = [Variant("A", (Fresh, "0")), Variant("B", (Fresh, "9"))], Weights = [0.5, 0.5] }, ExperimentMode.Interleaving);

        var page = await Feed.GetPageAsync(Me, Here with { Count = 4 }, default);
        var next = await Feed.GetPageAsync(Me, Here with { Count = 3, Placed = [.. page.Entries.Select(entry => entry.Item.Id)] }, default);
        var again = await Feed.GetPageAsync(Me, Here with { Count = 4 }, default);

        await using var db = Database.CreateDbContext();
        var places = await db.ServedPositions.Where(row => row.RequestId == page.RequestId).OrderBy(row => row.Position).ToListAsync();
        Assert.Equal([0, 1], places.Select(place => place.Team).OfType<int>().Distinct().Order());
        Assert.Contains(places, place => place.Propensity == 0.5f);
        Assert.StartsWith($"{id}:", (await db.FeedRequests.SingleAsync(row => row.Id == page.RequestId)).Variants, StringComparison.Ordinal);
        Assert.Empty(page.Entries.Select(entry => entry.Item.Id).Intersect(next.Entries.Select(entry => entry.Item.Id)));
        Assert.Equal(places.Select(place => place.Team), await db.ServedPositions.Where(row => row.RequestId == again.RequestId).OrderBy(row => row.Position).Select(row => row.Team).ToListAsync());

        // Each card is explained by the ranking that put it there.
        foreach (var (entry, place) in page.Entries.Zip(places))
        {
            Assert.Equal(place.Team == 1 ? 9 : 0, entry.Served.Query.Weights.Signals["freshness"]);
        }
    }

    [Fact]
    public async Task A_card_is_asked_again_on_the_snapshot_of_its_variant()
    {
        await RunAsync("prior", Plan(("weights/popularityPrior", "40")));
        var entry = (await Feed.GetPageAsync(Me, Here, default)).Entries[0];

        var (state, query) = await Feed.AgainAsync(entry.Served, default);

        Assert.Equal(entry.Served.EngineVersion, state.Snapshot.Version);
        Assert.EndsWith("+40", state.Snapshot.Version, StringComparison.Ordinal);
        Assert.Equal(40, query.Weights.PopularityPrior);
    }

    [Fact]
    public async Task A_feed_notices_that_an_experiment_begins_and_ends()
    {
        List<string> stamps = [await Feed.StampAsync(Me, Here, default)];
        var id = await RunAsync("page", Plan(("feed.cards", "6")));
        stamps.Add(await Feed.StampAsync(Me, Here, default));
        await StopAsync(id);

        Assert.NotEqual(stamps[0], stamps[1]);
        Assert.Equal(stamps[0], await Feed.StampAsync(Me, Here, default));
    }

    [Fact]
    public async Task Who_wants_no_list_of_their_own_is_in_no_experiment()
    {
        await RunAsync("fresh", Plan((Fresh, "3"), ("feed.cards", "6")));
        await Services.GetRequiredService<PersonSettingsService>().SetAsync(Me, new PersonSettings(Unpersonalised: true), default);

        var page = await Feed.GetPageAsync(Me, Here, default);

        Assert.Empty(page.Variants);
        Assert.Equal((await Engine.GetAsync(default)).Weights.Fingerprint, page.Entries[0].Served.Query.Weights.Fingerprint);
        await using var db = Database.CreateDbContext();
        var row = await db.FeedRequests.SingleAsync();
        Assert.Equal(((string?)null, (float?)null), (row.Variants, row.RepeatShare));
        Assert.Empty((await Feed.InForceAsync(Me, Here, default)).Treatment.Variants);
    }

    [Fact]
    public async Task Staff_see_that_a_variant_was_asked_for_and_can_stop_looking()
    {
        await BecomeAsync(Roles.Analyst);
        await RunAsync("page", Plan(("feed.cards", "6")), state: ExperimentState.Draft);
        var navigation = Services.GetRequiredService<NavigationManager>();
        navigation.NavigateTo("/?kind=film&experiment=page&variant=1");

        var page = Render<FeedPage>();
        page.WaitForAssertion(() => Assert.Equal(6, page.FindAll("[data-card]").Count));

        Assert.Equal("You see variant “B” of “About page” because it was asked for. What you see is not counted.", page.Find(".variant__text").TextContent);
        navigation.NavigateTo(page.Find(".variant a").GetAttribute("href")!);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".variant")));
        Assert.EndsWith("/?kind=film", navigation.Uri, StringComparison.Ordinal);
        await using var db = Database.CreateDbContext();
        Assert.All(await db.FeedRequests.ToListAsync(), row => Assert.Null(row.Variants));
    }

    [Theory]
    [InlineData("page", "1")]
    [InlineData("page", "many")]
    [InlineData("", "1")]
    public async Task An_address_that_asks_for_a_variant_does_nothing_for_others(string experiment, string variant)
    {
        await RunAsync("page", Plan(("feed.cards", "6")), state: ExperimentState.Draft);
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/?experiment={experiment}&variant={variant}");

        var page = Render<FeedPage>();

        page.WaitForAssertion(() => Assert.True(page.FindAll("[data-card]").Count > 6));
        Assert.Empty(page.FindAll(".variant"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_page_about_the_feed_says_that_weights_are_tried_and_to_staff_in_which_experiment(bool staff)
    {
        await RunAsync("fresh", Plan((Fresh, "3")));
        if (staff)
        {
            Authorization.SetRoles(Roles.Analyst).SetClaims(new Claim(ClaimTypes.NameIdentifier, Me), new Claim(ClaimTypes.Role, Roles.Analyst));
        }

        var page = Render<AboutFeedPage>();
        page.WaitForElement(".about__tried");

        Assert.Contains((await TreatAsync()).State.Weights.Fingerprint[..12], page.Markup, StringComparison.Ordinal);
        Assert.Equal(staff ? ["Experiment “About fresh”: B"] : [], page.FindAll(".about__experiments li").Select(item => item.TextContent));
    }
}
