using Microsoft.EntityFrameworkCore;
using Portal.Domain.Language;
using Portal.Domain.Profiles;
using Portal.Engine;
using Portal.People;
using Portal.Tests.Features.Engine;

namespace Portal.Tests.Features.People;

public sealed class ProfileLoaderTests : IAsyncLifetime
{
    private ModelScene _scene = default!;

    public async Task InitializeAsync() => _scene = await ModelScene.CreateAsync();

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task A_click_is_in_the_session_of_the_next_request()
    {
        await _scene.ActAsync(InteractionKind.Like, "u1 a");
        Assert.Equal(["a"], Recent(await LoadAsync()));

        await _scene.ActAsync(InteractionKind.Click, "u1 c");

        var person = await LoadAsync();
        Assert.Equal(["c", "a"], Recent(person));
        Assert.Equal((2, _scene.Clock.GetUtcNow()), (person.Session.Length, person.Session.Last));
    }

    [Fact]
    public async Task A_pause_ends_the_session_and_what_was_before_stays_recent()
    {
        await _scene.ActAsync(InteractionKind.Like, "u1 a b");
        _scene.Clock.Advance(TimeSpan.FromHours(3));
        await _scene.ActAsync(InteractionKind.Click, "u1 d");

        var person = await LoadAsync();

        Assert.Equal(["d", "b", "a"], Recent(person));
        Assert.Equal(1, person.Session.Length);
    }

    [Fact]
    public async Task The_history_has_both_sides_by_the_live_weights()
    {
        await _scene.ActAsync(InteractionKind.Impression, "u1 a b c d e");
        await _scene.ActAsync(InteractionKind.Click, "u1 a b");
        await _scene.ActAsync(InteractionKind.Dislike, "u1 b");
        await _scene.ActAsync(InteractionKind.Save, "u1 c", "u2 e");
        await _scene.ActAsync(InteractionKind.Hide, "u1 d");
        var weights = InteractionWeights.Default;

        var state = await _scene.Engine.GetAsync(default);
        Assert.Equal([("a", weights.Click), ("b", weights.Dislike), ("c", weights.Save)], await HistoryAsync(state));

        var twice = state with { Weights = state.Weights with { Interactions = weights with { Click = 0.3 } } };
        Assert.Equal(0.3, (await HistoryAsync(twice))[0].Weight, 3);
    }

    [Fact]
    public async Task What_was_taken_back_is_neither_history_nor_session()
    {
        await _scene.ActAsync(InteractionKind.Like, "u1 a");
        await using (var db = _scene.Database.CreateDbContext())
        {
            await db.Interactions.ExecuteUpdateAsync(update => update.SetProperty(row => row.RetractedUtc, ModelScene.Now.UtcDateTime));
        }

        var person = await LoadAsync();

        Assert.Empty(person.Profile.History);
        Assert.Empty(Recent(person));
        Assert.Empty(person.Profile.Withheld);
    }

