using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Accounts;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Experiments.Planning;

namespace Portal.Experiments;

/// <summary>Experiments that run: start, pause, resume, extend, stop. Each time with the same shares is a period of its own, by which the counts of the variants are judged.</summary>
public sealed class ExperimentRuns(ExperimentRows rows, LaunchChecks checks, TimeProvider time)
{
    private static readonly ExperimentState[] Begun = [ExperimentState.Running, ExperimentState.Paused];

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Starts a draft on whose checklist nothing is missing.</summary>
    public Task<ExperimentChange> StartAsync(Actor actor, int id, int revision, CancellationToken cancellationToken) =>
        rows.ChangeAsync(id, revision, [ExperimentState.Draft], async (db, row) =>
        {
            var draft = ExperimentView.Of(row).Draft;
            if ((await checks.OfAsync(draft, id, cancellationToken)).Any(check => check.State == LaunchState.Missing))
            {
                return ExperimentOutcome.NotReady;
            }

            (row.State, row.StartedUtc) = (ExperimentState.Running, Now);
            Begin(db, row, "started", draft.Plan.Weights, draft.Plan.Coverage);
            db.Audit(actor, "experiment.started", row.Key, Now, Allocation(draft.Plan.Weights, draft.Plan.Coverage));
            return ExperimentOutcome.Done;
        }, cancellationToken);

    /// <summary>Serves everybody what is live for a while; whoever was assigned keeps their variant for when it goes on.</summary>
    public Task<ExperimentChange> PauseAsync(Actor actor, int id, int revision, CancellationToken cancellationToken) =>
        rows.ChangeAsync(id, revision, [ExperimentState.Running], async (db, row) =>
        {
            await EndPeriodAsync(db, id, cancellationToken);
            row.State = ExperimentState.Paused;
            db.Audit(actor, "experiment.paused", row.Key, Now);
            return ExperimentOutcome.Done;
        }, cancellationToken);

    /// <summary>Lets a paused one go on, by the shares that it had.</summary>
    public Task<ExperimentChange> ResumeAsync(Actor actor, int id, int revision, CancellationToken cancellationToken) =>
        rows.ChangeAsync(id, revision, [ExperimentState.Paused], async (db, row) =>
        {
            var plan = ExperimentView.Of(row).Plan;
            var shares = await SharesAsync(db, row, plan.Weights, cancellationToken);
            row.State = ExperimentState.Running;
            Begin(db, row, "resumed", shares, plan.Coverage);
            db.Audit(actor, "experiment.resumed", row.Key, Now, Allocation(shares, plan.Coverage));
            return ExperimentOutcome.Done;
        }, cancellationToken);

    /// <summary>Changes how long an experiment runs and whom it takes. Units keep the variant that they were shown; other shares begin a new period.</summary>
    /// <exception cref="ArgumentException">The shares do not add up to 1, or a number is out of its range.</exception>
    public Task<ExperimentChange> ExtendAsync(Actor actor, int id, int revision, ExperimentExtension extension, CancellationToken cancellationToken)
    {
        extension.Check();
        return rows.ChangeAsync(id, revision, Begun, async (db, row) =>
        {
            var before = ExperimentView.Of(row).Draft;

            // A bandit's shares are the program's to set.
            var weights = row.Mode == ExperimentMode.Bandit ? before.Plan.Weights : extension.Weights;
            if (weights.Length != before.Plan.Variants.Length)
            {
                throw new ArgumentException($"There are {weights.Length} shares for {before.Plan.Variants.Length} variants; give one for each.", nameof(extension));
            }

            var after = before with { Plan = before.Plan with { PlannedUnits = extension.PlannedUnits, MinimumDays = extension.MinimumDays, Coverage = extension.Coverage, Weights = weights } };
            row.Plan = after.Plan.ToJson();
            if (row.State == ExperimentState.Running && (after.Plan.Coverage != before.Plan.Coverage || !weights.SequenceEqual(before.Plan.Weights)))
            {
                var shares = await SharesAsync(db, row, weights, cancellationToken);
                await EndPeriodAsync(db, id, cancellationToken);
                Begin(db, row, "extended", shares, after.Plan.Coverage);
            }

            db.Audit(actor, "experiment.extended", row.Key, Now, DraftFields.Describe(DraftFields.Between(before, after)));
            return ExperimentOutcome.Done;
        }, cancellationToken);
    }

    /// <summary>Ends it for good; what it found stays, and can be decided on.</summary>
    public Task<ExperimentChange> StopAsync(Actor actor, int id, int revision, CancellationToken cancellationToken) =>
        rows.ChangeAsync(id, revision, Begun, async (db, row) =>
        {
            await EndAsync(db, row, Now, cancellationToken);
            db.Audit(actor, "experiment.stopped", row.Key, Now);
            return ExperimentOutcome.Done;
        }, cancellationToken);

    /// <summary>Ends an experiment in the context that saves it.</summary>
    internal static async Task EndAsync(PortalDbContext db, ExperimentEntity row, DateTime now, CancellationToken cancellationToken)
    {
        await db.ExperimentPeriods.Where(period => period.ExperimentId == row.Id && period.ToUtc == null).ForEachAsync(period => period.ToUtc = now, cancellationToken);
        (row.State, row.EndedUtc) = (ExperimentState.Stopped, now);
    }

    private static string Allocation(ImmutableArray<double> weights, double coverage) =>
        string.Create(CultureInfo.InvariantCulture, $"shares {string.Join(" / ", weights.Select(weight => weight.ToString("0.####", CultureInfo.InvariantCulture)))}, coverage {coverage:0.####}");

    // What a bandit has learned stands in its newest period alone.
    private static async Task<ImmutableArray<double>> SharesAsync(PortalDbContext db, ExperimentEntity row, ImmutableArray<double> planned, CancellationToken cancellationToken)
    {
        var newest = row.Mode != ExperimentMode.Bandit ? null
            : await db.ExperimentPeriods.Where(period => period.ExperimentId == row.Id).OrderByDescending(period => period.FromUtc).ThenByDescending(period => period.Id).Select(period => period.Weights).FirstOrDefaultAsync(cancellationToken);
        return newest is null ? planned : JsonSerializer.Deserialize<ImmutableArray<double>>(newest);
    }

    private Task EndPeriodAsync(PortalDbContext db, int id, CancellationToken cancellationToken)
    {
        var now = Now;
        return db.ExperimentPeriods.Where(period => period.ExperimentId == id && period.ToUtc == null).ForEachAsync(period => period.ToUtc = now, cancellationToken);
    }

    private void Begin(PortalDbContext db, ExperimentEntity row, string reason, ImmutableArray<double> weights, double coverage) => db.ExperimentPeriods.Add(new ExperimentPeriodEntity
    {
        ExperimentId = row.Id,
        FromUtc = Now,
        Weights = JsonSerializer.Serialize(weights),
        Coverage = coverage,
        Reason = reason,
    });
}
