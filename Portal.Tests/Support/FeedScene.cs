using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Engine;
using Portal.Feed;
using Portal.Onboarding;

namespace Portal.Tests.Support;

/// <summary>A person before a small catalogue that is ranked by words: everything a feed needs, and no model.</summary>
public abstract class FeedScene : PageScene
{
    protected FeedService Feed => Services.GetRequiredService<FeedService>();

    protected EngineService Engine => Services.GetRequiredService<EngineService>();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddFeed().AddOnboarding();
    }

    /// <summary>The person has been here before.</summary>
    protected async Task BeenHereAsync()
    {
        await using var db = Database.CreateDbContext();
        await db.Users.ExecuteUpdateAsync(update => update.SetProperty(user => user.OnboardedUtc, Clock.GetUtcNow().UtcDateTime));
    }

    protected async Task<IReadOnlyList<string>> FeedIdsAsync() =>
        [.. (await Feed.GetPageAsync(Me, new FeedRequest(), CancellationToken.None)).Entries.Select(entry => entry.Item.Id)];
}
