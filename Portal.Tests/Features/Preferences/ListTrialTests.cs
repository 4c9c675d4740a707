using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Language;
using Portal.Domain.Profiles;
using Portal.Feed;
using Portal.People;
using Portal.Preferences;
using Portal.Tests.Support;
using static Portal.Tests.Features.Preferences.HandMade;

namespace Portal.Tests.Features.Preferences;

public sealed class ListTrialTests : FeedScene
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await AddItemsAsync([
            .. Enumerable.Range(0, 18).Select(i => Film($"drama{i}", 2000 + i)),
            .. Enumerable.Range(0, 4).Select(i => Film($"dread{i}", 2020 + i, genres: ["horror"])),
            .. Enumerable.Range(0, 5).Select(i => Film($"jazz{i}", 1950 + i, genres: ["music"], tags: ["jazz"])),
        ]);
    }

    [Fact]
    public async Task A_refusal_takes_out_what_it_forbids_and_others_come_in()
    {
        var trial = await OpenAsync();
        var horror = (await FeedIdsAsync(20)).Where(id => id.StartsWith("dread", StringComparison.Ordinal)).Order().ToList();
        Assert.NotEmpty(horror);

        var effect = await trial.OfAsync(ProfileChange.Of(null, await ReadAsync("no horror")), CancellationToken.None);

        Assert.Equal(horror, effect.Out.Select(item => item.Id).Order());
        Assert.Equal(horror.Count, effect.In.Count);
        Assert.Equal(ListTrial.Places, effect.Left);
    }

    [Fact]
    public async Task What_is_tried_out_is_what_the_feed_shows_once_it_is_saved()
    {
        var before = await FeedIdsAsync(20);
        const string Text = "jazz, no horror";
        var effect = await (await OpenAsync()).OfAsync(ProfileChange.Of(null, await ReadAsync(Text)), CancellationToken.None);

        await SayAsync(Text);

        var after = await FeedIdsAsync(20);
        Assert.Equal(after.Except(before), effect.In.Select(item => item.Id));
        Assert.Equal(before.Except(after), effect.Out.Select(item => item.Id));
        Assert.NotEmpty(effect.In);
    }

    [Fact]
    public async Task Each_clause_tells_what_it_does_within_its_statement()
    {
        var trial = await OpenAsync();
        var parsed = await ReadAsync("jazz, no horror");

        var wish = await trial.OfClauseAsync(null, parsed, "More/label:jazz", CancellationToken.None);
        var refusal = await trial.OfClauseAsync(null, parsed, "Never/label:horror", CancellationToken.None);

        Assert.All(wish.In, item => Assert.StartsWith("jazz", item.Id, StringComparison.Ordinal));
        Assert.Null(wish.KeptAway);
        Assert.All(refusal.Out, item => Assert.StartsWith("dread", item.Id, StringComparison.Ordinal));
        Assert.Equal(4, refusal.KeptAway);
    }

    [Fact]
    public async Task A_clause_that_is_paused_tells_what_it_would_do()
    {
        var id = await SayAsync("no horror");
        await Services.GetRequiredService<ClauseService>().SetPausedAsync(Me, id, "Never/label:horror", true, CancellationToken.None);
        var parsed = Assert.Single(await Statements.ListAsync(Me, CancellationToken.None)).Parsed;

        var effect = await (await OpenAsync()).OfClauseAsync(id, parsed, "Never/label:horror", CancellationToken.None);

        Assert.NotEmpty(effect.Out);
    }

    [Fact]
    public async Task An_edit_is_held_against_the_statement_it_replaces()
    {
        var id = await SayAsync("no horror");
        var trial = await OpenAsync();

        Assert.True((await trial.OfAsync(ProfileChange.Of(id, await ReadAsync("no horror")), CancellationToken.None)).IsNone);
        Assert.NotEmpty((await trial.OfAsync(ProfileChange.Of(id, await ReadAsync("no music")), CancellationToken.None)).In);
        Assert.NotEmpty((await trial.OfAsync(new ProfileChange { Statements = [(id, null)] }, CancellationToken.None)).In);
    }

    [Fact]
    public async Task Hand_made_requirements_and_less_are_tried_out_too()
    {
        const string Text = "only music";
        var only = await (await OpenAsync()).OfAsync(ProfileChange.Of(null, Text.Parsed(Text.Clause(Polarity.Only, Label("music"), "music", "only")) with { Wanted = "" }), CancellationToken.None);

        Assert.Equal(5, only.Left);
    }

    [Fact]
    public async Task A_rule_that_leaves_nothing_is_told()
    {
        const string Text = "only books";
        var none = await (await OpenAsync()).OfAsync(ProfileChange.Of(null, Text.Parsed(Text.Clause(Polarity.Only, new KindSubject(["book"]), "books", "only")) with { Wanted = "" }), CancellationToken.None);

        Assert.Equal((0, ListTrial.Places), (none.Left, none.Out.Count));
    }

    [Fact]
    public async Task An_unpersonalised_list_follows_rules_and_no_wishes()
    {
        await Services.GetRequiredService<PersonSettingsService>().SetAsync(Me, new PersonSettings(Unpersonalised: true), CancellationToken.None);
        var trial = await OpenAsync();

        Assert.True((await trial.OfAsync(ProfileChange.Of(null, await ReadAsync("jazz")), CancellationToken.None)).IsNone);
        Assert.False((await trial.OfAsync(ProfileChange.Of(null, await ReadAsync("no horror")), CancellationToken.None)).IsNone);
    }

    [Fact]
    public async Task A_setting_that_was_saved_makes_a_kept_feed_out_of_date()
    {
        var settings = Services.GetRequiredService<PersonSettingsService>();
        HashSet<string> stamps = [await Feed.StampAsync(Me, new FeedRequest(), CancellationToken.None)];

        await settings.SetAsync(Me, new PersonSettings(0.5), CancellationToken.None);
        Assert.True(stamps.Add(await Feed.StampAsync(Me, new FeedRequest(), CancellationToken.None)));
        var before = await settings.SetAsync(Me, new PersonSettings(0.5, Unpersonalised: true), CancellationToken.None);

        Assert.True(stamps.Add(await Feed.StampAsync(Me, new FeedRequest(), CancellationToken.None)));
        Assert.Equal(new PersonSettings(0.5), before);
        Assert.Equal(new PersonSettings(0.5, true), await settings.GetAsync(Me, CancellationToken.None));
    }

    [Theory]
    [InlineData(-1.25)]
    [InlineData(double.NaN)]
    public async Task Settings_OutOfBounds_AreRefused(double adventure) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Services.GetRequiredService<PersonSettingsService>().SetAsync(Me, new PersonSettings(adventure), CancellationToken.None));

    private Task<ListTrial> OpenAsync() => Services.GetRequiredService<ListTrials>().OpenAsync(Me, Surroundings.Unknown, CancellationToken.None);

    private async Task<ParsedStatement> ReadAsync(string text) => (await Statements.ReadAsync(text, null, null, TimeZoneInfo.Utc, CancellationToken.None)).Parsed;

    private async Task<IReadOnlyList<string>> FeedIdsAsync(int count)
    {
        var state = await Engine.GetAsync(CancellationToken.None);
        return [.. (await Feed.RankAsync(Me, new FeedRequest { Count = count }, state, CancellationToken.None)).Select(entry => state.Snapshot.Catalogue[entry.Item].Id)];
    }
}
