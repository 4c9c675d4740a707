using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Portal.Data.Entities;
using Portal.Domain.Ranking;
using Portal.Engine;
using Portal.Feed;
using Portal.Shared;
using Portal.Tests.Support;
using Portal.Weights;

namespace Portal.Tests.Features.Weights;

/// <summary>An administrator before the weights of a small portal, with the feeds that they rank.</summary>
public abstract class WeightScene : FeedScene
{
    protected static readonly Actor Ann = new(Me, "Ann"), Bob = new(null, "Bob");

    private protected WeightProfiles Profiles => Services.GetRequiredService<WeightProfiles>();

    private protected WeightReleases Releases => Services.GetRequiredService<WeightReleases>();

    protected ToastService Toasts => Services.GetRequiredService<ToastService>();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddWeights().AddEstimates();
        Authorization.SetRoles(Roles.Admin);
        await AddItemsAsync([
            .. Enumerable.Range(0, 14).Select(i => Film($"drama{i:00}", 1980 + (3 * i))),
            .. Enumerable.Range(0, 9).Select(i => Film($"dread{i}", 2020 - i, genres: ["horror"], tags: ["dark"])),
            .. Enumerable.Range(0, 7).Select(i => Film($"jazz{i}", 1950 + i, genres: ["music"], tags: ["jazz"])),
        ]);
        await new WeightStore(Database, Clock).SeedAsync(default);
    }

    protected static RankingWeights With(RankingWeights weights, string path, double value) => TunableWeight.All.Single(weight => weight.Path == path).With(weights, value);

    protected static double Of(RankingWeights weights, string path) => TunableWeight.All.Single(weight => weight.Path == path).Of(weights);

    private protected async Task<WeightVersion> LiveAsync() => (await Profiles.ListAsync(1, default)).Live!;

    private protected async Task<WeightVersion> DraftAsync(string name = "Calmer", Func<RankingWeights, RankingWeights>? change = null)
    {
        var live = await LiveAsync();
        return await Profiles.DraftAsync(Ann, (change ?? (weights => With(weights, "signals.freshness", 3)))(live.Weights), name, "", live.Version, default);
    }

    protected async Task<IReadOnlyList<string>> StatesAsync()
    {
        await using var db = Database.CreateDbContext();
        return [.. (await db.WeightProfiles.OrderBy(row => row.Version).ToListAsync()).Select(row => $"{row.Version} {row.State}")];
    }

    private protected async Task<IReadOnlyList<WeightEvent>> AuditAsync() => await Profiles.HistoryAsync(50, default);

    /// <summary>What a person's feed would hold at its first twenty places.</summary>
    protected async Task<IReadOnlyList<string>> ServedAsync(string userId)
    {
        var state = await Engine.GetAsync(default);
        return [.. (await Feed.RankAsync(userId, new FeedRequest { Count = PanelPreview.Depth }, state, default)).Select(entry => state.Snapshot.Catalogue[entry.Item].Id)];
    }

    protected async Task AddPersonAsync(string id, string name)
    {
        await using var db = Database.CreateDbContext();
        db.Users.Add(new PortalUser { Id = id, UserName = $"{id}@example.org", DisplayName = name, CreatedUtc = Clock.GetUtcNow().UtcDateTime });
        await db.SaveChangesAsync();
    }
}
