using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Diagnostics;

namespace Portal.Jobs;

/// <summary>Writes what became of each run.</summary>
internal sealed class JobRunRecorder(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    private const int MaxMessage = 1000;
    private const int MaxError = 4000;
    private const int MaxTriggeredBy = 256;

    public async Task<Guid> StartAsync(string job, string triggeredBy, CancellationToken ct)
    {
        JobRunEntity run = new()
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Job = job,
            State = JobRunState.Running,
            StartedUtc = time.GetUtcNow().UtcDateTime,
            TriggeredBy = Cut(triggeredBy, MaxTriggeredBy),
        };
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.JobRuns.Add(run);
        await db.SaveChangesAsync(ct);
        return run.Id;
    }

    public async Task ProgressAsync(Guid id, WorkProgress progress, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var message = Cut(progress.Message, MaxMessage);
        await db.JobRuns.Where(run => run.Id == id).ExecuteUpdateAsync(set => set
            .SetProperty(run => run.Done, progress.Done)
            .SetProperty(run => run.Total, progress.Total)
            .SetProperty(run => run.Message, message), ct);
    }

    public async Task EndAsync(Guid id, JobRunState state, WorkProgress progress, string? error, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var message = Cut(progress.Message, MaxMessage);
        var shortError = error is null ? null : Cut(error, MaxError);
        var now = time.GetUtcNow().UtcDateTime;
        await db.JobRuns.Where(run => run.Id == id).ExecuteUpdateAsync(set => set
            .SetProperty(run => run.State, state)
            .SetProperty(run => run.EndedUtc, now)
            .SetProperty(run => run.Done, progress.Done)
            .SetProperty(run => run.Total, progress.Total)
            .SetProperty(run => run.Message, message)
            .SetProperty(run => run.Error, shortError), ct);
    }

    /// <summary>At program start nothing can be running yet: what still says so died with the program, and gets an error.</summary>
    public async Task<int> MarkInterruptedAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = time.GetUtcNow().UtcDateTime;
        return await db.JobRuns.Where(run => run.State == JobRunState.Running).ExecuteUpdateAsync(set => set
            .SetProperty(run => run.State, JobRunState.Interrupted)
            .SetProperty(run => run.Error, "The program ended during the run.")
            .SetProperty(run => run.EndedUtc, now), ct);
    }

    /// <summary>A job's newest runs, newest first.</summary>
    public async Task<IReadOnlyList<JobRunView>> NewestAsync(string job, int count, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.JobRuns.Where(run => run.Job == job)
            .OrderByDescending(run => run.StartedUtc).ThenByDescending(run => run.Id)
            .Take(count)
            .Select(run => new JobRunView(
                run.Id, run.State, run.StartedUtc, run.EndedUtc, run.Done, run.Total, run.Message, run.Error, run.TriggeredBy))
            .ToListAsync(ct);
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
