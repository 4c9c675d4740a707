using System.Collections.Immutable;
using System.Security.Claims;
using Bunit.TestDoubles;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Portal.Data.Entities;
using Portal.Engine.Experiments;
using Portal.Experiments;
using Portal.Tests.Features.Weights;

namespace Portal.Tests.Features.Experiments;

/// <summary>An administrator before the experiments of a small portal with some traffic of its own.</summary>
public abstract class ExperimentScene : WeightScene
{
    private protected ExperimentStore Store => Services.GetRequiredService<ExperimentStore>();

    private protected ExperimentDrafts Drafts => Services.GetRequiredService<ExperimentDrafts>();

    private protected ExperimentRuns Runs => Services.GetRequiredService<ExperimentRuns>();

    private protected ExperimentDecisions Decisions => Services.GetRequiredService<ExperimentDecisions>();

    /// <summary>How often whoever serves was told.</summary>
    protected CountedChanges Changes { get; } = new();

    public override async Task InitializeAsync()
    {
        Services.AddExperiments().AddSingleton<IExperimentChanges>(Changes);
        await base.InitializeAsync();
        Authorization.SetAuthorized("Ann").SetRoles(Roles.Admin).SetClaims(new Claim(ClaimTypes.NameIdentifier, Me));
    }

    protected static ExperimentVariant Variant(string name, params (string Key, string Value)[] settings) =>
        new(name, settings.ToImmutableSortedDictionary(setting => setting.Key, setting => setting.Value));

    /// <summary>A draft whose checklist misses nothing: what is live against a fresher feed.</summary>
    protected static ExperimentDraft Fresher(Func<ExperimentPlan, ExperimentPlan>? change = null) => new("Fresher feed", "Because.", ExperimentMode.Test, ExperimentUnitKind.Person, (change ?? (plan => plan))(new ExperimentPlan
    {
        Variants = [Variant("Control"), Variant("Fresh", ("weights/signals.freshness", "3"))],
        Weights = [0.5, 0.5],
        PrimaryMetric = "likes-per-unit",
        Guardrails = ["against-rate"],
    }));

    private protected async Task<ExperimentView> DraftedAsync(Func<ExperimentPlan, ExperimentPlan>? change = null) => await Drafts.CreateAsync(Ann, Fresher(change), default);

    private protected async Task<ExperimentView> StartedAsync(Func<ExperimentPlan, ExperimentPlan>? change = null)
    {
        var draft = await DraftedAsync(change);
        var started = await Runs.StartAsync(Ann, draft.Id, draft.Revision, default);
        Assert.Equal(ExperimentOutcome.Done, started.Outcome);
        return started.Stored!;
    }

    protected async Task<IReadOnlyList<string>> PeriodsAsync()
    {
        await using var db = Database.CreateDbContext();
        return [.. (await db.ExperimentPeriods.OrderBy(period => period.Id).ToListAsync()).Select(period => $"{period.Reason} {period.Weights} {period.Coverage.ToString(System.Globalization.CultureInfo.InvariantCulture)} {(period.ToUtc is null ? "open" : "over")}")];
    }

    protected async Task<IReadOnlyList<string>> EntriesAsync()
    {
        await using var db = Database.CreateDbContext();
        return [.. (await db.AuditEntries.Where(entry => entry.Action.StartsWith("experiment")).OrderBy(entry => entry.Id).ToListAsync()).Select(entry => $"{entry.Actor} {entry.Action} {entry.Subject}: {entry.Details}")];
    }

    /// <summary>People with lists and likes on the days before, so that there is something to plan from.</summary>
    protected async Task AddTrafficAsync(int people)
    {
        await using var db = Database.CreateDbContext();
        var item = await db.Items.Select(row => row.Id).FirstAsync();
        var now = Clock.GetUtcNow().UtcDateTime;
        for (var i = 0; i < people; i++)
        {
            var (id, at) = ($"person{i:000}", now.AddDays(-(i % 27)).AddHours(-1));
            db.Users.Add(new PortalUser { Id = id, UserName = $"{id}@example.org", DisplayName = id, CreatedUtc = at.AddDays(-40 + (i % 50)), Simulated = i % 4 == 0 });
            db.FeedRequests.Add(new FeedRequestEntity
            {
                Id = Guid.CreateVersion7(), UserId = id, AtUtc = at, WeightsFingerprint = "w", EngineVersion = "e", DurationMs = 12, Items = 24, Violations = 0, RepeatShare = 0.25f, LongTailShare = 0.5f, Diversity = 0.75f,
                Device = i % 3 == 0 ? Portal.Domain.Context.DeviceClass.Phone : Portal.Domain.Context.DeviceClass.Desktop, Visitor = $"browser{i / 2}",
            });
            for (var like = 0; like < i % 5; like++)
            {
                db.Interactions.Add(new InteractionEntity { UserId = id, ItemId = item, Kind = Portal.Domain.Profiles.InteractionKind.Like, AtUtc = at, Context = "feed" });
            }
        }

        await db.SaveChangesAsync();
    }

    protected sealed class CountedChanges : IExperimentChanges
    {
        public int Count { get; private set; }

        public void Changed() => Count++;
    }
}
