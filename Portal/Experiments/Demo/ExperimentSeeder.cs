using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Accounts;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Engine.Experiments;
using Portal.Experiments.Counting;

namespace Portal.Experiments.Demo;

/// <summary>
/// Puts three finished, simulated experiments into a demo, so that there is something to look at. Their units are drawn; what the pages show of them is worked out from the
/// units as for any experiment. It happens once: an experiment that somebody deleted does not come back.
/// </summary>
public sealed class ExperimentSeeder(IDbContextFactory<PortalDbContext> contexts, ExperimentAnalysis analysis, IOptions<PortalOptions> options, TimeProvider time) : ISeeder
{
    /// <summary>Remembers among the settings that it happened.</summary>
    public const string Setting = "experiments.demo";

    private const int DaysAgo = 30;

    public int Order => 200;

    public string Name => "Demo experiments";

    public async Task SeedAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.Demo)
        {
            return;
        }

        await using var outer = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await outer.Settings.AnyAsync(row => row.Key == Setting, cancellationToken))
        {
            await outer.Database.CreateExecutionStrategy().ExecuteAsync(AddAsync, cancellationToken);
        }

        // Also what a start that was cut off left without.
        foreach (var row in await outer.Experiments.AsNoTracking().Where(row => row.Simulated && !outer.ExperimentResults.Any(result => result.ExperimentId == row.Id)).ToListAsync(cancellationToken))
        {
            await analysis.RunAsync(CountedExperiment.Of(row)!, cancellationToken);
        }
    }

    private async Task AddAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var now = time.GetUtcNow().UtcDateTime;
        var started = now.Date.AddDays(-DaysAgo);
        db.Settings.Add(new SettingEntity { Key = Setting, Value = "1", UpdatedUtc = now });
        foreach (var demo in DemoExperiment.All)
        {
            var row = Row(demo, started);
            db.Experiments.Add(row);
            await db.SaveChangesAsync(ct);
            db.ExperimentPeriods.Add(new ExperimentPeriodEntity { ExperimentId = row.Id, FromUtc = started, ToUtc = row.EndedUtc, Weights = JsonSerializer.Serialize(CountedExperiment.Of(row)!.Plan.Weights), Coverage = 1, Reason = "started" });
            await db.SaveChangesAsync(ct);
            await db.InsertAsync(new DemoUnits(demo, CountedExperiment.Of(row)!).Draw(), ct);
        }

        await transaction.CommitAsync(ct);
    }

    private static ExperimentEntity Row(DemoExperiment demo, DateTime started) => new()
    {
        Key = demo.Key,
        Name = demo.Name,
        Hypothesis = demo.Hypothesis,
        Mode = ExperimentMode.Test,
        Unit = ExperimentUnitKind.Person,
        State = ExperimentState.Stopped,
        Plan = new ExperimentPlan
        {
            Variants = [new ExperimentVariant("As it is", ImmutableSortedDictionary<string, string>.Empty), new ExperimentVariant(demo.Variant, demo.Settings)],
            Weights = [0.5, 0.5],
            Seed = demo.Key,
            PrimaryMetric = "likes-per-unit",
            SecondaryMetrics = ["click-rate", "liked-any", "returned", "lists-per-unit"],
            Guardrails = ["against-rate", "empty-lists", "latency-p95", "long-tail-share", "diversity"],
            MinimumEffect = 0.1,
            PlannedUnits = DemoUnits.Count,
        }.ToJson(),
        Author = Actor.Program.Name,
        CreatedUtc = started.AddDays(-1),
        StartedUtc = started,
        EndedUtc = started.AddDays(DemoUnits.Days),
        Decision = demo.Decision,
        DecisionVariant = demo.Decision == ExperimentDecision.Shipped ? 1 : null,
        DecisionNote = demo.Note,
        DecidedBy = demo.Decision == ExperimentDecision.None ? null : Actor.Program.Name,
        DecidedUtc = demo.Decision == ExperimentDecision.None ? null : started.AddDays(DemoUnits.Days + 1),
        Simulated = true,
    };
}
