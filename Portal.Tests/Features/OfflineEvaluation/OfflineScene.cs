using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Portal.Accounts;
using Portal.Data.Entities;
using Portal.Diagnostics;
using Portal.Domain.Profiles;
using Portal.OfflineEvaluation;
using Portal.Tests.Support;

namespace Portal.Tests.Features.OfflineEvaluation;

/// <summary>A portal on which people with two tastes took to things over ten days.</summary>
public abstract class OfflineScene : PageScene
{
    protected static readonly Actor Admin = new("a", "Ada");

    protected OfflineRequests Requests => Services.GetRequiredService<OfflineRequests>();

    protected OfflineReports Reports => Services.GetRequiredService<OfflineReports>();

    protected OfflineEvaluator Evaluator => Services.GetRequiredService<OfflineEvaluator>();

    protected StubRuns Runs { get; } = new();

    internal StubLifetime Lifetime { get; } = new();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddOfflineEvaluation();
        Services.AddSingleton<IHostApplicationLifetime>(Lifetime);
        Services.AddSingleton<IOfflineRuns>(Runs);
        await AddItemsAsync([.. Enumerable.Range(0, 16).Select(i => Film($"i{i:00}", 2000 + i, genres: [i < 8 ? "western" : "musical"], kind: i % 4 == 3 ? "book" : "film"))]);
    }

    /// <summary>Stores what people took to: each has one of the two tastes.</summary>
    protected async Task ActAsync(int people = 24)
    {
        await using var db = Database.CreateDbContext();
        Random random = new(3);
        int[] ids = [.. db.Items.OrderBy(item => item.ExternalId).Select(item => item.Id)];
        for (var person = 0; person < people; person++)
        {
            var user = $"u{person}";
            db.Users.Add(new PortalUser { Id = user, UserName = user });
            var items = Enumerable.Range(0, 8).Select(i => ids[i + (person % 2 * 8)]).OrderBy(_ => random.Next()).Take(7).ToList();
            db.Interactions.AddRange(items.Index().Select(item => new InteractionEntity
            {
                UserId = user, ItemId = item.Item, Kind = item.Index % 2 == 0 ? InteractionKind.Click : InteractionKind.Like,
                AtUtc = Clock.GetUtcNow().UtcDateTime.AddDays(item.Index - 10).AddMinutes(person), Context = "test",
            }));

            // Against something of the other taste, and something that was taken back.
            db.Interactions.Add(new InteractionEntity { UserId = user, ItemId = ids[15 - (person % 2 * 8)], Kind = InteractionKind.Dislike, AtUtc = Clock.GetUtcNow().UtcDateTime.AddDays(-9), Context = "test" });
            db.Interactions.Add(new InteractionEntity { UserId = user, ItemId = ids[14 - (person % 2 * 8)], Kind = InteractionKind.Like, AtUtc = Clock.GetUtcNow().UtcDateTime.AddDays(-9), RetractedUtc = Clock.GetUtcNow().UtcDateTime, Context = "test" });
        }

        await db.SaveChangesAsync();
    }

    protected sealed class StubRuns : IOfflineRuns
    {
        private Action? _changed;

        public int Starts { get; private set; }

        public int Cancels { get; private set; }

        public WorkProgress? Current { get; private set; }

        public IDisposable Subscribe(Action changed)
        {
            _changed = changed;
            return new Nothing();
        }

        public Task<bool> StartAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
        {
            Starts++;
            return Task.FromResult(true);
        }

        public Task CancelAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
        {
            Cancels++;
            return Task.CompletedTask;
        }

        public void Tell(WorkProgress? progress)
        {
            Current = progress;
            _changed?.Invoke();
        }

        private sealed class Nothing : IDisposable
        {
            public void Dispose()
            {
            }
        }
    }

    internal sealed class StubLifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _stopping = new();

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => _stopping.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => _stopping.Cancel();

        public void Dispose() => _stopping.Dispose();
    }
}
