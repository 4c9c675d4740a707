using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Engine.Experiments;

namespace Portal.Experiments.Boards;

/// <summary>Reads what the dashboard of an experiment shows: three rows, however many units it has.</summary>
public sealed class BoardReader(IDbContextFactory<PortalDbContext> contexts, IExperimentResults results)
{
    /// <summary>The dashboard of an experiment; null when there is none of that key.</summary>
    public async Task<Board?> FindAsync(string key, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Experiments.AsNoTracking().FirstOrDefaultAsync(row => row.Key == key, cancellationToken) is not { } row)
        {
            return null;
        }

        var periods = await db.ExperimentPeriods.AsNoTracking().Where(period => period.ExperimentId == row.Id)
            .OrderBy(period => period.FromUtc).ThenBy(period => period.Id).ToListAsync(cancellationToken);
        return new Board(
            Experiment(row),
            ExperimentPlan.FromJson(row.Plan),
            [.. periods.Select(period => new BoardPeriod(period.FromUtc, period.ToUtc, JsonSerializer.Deserialize<double[]>(period.Weights) ?? []))],
            await results.NewestAsync(row.Id, cancellationToken));
    }

    private static BoardExperiment Experiment(ExperimentEntity row) => new(row.Id, row.Key, row.Name, row.Hypothesis, row.Mode, row.Unit, row.State, row.Simulated)
    {
        StartedUtc = row.StartedUtc,
        EndedUtc = row.EndedUtc,
        Decision = row.Decision,
        DecisionVariant = row.DecisionVariant,
        DecisionNote = row.DecisionNote,
        DecidedBy = row.DecidedBy,
        DecidedUtc = row.DecidedUtc,
    };
}
