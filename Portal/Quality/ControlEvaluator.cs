using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Diagnostics;
using Portal.Domain.Evaluation.Control;
using Portal.Domain.Language;
using Portal.Domain.Recommendation;
using Portal.Engine;
using Portal.People;

namespace Portal.Quality;

/// <summary>A report as it was stored.</summary>
public sealed record StoredReport(DateTime AtUtc, ControlReport Report);

/// <summary>Measures on the portal's own catalogue and people what each control does, and keeps the last report.</summary>
public sealed class ControlEvaluator(
    IDbContextFactory<PortalDbContext> contexts, EngineService engine, EncoderHost encoder, ControlSpeaker speaker, ProfileLoader profiles, TimeProvider time)
{
    public const int DefaultPeople = 12, MostPeople = 500;

    // As far down as lists are compared.
    private const int ListLength = 100;

    private const string Kind = "control";

    /// <summary>Tries every control on a sample of people, personas first. Changes nothing.</summary>
    public async Task<ControlReport> RunAsync(int people, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        await encoder.LoadAsync(cancellationToken);
        var state = await engine.GetAsync(cancellationToken);
        List<FeedQuery> queries = [];
        foreach (var user in await UsersAsync(people, cancellationToken))
        {
            var now = time.GetUtcNow();
            var person = await profiles.LoadWithSessionAsync(user, state, new ClauseMoment(now), cancellationToken);
            queries.Add(PersonQuery.Of(user, person, state, now, Surroundings.Unknown, ListLength));
        }

        ControlEvaluation evaluation = new(state.Snapshot, speaker.For(state));
        Relay told = new(done => progress?.Report(new WorkProgress(done, queries.Count)));
        return await Task.Run(() => evaluation.RunAsync(queries, told, cancellationToken), cancellationToken);
    }

    /// <summary>The same, and keeps the report.</summary>
    public async Task<ControlReport> RunAndStoreAsync(IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var report = await RunAsync(DefaultPeople, progress, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.EvaluationReports.Add(new EvaluationReportEntity { Kind = Kind, AtUtc = time.GetUtcNow().UtcDateTime, Report = report.ToJson() });
        await db.SaveChangesAsync(cancellationToken);
        return report;
    }

    /// <summary>The last report; null before there is any.</summary>
    public async Task<StoredReport?> LastAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await db.EvaluationReports.AsNoTracking().Where(row => row.Kind == Kind).OrderByDescending(row => row.AtUtc).FirstOrDefaultAsync(cancellationToken);
        return row is null ? null : new StoredReport(row.AtUtc, ControlReport.FromJson(row.Report));
    }

    private async Task<List<string>> UsersAsync(int people, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Users.OrderByDescending(row => row.Persona).ThenBy(row => row.UserName).Select(row => row.Id).Take(people).ToListAsync(cancellationToken);
    }

    private sealed class Relay(Action<int> report) : IProgress<int>
    {
        public void Report(int value) => report(value);
    }
}
