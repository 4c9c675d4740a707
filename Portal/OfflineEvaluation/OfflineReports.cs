using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;

namespace Portal.OfflineEvaluation;

/// <summary>A stored run.</summary>
public sealed record OfflineRun(long Id, DateTime AtUtc, OfflineReport Report);

/// <summary>The runs as they were stored, and why the last one failed if it did.</summary>
public sealed class OfflineReports(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    /// <summary>The newest runs that a page shows.</summary>
    public const int MostShown = 50;

    /// <summary>The newest runs, newest first.</summary>
    public async Task<IReadOnlyList<OfflineRun>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.EvaluationReports.AsNoTracking().Where(row => row.Kind == OfflineReport.Kind)
            .OrderByDescending(row => row.AtUtc).ThenByDescending(row => row.Id).Take(MostShown).ToListAsync(cancellationToken);
        return [.. rows.Select(row => (Row: row, Report: OfflineReport.FromJson(row.Report))).Where(one => one.Report is not null).Select(one => new OfflineRun(one.Row.Id, one.Row.AtUtc, one.Report!))];
    }

    /// <summary>One run; null when there is none of that number.</summary>
    public async Task<OfflineRun?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await db.EvaluationReports.AsNoTracking().FirstOrDefaultAsync(row => row.Kind == OfflineReport.Kind && row.Id == id, cancellationToken);
        return row is not null && OfflineReport.FromJson(row.Report) is { } report ? new OfflineRun(row.Id, row.AtUtc, report) : null;
    }

    /// <summary>Stores a run.</summary>
    public async Task AddAsync(OfflineReport report, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.EvaluationReports.Add(new EvaluationReportEntity { Kind = OfflineReport.Kind, AtUtc = time.GetUtcNow().UtcDateTime, Report = report.ToJson() });
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Why the newest run of the job failed; null when it did not.</summary>
    public async Task<string?> FailureAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var last = await db.JobRuns.AsNoTracking().Where(run => run.Job == OfflineRequests.JobKey).OrderByDescending(run => run.StartedUtc).FirstOrDefaultAsync(cancellationToken);
        return last is { State: JobRunState.Failed } ? last.Error ?? "" : null;
    }
}
