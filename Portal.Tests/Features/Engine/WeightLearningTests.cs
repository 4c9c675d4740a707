using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Profiles;
using Portal.Domain.Ranking;
using Portal.Engine;
using Portal.Engine.Learning;
using Portal.Tests.Domain.Ranking.Learning;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Engine;

public sealed class WeightLearningTests : IAsyncLifetime
{
    private const string Ann = "ann";
    private static readonly string[] Signals = ["statements", "popularity", "taste"];
    private static readonly DateTime Noon = new(2026, 3, 4, 12, 0, 0, DateTimeKind.Utc);

    private readonly TestClock _clock = new(new DateTimeOffset(2026, 3, 9, 0, 0, 0, TimeSpan.Zero));
    private TestDatabase _database = default!;
    private WeightStore _weights = default!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _weights = new WeightStore(_database, _clock);
        await _weights.SeedAsync(default);
        await using var db = _database.CreateDbContext();
        db.Users.Add(new PortalUser { Id = Ann, UserName = Ann });
        db.Items.AddRange(Enumerable.Range(1, 12).Select(number => new ItemEntity { ExternalId = $"i{number}", Kind = "film", Title = "t", Source = "test" }));
        await db.SaveChangesAsync();
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Feedback_becomes_a_draft_with_its_numbers_and_what_ranks_stays()
    {
        await LogAsync(new SimulatedLog { True = [0.1, 1, 0.5], Present = [1.2, 0.2, 0.2], Lists = 700 });
        var before = await _weights.LiveAsync(default);

        var result = await Learning().RunAsync(null, default);

        await using var db = _database.CreateDbContext();
        var draft = await db.WeightProfiles.SingleAsync(profile => profile.State == WeightProfileState.Draft);
        var learned = JsonSerializer.Deserialize<RankingWeights>(draft.Weights, JsonSerializerOptions.Web)!;
        Assert.Equal((2, "Learned 2026-03-09", "Portal", learned.Fingerprint), (draft.Version, draft.Name, draft.Author, draft.Fingerprint));
        Assert.True(learned.Signals["popularity"] > learned.Signals["statements"], draft.Weights);
        Assert.Matches(@"^Learned from \d+ reactions in favour and 0 against on \d+ lists\. On \d+ later lists", draft.Note);
        Assert.Contains(draft.Note, result.Message, StringComparison.Ordinal);
        Assert.Empty(learned.Problems());
        Assert.Equal(before.Weights.Fingerprint, (await _weights.LiveAsync(default)).Weights.Fingerprint);
    }

    [Fact]
    public async Task A_newer_draft_replaces_one_that_nobody_looked_at()
    {
        await _weights.AddLearnedAsync("Learned 2026-03-01", RankingWeights.Default, "", default);
        Assert.Equal(3, await _weights.AddLearnedAsync("Learned 2026-03-08", RankingWeights.Default, "", default));

        await using var db = _database.CreateDbContext();
        Assert.Equal(
            [WeightProfileState.Live, WeightProfileState.Archived, WeightProfileState.Draft],
            await db.WeightProfiles.OrderBy(profile => profile.Version).Select(profile => profile.State).ToListAsync());
    }

    [Fact]
    public async Task Too_little_feedback_is_said_and_leaves_no_draft()
    {
        await LogAsync(new SimulatedLog { True = [1, 0, 0], Present = [1, 1, 1], Lists = 20 });

        var result = await Learning().RunAsync(null, default);

        Assert.Null(result.Draft);
        Assert.StartsWith("Too few reactions to learn from: ", result.Message, StringComparison.Ordinal);
        await using var db = _database.CreateDbContext();
        Assert.Equal(1, await db.WeightProfiles.CountAsync());
    }

    [Fact]
    public async Task Only_what_was_seen_is_read_and_the_worst_that_was_said_counts()
    {
        var request = await ServeAsync(Noon, [[1, 0, float.NaN], [0.5f, 0, 0], [0, 0, 0], [0, 1, 0]]);
        await ActAsync(request, 1, InteractionKind.Impression);
        await ActAsync(request, 2, InteractionKind.Click, Noon.AddMinutes(1));
        await ActAsync(request, 4, InteractionKind.Like, retracted: true);
        await ActAsync(request, 4, InteractionKind.Like, leftOut: true);
        await ActAsync(request, 4, InteractionKind.Impression);
        await ActAsync(null, 2, InteractionKind.Dislike, Noon.AddMinutes(3));
        await ActAsync(null, 1, InteractionKind.Like, Noon.AddMinutes(3));

        var list = Assert.Single(await new ReactionLog(_database).ReadAsync(["taste", "statements", "graph"], null, default));

        Assert.Equal([(0, 0f), (1, -1f), (3, 0f)], list.Places.Select(place => (place.Position, place.Reaction)));
        Assert.Equal([float.NaN, 1, float.NaN], list.Places[0].Features);
        Assert.Equal(new DateTimeOffset(Noon), list.At);
    }

    [Theory]
    [InlineData(InteractionKind.Click, null, 0.4f)]
    [InlineData(InteractionKind.Dwell, 59.0, 0)]
    [InlineData(InteractionKind.Dwell, 60.0, 0.7f)]
    [InlineData(InteractionKind.Rating, 4.0, 1)]
    [InlineData(InteractionKind.Rating, 3.0, 0)]
    [InlineData(InteractionKind.Rating, 2.0, -1)]
    [InlineData(InteractionKind.Hide, null, -0.5f)]
    [InlineData(InteractionKind.Impression, null, 0)]
    public void ReactionOf_EachAction_SaysHowMuch(InteractionKind kind, double? value, float reaction) => Assert.Equal(reaction, ReactionLog.ReactionOf(kind, value));

    private WeightLearning Learning() => new(new ReactionLog(_database), _weights, _clock);

    private async Task LogAsync(SimulatedLog log)
    {
        foreach (var list in log.Draw())
        {
            var request = await ServeAsync(list.At.UtcDateTime, [.. list.Places.Select(place => place.Features)]);
            await using var db = _database.CreateDbContext();
            await db.InsertAsync(list.Places.Select(place => Action(request, place.Position + 1, place.Reaction > 0 ? InteractionKind.Like : InteractionKind.Impression)), default);
        }
    }

    private async Task<Guid> ServeAsync(DateTime at, IReadOnlyList<float[]> places)
    {
        FeedRequestEntity request = new() { Id = Guid.NewGuid(), UserId = Ann, AtUtc = at, WeightsFingerprint = "w", EngineVersion = "e", SignalKeys = string.Join(' ', Signals) };
        await using var db = _database.CreateDbContext();
        await db.InsertAsync([request], default);
        await db.InsertAsync(places.Select((features, position) => new ServedPositionEntity
        {
            RequestId = request.Id, Position = position, ItemId = position + 1, UserId = Ann, AtUtc = at, TopSignal = "", Signals = SignalCodec.Encode(features),
        }), default);
        return request.Id;
    }

    private async Task ActAsync(Guid? request, int item, InteractionKind kind, DateTime? at = null, bool retracted = false, bool leftOut = false)
    {
        await using var db = _database.CreateDbContext();
        var action = Action(request, item, kind);
        action.AtUtc = at ?? Noon;
        action.RetractedUtc = retracted ? Noon : null;
        action.LeftOutUtc = leftOut ? Noon : null;
        db.Interactions.Add(action);
        await db.SaveChangesAsync();
    }

    private static InteractionEntity Action(Guid? request, int item, InteractionKind kind) =>
        new() { UserId = Ann, ItemId = item, Kind = kind, AtUtc = Noon, Context = "feed", RequestId = request };
}
