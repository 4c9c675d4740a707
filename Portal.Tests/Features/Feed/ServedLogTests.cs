using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data;
using Portal.Domain.Context;
using Portal.Domain.Profiles;
using Portal.Domain.Ranking;
using Portal.Domain.Recommendation;
using Portal.Feed;
using Portal.People;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Feed;

public sealed class ServedLogTests : FeedScene
{
    [Fact]
    public async Task Every_place_keeps_what_every_signal_said()
    {
        await AddItemsAsync(Film("a", 1990), Film("b", 2024), Film("c", 2002, tags: ["loud"]));

        var page = await Feed.GetPageAsync(Me, new FeedRequest { Count = 2 }, CancellationToken.None);

        await using var db = Database.CreateDbContext();
        var request = await db.FeedRequests.SingleAsync();
        var places = await db.ServedPositions.OrderBy(row => row.Position).ToListAsync();
        Assert.Equal(RankingSignals.All.Select(signal => signal.Key), request.SignalKeys!.Split(' '));
        Assert.Equal(page.Entries.Select(entry => entry.Score), places.Select(place => place.Score));
        foreach (var (entry, place) in page.Entries.Zip(places))
        {
            var values = new float[RankingSignals.All.Count];
            SignalCodec.Decode(place.Signals, values);
            foreach (var contribution in entry.Contributions.Where(contribution => !RankingSignals.Terms.Contains(contribution.Signal)))
            {
                var at = RankingSignals.All.Index().Single(signal => signal.Item.Key == contribution.Signal).Index;
                Assert.Equal(contribution.Value * contribution.Gate, values[at], 1e-3);
            }

            Assert.False(place.Exploration);
            Assert.Equal(1f, place.Propensity);
        }
    }

    [Fact]
    public async Task A_place_that_is_drawn_keeps_its_chance()
    {
        await AddItemsAsync(Film("a"), Film("b"), Film("c"), Film("d"), Film("e"));
        await ActAsync("a", InteractionKind.Like);
        await Engine.RefreshAsync(CancellationToken.None);
        var state = await Engine.GetAsync(CancellationToken.None);
        FeedQuery query = new() { Person = PersonProfile.Unknown, Weights = state.Weights with { ExplorationShare = 0.5 }, Now = Clock.GetUtcNow(), Count = 4, Logged = true };

        await Services.GetRequiredService<ServedLog>().WriteAsync(new ServedList(Guid.NewGuid(), Me, new FeedRequest(), Recommender.Recommend(state.Snapshot, query), TimeSpan.Zero), state, CancellationToken.None);

        await using var db = Database.CreateDbContext();
        var places = await db.ServedPositions.OrderBy(row => row.Position).ToListAsync();
        Assert.Equal([false, true, false, true], places.Select(place => place.Exploration));
        Assert.All(places, place => Assert.True(place.Exploration ? place.Propensity is > 0 and < 1 : place.Propensity == 1, $"{place.Position}: {place.Propensity}"));
    }

    [Fact]
    public async Task A_signal_without_weight_is_logged_too_and_an_unknown_one_as_unknown()
    {
        await AddItemsAsync(Film("a", 1990));
        var state = await Engine.GetAsync(CancellationToken.None);
        var weights = state.Weights with { Signals = state.Weights.Signals.SetItem("freshness", 0) };

        FeedQuery query = new() { Person = PersonProfile.Unknown, Weights = weights, Now = Clock.GetUtcNow(), Count = 1, Logged = true };
        await Services.GetRequiredService<ServedLog>().WriteAsync(
            new ServedList(Guid.NewGuid(), Me, new FeedRequest(), Recommender.Recommend(state.Snapshot, query), TimeSpan.Zero), state with { Models = new LearnedModels { Version = "models-1" } }, CancellationToken.None);

        await using var db = Database.CreateDbContext();
        var values = new float[RankingSignals.All.Count];
        SignalCodec.Decode((await db.ServedPositions.SingleAsync()).Signals, values);
        Assert.True(values[At("freshness")] > 0);
        Assert.True(float.IsNaN(values[At("mood")]));
        Assert.Equal("models-1", (await db.FeedRequests.SingleAsync()).ModelVersion);

        static int At(string key) => RankingSignals.All.Index().Single(signal => signal.Item.Key == key).Index;
    }

    [Fact]
    public async Task The_clock_and_the_device_of_the_browser_are_kept()
    {
        await AddItemsAsync(Film("a", 1990));
        TimeZoneInfo zone = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromMinutes(-210), "test", "test");

        await Feed.GetPageAsync(Me, new FeedRequest { Surroundings = new Surroundings(zone, DeviceClass.Television) }, CancellationToken.None);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await Feed.GetPageAsync(Me, new FeedRequest(), CancellationToken.None);

        await using var db = Database.CreateDbContext();
        Assert.Equal([(-210, DeviceClass.Television), (null, null)], await db.FeedRequests.OrderBy(row => row.AtUtc).Select(row => new ValueTuple<int?, DeviceClass?>(row.OffsetMinutes, row.Device)).ToListAsync());
    }

    [Fact]
    public void What_is_packed_comes_back_to_three_digits()
    {
        float[] values = [0, 1, -1, 0.3333f, float.NaN, 1e-3f];
        var back = new float[8];

        SignalCodec.Decode(SignalCodec.Encode(values), back);

        Assert.All(values.Index(), value => Assert.True(float.IsNaN(value.Item) ? float.IsNaN(back[value.Index]) : MathF.Abs(value.Item - back[value.Index]) <= 5e-4f));
        Assert.All(back[6..], value => Assert.True(float.IsNaN(value)));
        Assert.Throws<ArgumentException>(() => SignalCodec.Encode(new float[SignalCodec.MostSignals + 1]));
    }
}
