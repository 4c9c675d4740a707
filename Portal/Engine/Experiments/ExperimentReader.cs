using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Experiments.Assignment;

namespace Portal.Engine.Experiments;

/// <summary>Reads what runs from the database. One experiment that cannot be carried out does not keep the others from it.</summary>
public sealed partial class ExperimentReader(IDbContextFactory<PortalDbContext> contexts, ILogger<ExperimentReader> logger)
{
    /// <summary>Changes when an experiment begins or ends to run, or assigns otherwise.</summary>
    public async Task<string> StampAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await StampAsync(db, cancellationToken);
    }

    /// <summary>What runs at present.</summary>
    public async Task<RunningExperiments> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        // First of all: what changes while the rest is read, changes it for the next look.
        var stamp = await StampAsync(db, cancellationToken);
        var rows = await db.Experiments.AsNoTracking().Where(row => row.State == ExperimentState.Running).OrderBy(row => row.StartedUtc).ThenBy(row => row.Id).ToListAsync(cancellationToken);
        var (running, broken) = await BuildAsync(db, rows, cancellationToken);
        return new RunningExperiments(running, broken, await HoldoutAsync(db, cancellationToken), stamp);
    }

    /// <summary>An experiment in whatever state, to look at its variants; null where there is none that can be carried out.</summary>
    public async Task<RunningExperiment?> FindAsync(string key, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Experiments.AsNoTracking().Where(row => row.Key == key).ToListAsync(cancellationToken);
        return (await BuildAsync(db, rows, cancellationToken)).Running.SingleOrDefault();
    }

    private static async Task<string> StampAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        var rows = await db.Experiments.Where(row => row.State == ExperimentState.Running).OrderBy(row => row.Id)
            .Select(row => new { row.Id, row.Revision, Period = db.ExperimentPeriods.Where(period => period.ExperimentId == row.Id).Max(period => (long?)period.Id) })
            .ToListAsync(cancellationToken);
        var holdout = await db.Settings.Where(row => row.Key == ExperimentHoldout.Key).Select(row => (int?)row.Revision).FirstOrDefaultAsync(cancellationToken);
        return string.Join(' ', rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Id}:{row.Revision}:{row.Period}")).Append(string.Create(CultureInfo.InvariantCulture, $"{holdout}")));
    }

    private async Task<(List<RunningExperiment> Running, List<BrokenExperiment> Broken)> BuildAsync(PortalDbContext db, List<ExperimentEntity> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return ([], []);
        }

        var ids = rows.ConvertAll(row => row.Id);
        var periods = (await db.ExperimentPeriods.AsNoTracking().Where(row => ids.Contains(row.ExperimentId)).OrderBy(row => row.FromUtc).ThenBy(row => row.Id).ToListAsync(cancellationToken))
            .ToLookup(row => row.ExperimentId);
        List<RunningExperiment> running = [];
        List<BrokenExperiment> broken = [];
        foreach (var row in rows)
        {
            try
            {
                var plan = ExperimentPlan.FromJson(row.Plan);
                var weights = await WeightsAsync(db, plan, cancellationToken);
                if (MissingOf(plan, weights) is { } missing)
                {
                    broken.Add(new BrokenExperiment(row.Id, row.Key, row.Name, ExperimentFault.Weights, missing));
                    continue;
                }

                running.Add(RunningExperiment.Of(row, [.. periods[row.Id]], weights));
            }
            catch (Exception e) when (e is JsonException or ArgumentException or FormatException or OverflowException)
            {
                broken.Add(new BrokenExperiment(row.Id, row.Key, row.Name, ExperimentFault.Plan, e.Message));
            }
        }

        foreach (var one in broken)
        {
            LogBroken(logger, one.Key, one.Detail);
        }

        return (running, broken);
    }

    private static async Task<Dictionary<int, WeightsOfVersion>> WeightsAsync(PortalDbContext db, ExperimentPlan plan, CancellationToken cancellationToken)
    {
        List<int> versions = [.. plan.Variants.Select(variant => variant.WeightsVersion()).OfType<int>().Distinct()];
        if (versions.Count == 0)
        {
            return [];
        }

        var rows = await db.WeightProfiles.AsNoTracking().Where(row => versions.Contains(row.Version)).ToListAsync(cancellationToken);
        return rows.ToDictionary(row => row.Version, row => WeightStore.Read(row.Weights) is var weights ? new WeightsOfVersion(weights, $"{row.Name} v{row.Version}", weights.Fingerprint) : null!);
    }

    private static string? MissingOf(ExperimentPlan plan, Dictionary<int, WeightsOfVersion> weights) => plan.Variants
        .Select(variant => variant.WeightsVersion() is { } version && !weights.ContainsKey(version)
            ? string.Create(CultureInfo.InvariantCulture, $"The variant '{variant.Name}' ranks by version {version} of the weights, which does not exist any more; stop the experiment.")
            : null)
        .FirstOrDefault(missing => missing is not null);

    private async Task<Holdout?> HoldoutAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        var stored = await db.Settings.Where(row => row.Key == ExperimentHoldout.Key).Select(row => row.Value).FirstOrDefaultAsync(cancellationToken);
        try
        {
            return stored is null ? null : ExperimentHoldout.Read(stored);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            LogNoHoldout(logger, ExperimentHoldout.Key, e.Message);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The experiment {Experiment} is to run and serves nobody: {Problem}")]
    private static partial void LogBroken(ILogger logger, string experiment, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "Nobody is held out of experiments, because the setting {Setting} cannot be read: {Problem}")]
    private static partial void LogNoHoldout(ILogger logger, string setting, string problem);
}