    [Fact]
    public async Task Opinions_are_read_as_before_the_newest_decision_counts()
    {
        await _scene.ActAsync(InteractionKind.Dislike, "u1 a");
        await _scene.ActAsync(InteractionKind.Like, "u1 a b");
        await _scene.ActAsync(InteractionKind.Dislike, "u1 b");
        await _scene.ActAsync(InteractionKind.Click, "u1 c");
        await _scene.ActAsync(InteractionKind.Dwell, "u1 e");

        var (state, profile) = (await _scene.Engine.GetAsync(default), (await LoadAsync()).Profile);

        Assert.Equal(["a", "c"], profile.Liked.Select(opinion => state.Snapshot.Catalogue[opinion.Item].Id).Order(StringComparer.Ordinal));
        Assert.Equal(["b"], profile.Disliked.Select(opinion => state.Snapshot.Catalogue[opinion.Item].Id));
        Assert.Equal(["a", "b"], profile.Withheld.Select(item => state.Snapshot.Catalogue[item].Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_left_out_is_no_taste_but_puts_away_and_keeps_the_session_alive()
    {
        await _scene.ActAsync(InteractionKind.Like, "u1 a b");
        var before = await LoadAsync();
        await LeaveOutAsync("b", true);

        var person = await LoadAsync();

        Assert.Equal(["a"], Recent(person));
        Assert.Equal((1, before.Session.Last), (person.Session.Length, person.Session.Last));
        Assert.Single(person.Profile.Liked);
        Assert.Single(person.Profile.History);
        Assert.Equal(2, person.Profile.Withheld.Count);

        await LeaveOutAsync("b", false);
        Assert.Equal(["b", "a"], Recent(await LoadAsync()));
    }

    [Fact]
    public async Task Not_now_puts_away_for_a_week_and_seen_for_good()
    {
        var feedback = new FeedbackService(_scene.Database, _scene.Clock);
        await feedback.RecordAsync("u1", "a", InteractionKind.Dismiss, new FeedbackOrigin("feed"), default, reason: Dismissal.NotNow);
        await feedback.RecordAsync("u1", "b", InteractionKind.Dismiss, new FeedbackOrigin("feed"), default, reason: Dismissal.Seen);
        Assert.Equal(2, (await LoadAsync()).Profile.Withheld.Count);
        Assert.True((await feedback.OpinionsAsync("u1", ["a"], default))["a"].Dismissed);

        _scene.Clock.Advance(Dismissal.NotNowLasts);

        Assert.Single((await LoadAsync()).Profile.Withheld);
        Assert.False((await feedback.OpinionsAsync("u1", ["a"], default)).ContainsKey("a"));
        Assert.True((await feedback.OpinionsAsync("u1", ["b"], default))["b"].Dismissed);
    }

    [Theory]
    [InlineData("Interactions", "SELECT ItemId FROM Interactions WHERE UserId = 'u1' AND Kind IN ('Click', 'Like') AND RetractedUtc IS NULL ORDER BY AtUtc DESC LIMIT 2000", "IX_Interactions_UserId_")]
    [InlineData("ServedPositions", "SELECT ItemId, COUNT(*) FROM ServedPositions WHERE UserId = 'u1' AND AtUtc > '2026-01-01' GROUP BY ItemId", "IX_ServedPositions_UserId_AtUtc")]
    [InlineData("Statements", "SELECT * FROM Statements WHERE UserId = 'u1' AND State = 'Active'", "IX_Statements_UserId_State")]
    public async Task What_every_request_asks_is_found_by_an_index(string table, string sql, string index)
    {
        await using var db = _scene.Database.CreateDbContext();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        await db.Database.OpenConnectionAsync();
        command.CommandText = $"EXPLAIN QUERY PLAN {sql}";
        await using var rows = await command.ExecuteReaderAsync();
        Assert.True(await rows.ReadAsync());

        Assert.StartsWith($"SEARCH {table} USING INDEX {index}", rows.GetString(3), StringComparison.Ordinal);
    }

    private async Task LeaveOutAsync(string item, bool leftOut) => await new LeftOutService(_scene.Database, _scene.Clock).SetItemAsync("u1", item, leftOut, default);

    private async Task<LoadedPerson> LoadAsync() => await _scene.Get<ProfileLoader>().LoadWithSessionAsync("u1", await _scene.Engine.GetAsync(default), new ClauseMoment(_scene.Clock.GetUtcNow()), default);

    private async Task<List<(string Item, double Weight)>> HistoryAsync(EngineState state) =>
        [.. (await _scene.Get<ProfileLoader>().LoadAsync("u1", state, default)).History.Select(entry => (state.Snapshot.Catalogue[entry.Item].Id, Math.Round(entry.Weight, 4)))];

    // The catalogue's order is that of the ids.
    private static IEnumerable<string> Recent(LoadedPerson person) => person.Session.Recent.ToArray().Select(entry => $"{"abcde"[entry.Item.Value]}");
}
