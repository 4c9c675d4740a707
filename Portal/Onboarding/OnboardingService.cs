using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Domain.Profiles;
using Portal.Domain.Recommendation;
using Portal.Engine;
using Portal.People;

namespace Portal.Onboarding;

/// <summary>The first visit's short tour.</summary>
public sealed class OnboardingService(IDbContextFactory<PortalDbContext> contexts, EngineService engine, ProfileLoader profiles, RuleAudit audit, TimeProvider time) : IFirstVisit
{
    private const int Items = 12;

    // Wide choice says more about a taste than the best choice does.
    private const double Diversity = 0.8;

    /// <summary>Whether the person has finished or skipped the tour.</summary>
    public async Task<bool> IsDoneAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Users.AnyAsync(user => user.Id == userId && user.OnboardedUtc != null, cancellationToken);
    }

    /// <summary>Remembers that the tour is over.</summary>
    public async Task FinishAsync(string userId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.Users.Where(user => user.Id == userId && user.OnboardedUtc == null)
            .ExecuteUpdateAsync(update => update.SetProperty(user => user.OnboardedUtc, now), cancellationToken);
    }

    /// <summary>A few items of different sorts to like or dislike, fitting what was written so far.</summary>
    public async Task<IReadOnlyList<ItemCard>> ItemsAsync(string userId, CancellationToken cancellationToken)
    {
        var state = await engine.GetAsync(cancellationToken);
        PersonProfile person = await profiles.LoadAsync(userId, state, cancellationToken);
        FeedQuery query = new()
        {
            Person = person,
            Weights = state.Weights with { Diversity = Diversity, ExplorationShare = 0 },
            Now = time.GetUtcNow(),
            Count = Items,
        };
        var ranked = await Task.Run(() => Recommender.Recommend(state.Snapshot, query), cancellationToken);
        audit.Record("welcome", state.Snapshot, person.Rules(), ranked.Select(item => item.Item));
        return [.. ranked.Select(item => ItemCard.Of(state, item.Item))];
    }
}
