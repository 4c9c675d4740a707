using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Accounts;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Experiments.Analysis;
using Portal.Domain.Experiments.Bandits;
using Portal.Engine.Experiments;
using Portal.Experiments.Metrics;

namespace Portal.Experiments.Counting;

/// <summary>Gives the variants of a bandit new shares, each time as a new period, so that units are compared only with those of the same shares.</summary>
public sealed class BanditShares(IDbContextFactory<PortalDbContext> contexts, IEnumerable<IExperimentChanges> followers, TimeProvider time)
{
    /// <summary>Shares last so long, unless many units come.</summary>
    internal static readonly TimeSpan Lasting = TimeSpan.FromDays(1);

    // With as many new units as all before, shares may change sooner; and what differs by less is not worth a period.
    private const double Growth = 0.5, Least = 0.01;

    /// <summary>How shares follow from what was seen: a floor of 1 % and a burn-in of 100 units a variant.</summary>
    public static BanditPolicy Policy(CountedExperiment experiment) => new() { LessIsBetter = ExperimentMetrics.Find(experiment.Plan.PrimaryMetric)?.Goal == MetricGoal.Decrease };

    /// <summary>Begins a new period where it is time for it.</summary>
    /// <returns>Whether it did.</returns>
    public async Task<bool> FollowAsync(CountedExperiment experiment, ExperimentReading reading, CancellationToken ct)
    {
        if (reading.Bandit is not { IsBurningIn: false, IsBlocked: false } bandit)
        {
            return false;
        }

        double[] next = [.. bandit.Arms.Select(arm => arm.NextShare)];
        var now = time.GetUtcNow().UtcDateTime;
        await using var outer = await contexts.CreateDbContextAsync(ct);
        var done = await outer.Database.CreateExecutionStrategy().ExecuteAsync(() => BeginAsync(experiment, next, bandit.Units, now, ct));
        foreach (var follower in done ? followers : [])
        {
            follower.Changed();
        }

        return done;
    }

    private async Task<bool> BeginAsync(CountedExperiment experiment, double[] next, long units, DateTime now, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var period = await db.ExperimentPeriods.Where(row => row.ExperimentId == experiment.Id && row.ToUtc == null).OrderByDescending(row => row.FromUtc).ThenByDescending(row => row.Id).FirstOrDefaultAsync(ct);
        var row = await db.Experiments.FirstOrDefaultAsync(row => row.Id == experiment.Id && row.State == ExperimentState.Running, ct);
        if (period is null || row is null || !IsTime(period, next, now, await NewUnitsAsync(db, period, ct), units))
        {
            return false;
        }

        // Whoever ended the period meanwhile has decided what comes after it.
        if (await db.ExperimentPeriods.Where(other => other.Id == period.Id && other.ToUtc == null).ExecuteUpdateAsync(set => set.SetProperty(other => other.ToUtc, now), ct) == 0)
        {
            return false;
        }

        db.ExperimentPeriods.Add(new ExperimentPeriodEntity { ExperimentId = experiment.Id, FromUtc = now, Weights = JsonSerializer.Serialize(next), Coverage = period.Coverage, Reason = "reweighted" });
        db.Audit(Actor.Program, "experiment.reweighted", row.Key, now, string.Join(", ", experiment.Plan.Variants.Select((variant, i) => string.Create(CultureInfo.InvariantCulture, $"{variant.Name} {next[i]:P0}"))));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    private static Task<long> NewUnitsAsync(PortalDbContext db, ExperimentPeriodEntity period, CancellationToken ct) =>
        db.ExperimentUnits.LongCountAsync(row => row.ExperimentId == period.ExperimentId && row.ExposedUtc >= period.FromUtc, ct);

    private static bool IsTime(ExperimentPeriodEntity period, double[] next, DateTime now, long newUnits, long units)
    {
        var shares = JsonSerializer.Deserialize<double[]>(period.Weights) ?? [];
        var differs = shares.Length == next.Length && shares.Zip(next).Any(share => Math.Abs(share.First - share.Second) >= Least);
        return differs && (now - period.FromUtc >= Lasting || newUnits >= Growth * Math.Max(1, units - newUnits));
    }
}
