using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Accounts;
using Portal.Data;

namespace Portal.Experiments.Boards;

/// <summary>Reads what the dashboard of an experiment shows: a few rows, however many units it has.</summary>
public sealed class BoardReader(IDbContextFactory<PortalDbContext> contexts, ExperimentStore experiments, IExperimentResults results)
{
    /// <summary>The dashboard of an experiment; null when there is none of that key.</summary>
    public async Task<Board?> FindAsync(string key, CancellationToken cancellationToken)
    {
        if (await experiments.FindAsync(key, cancellationToken) is not { } experiment)
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var periods = await db.ExperimentPeriods.AsNoTracking().Where(period => period.ExperimentId == experiment.Id)
            .OrderBy(period => period.FromUtc).ThenBy(period => period.Id).ToListAsync(cancellationToken);
        return new Board(
            experiment,
            [.. periods.Select(period => new BoardPeriod(period.FromUtc, period.ToUtc, JsonSerializer.Deserialize<double[]>(period.Weights) ?? []))],
            await results.NewestAsync(experiment.Id, cancellationToken))
        {
            LiveChanges = await LiveChangesAsync(db, experiment, cancellationToken),
        };
    }

    private static async Task<IReadOnlyList<LiveChange>> LiveChangesAsync(PortalDbContext db, ExperimentView experiment, CancellationToken cancellationToken)
    {
        if (experiment.Simulated || experiment.StartedUtc is not { } from || !experiment.Plan.Variants.Any(variant => variant.FollowsLive()))
        {
            return [];
        }

        // What its own decision ships goes live at its end.
        var until = experiment.EndedUtc ?? DateTime.MaxValue;
        var entries = db.AuditEntries.Where(entry => (entry.Action == AuditLog.WeightsPublished || entry.Action == AuditLog.WeightsRolledBack) && entry.AtUtc > from && entry.AtUtc < until);
        return await entries.OrderBy(entry => entry.AtUtc).ThenBy(entry => entry.Id).Select(entry => new LiveChange(entry.AtUtc, entry.Subject, entry.Actor)).ToListAsync(cancellationToken);
    }
}
