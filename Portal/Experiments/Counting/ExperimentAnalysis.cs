using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Experiments.Analysis;

namespace Portal.Experiments.Counting;

/// <summary>Reads the counted units of an experiment and stores what they say.</summary>
public sealed class ExperimentAnalysis(IDbContextFactory<PortalDbContext> contexts, StoredUnits units, TimeProvider time)
{
    /// <summary>Analyses an experiment as its units are now, and stores the result. Of each day but the last only the last one stays.</summary>
    /// <exception cref="ArgumentException">Its plan cannot be carried out.</exception>
    public async Task<ExperimentReading> RunAsync(CountedExperiment experiment, CancellationToken ct)
    {
        // Whatever is counted from here on is in the next one.
        var now = time.GetUtcNow().UtcDateTime;
        var (reading, count) = await ReadAsync(experiment, now, ct);
        await StoreAsync(new ExperimentResultEntity { ExperimentId = experiment.Id, AtUtc = now, Units = count, Report = reading.ToJson() }, ct);
        return reading;
    }

    /// <summary>When an experiment was analysed last; null for never.</summary>
    public async Task<DateTime?> LastAsync(int experimentId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.ExperimentResults.Where(row => row.ExperimentId == experimentId).MaxAsync(row => (DateTime?)row.AtUtc, ct);
    }

    private async Task<(ExperimentReading Reading, long Units)> ReadAsync(CountedExperiment experiment, DateTime now, CancellationToken ct)
    {
        var periods = await PeriodsAsync(experiment, ct);
        UnitFold fold = new(experiment, periods, experiment.EndedUtc < now ? experiment.EndedUtc.Value : now);
        if (fold.NeedsLimits)
        {
            await foreach (var part in units.ReadAsync(experiment.Id, ct))
            {
                fold.Look(part);
            }
        }

        await foreach (var part in units.ReadAsync(experiment.Id, ct))
        {
            fold.Add(part);
        }

        return (fold.Reading(), fold.Units);
    }

    private async Task<IReadOnlyList<SharePeriod>> PeriodsAsync(CountedExperiment experiment, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        List<SharePeriod> periods = [.. (await db.ExperimentPeriods.AsNoTracking().Where(row => row.ExperimentId == experiment.Id).OrderBy(row => row.FromUtc).ThenBy(row => row.Id).ToListAsync(ct)).Select(SharePeriod.Of)];
        if (periods.Find(period => period.Shares.Count != experiment.Plan.Variants.Length) is { } wrong)
        {
            throw new ArgumentException($"The period from {wrong.FromUtc:O} has {wrong.Shares.Count} shares for {experiment.Plan.Variants.Length} variants.", nameof(experiment));
        }

        if (periods.Count < 2)
        {
            return periods;
        }

        var counts = new long[periods.Count];
        await foreach (var at in units.ExposuresAsync(experiment.Id, ct))
        {
            counts[UnitFold.PeriodOf(periods, at)]++;
        }

        return [.. periods.Select((period, i) => period with { Units = counts[i] })];
    }

    private async Task StoreAsync(ExperimentResultEntity result, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.ExperimentResults.Add(result);
        await db.SaveChangesAsync(ct);
        var (day, at) = (result.AtUtc.Date, result.AtUtc);
        await db.ExperimentResults.Where(row => row.ExperimentId == result.ExperimentId && row.AtUtc >= day && row.AtUtc <= at && row.Id != result.Id).ExecuteDeleteAsync(ct);
    }
}
