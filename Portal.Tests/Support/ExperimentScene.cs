using System.Collections.Immutable;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Entities;
using Portal.Engine.Experiments;

namespace Portal.Tests.Support;

/// <summary>A person before a small catalogue and experiments that a test begins.</summary>
public abstract class ExperimentScene : FeedScene
{
    protected const string Visitor = "0f8fad5b-d9cb-469f-a165-70867728950e";

    /// <summary>All to the second variant.</summary>
    protected static readonly ImmutableArray<double> AllB = [0, 1];

    protected ExperimentDirectory Running => Services.GetRequiredService<ExperimentDirectory>();

    protected static ExperimentVariant Variant(string name, params (string Key, string Value)[] settings) =>
        new(name, settings.ToImmutableSortedDictionary(setting => setting.Key, setting => setting.Value, StringComparer.Ordinal));

    /// <summary>A plan with a control that changes nothing, under which everybody gets the other variant.</summary>
    protected static ExperimentPlan Plan(params (string Key, string Value)[] settings) => new() { Variants = [Variant("A"), Variant("B", settings)], Weights = AllB };

    /// <summary>Begins an experiment, a minute after the one before.</summary>
    protected async Task<int> RunAsync(string key, ExperimentPlan plan, ExperimentMode mode = ExperimentMode.Test, ExperimentUnitKind unit = ExperimentUnitKind.Person, ExperimentState state = ExperimentState.Running)
    {
        Clock.Advance(TimeSpan.FromMinutes(1));
        var now = Clock.GetUtcNow().UtcDateTime;
        await using var db = Database.CreateDbContext();
        ExperimentEntity row = new() { Key = key, Name = $"About {key}", Mode = mode, Unit = unit, State = state, Plan = plan.ToJson(), Author = "Ann", CreatedUtc = now, StartedUtc = now };
        db.Experiments.Add(row);
        await db.SaveChangesAsync();
        Running.Changed();
        return row.Id;
    }

    /// <summary>From now on an experiment assigns by these shares.</summary>
    protected async Task ShareAsync(int experiment, string weights, double coverage = 1)
    {
        Clock.Advance(TimeSpan.FromMinutes(1));
        await using var db = Database.CreateDbContext();
        db.ExperimentPeriods.Add(new ExperimentPeriodEntity { ExperimentId = experiment, FromUtc = Clock.GetUtcNow().UtcDateTime, Weights = weights, Coverage = coverage, Reason = "started" });
        await db.SaveChangesAsync();
        Running.Changed();
    }

    protected async Task StopAsync(int experiment)
    {
        await using var db = Database.CreateDbContext();
        await db.Experiments.Where(row => row.Id == experiment).ExecuteUpdateAsync(update => update.SetProperty(row => row.State, ExperimentState.Stopped));
        Running.Changed();
    }

    protected async Task SetAsync(string key, string value)
    {
        await using var db = Database.CreateDbContext();
        db.Settings.Add(new SettingEntity { Key = key, Value = value, UpdatedUtc = Clock.GetUtcNow().UtcDateTime });
        await db.SaveChangesAsync();
        Running.Changed();
    }

    protected async Task BecomeAsync(string role)
    {
        await using var db = Database.CreateDbContext();
        db.Roles.Add(new IdentityRole(role) { Id = role, NormalizedName = role.ToUpperInvariant() });
        db.UserRoles.Add(new IdentityUserRole<string> { UserId = Me, RoleId = role });
        await db.SaveChangesAsync();
    }

    protected async Task<Treatment> TreatAsync(ExperimentVisit? visit = null, string userId = Me) =>
        await Services.GetRequiredService<Treatments>().OfAsync(userId, visit ?? ExperimentVisit.Unknown, await Engine.GetAsync(CancellationToken.None), CancellationToken.None);
}
