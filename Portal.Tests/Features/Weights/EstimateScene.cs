using Microsoft.Extensions.DependencyInjection;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Profiles;
using Portal.Domain.Ranking;
using Portal.Engine;
using Portal.Tests.Support;
using Portal.Weights;

namespace Portal.Tests.Features.Weights;

/// <summary>A portal with a log: people go by popularity, and were served by freshness.</summary>
public abstract class EstimateScene : PageScene
{
    /// <summary>What the lists were ranked by.</summary>
    protected static readonly RankingWeights Live = WeightsOf(freshness: 1, popularity: 0.2);

    /// <summary>What people go by.</summary>
    protected static readonly RankingWeights Better = WeightsOf(freshness: 0.2, popularity: 1);

    private const int Places = 8;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddEstimates();
        await AddItemsAsync([.. Enumerable.Range(0, Places).Select(i => Film($"f{i}", 1990 + i))]);
        await using var db = Database.CreateDbContext();
        db.WeightProfiles.Add(new WeightProfileEntity { Name = "Live", Version = 1, State = WeightProfileState.Live, Weights = System.Text.Json.JsonSerializer.Serialize(Live, System.Text.Json.JsonSerializerOptions.Web), Fingerprint = Live.Fingerprint, Author = "test", CreatedUtc = Clock.GetUtcNow().UtcDateTime });
        await db.SaveChangesAsync();
        await Services.GetRequiredService<EngineService>().RefreshAsync(default);
    }

    protected Estimates Estimates => Services.GetRequiredService<Estimates>();

    /// <summary>Stores lists that went to simulated people, and what these opened and liked.</summary>
    protected async Task LogAsync(int people, int lists, string? fingerprint = null, int daysAgo = 1)
    {
        await using var db = Database.CreateDbContext();
        Random random = new(7);
        var items = db.Items.OrderBy(item => item.ExternalId).Select(item => item.Id).ToList();
        for (var person = 0; person < people; person++)
        {
            var user = $"p{daysAgo}-{person}";
            db.Users.Add(new PortalUser { Id = user, UserName = user, Simulated = true });
            for (var list = 0; list < lists; list++)
            {
                var request = Guid.CreateVersion7();
                var at = Clock.GetUtcNow().UtcDateTime.AddDays(-daysAgo).AddMinutes(list);
                db.FeedRequests.Add(new FeedRequestEntity { Id = request, UserId = user, AtUtc = at, WeightsFingerprint = fingerprint ?? Live.Fingerprint, EngineVersion = "e", SignalKeys = "popularity freshness" });
                var candidates = Enumerable.Range(0, Places).Select(_ => (Popular: random.NextSingle(), Fresh: random.NextSingle())).OrderByDescending(one => one.Fresh + (0.2 * one.Popular)).ToList();
                for (var k = 0; k < Places; k++)
                {
                    var (popular, fresh) = candidates[k];
                    db.ServedPositions.Add(new ServedPositionEntity
                    {
                        RequestId = request, Position = k, ItemId = items[k], UserId = user, AtUtc = at, TopSignal = "freshness",
                        Score = fresh + (0.2f * popular), Signals = SignalCodec.Encode([popular, fresh]), Propensity = 1,
                    });
                    var (looked, fits) = (random.NextDouble() < Math.Pow(k + 1, -0.7), random.NextDouble() < popular * popular);
                    if (looked && fits)
                    {
                        db.Interactions.Add(new InteractionEntity { UserId = user, ItemId = items[k], Kind = InteractionKind.Click, AtUtc = at, Context = "simulation", RequestId = request, Position = k });
                        if (random.NextDouble() < 0.5)
                        {
                            // On the item's own page, afterwards.
                            db.Interactions.Add(new InteractionEntity { UserId = user, ItemId = items[k], Kind = InteractionKind.Like, AtUtc = at.AddSeconds(30), Context = "item" });
                        }
                    }
                }
            }
        }

        await db.SaveChangesAsync();
    }

    private static RankingWeights WeightsOf(double freshness, double popularity) => RankingWeights.Default with
    {
        Signals = RankingWeights.Default.Signals.SetItems(RankingSignals.All.Select(signal => KeyValuePair.Create(signal.Key, signal.Key switch { "freshness" => freshness, "popularity" => popularity, _ => 0.0 }))),
        ExplorationShare = 0,
    };
}
