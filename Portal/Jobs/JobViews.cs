using Portal.Data.Entities;

namespace Portal.Jobs;

/// <summary>A run as recorded.</summary>
public sealed record JobRunView(
    Guid Id,
    JobRunState State,
    DateTime StartedUtc,
    DateTime? EndedUtc,
    int Done,
    int Total,
    string Message,
    string? Error,
    string TriggeredBy)
{
    public required string Job { get; init; }

    /// <summary>What it was doing when it failed.</summary>
    public string? Step { get; init; }

    public Guid? Chain { get; init; }

    public string Node { get; init; } = "";

    /// <summary>Whether running it again is a way on.</summary>
    public bool CanRetry => State is JobRunState.Failed or JobRunState.Cancelled or JobRunState.Interrupted;
}

/// <summary>Which runs of the history; null for any.</summary>
public sealed record JobRunFilter(string? Job = null, JobRunState? State = null);

/// <summary>A page of the history.</summary>
/// <param name="Total">Runs on all pages.</param>
public sealed record JobHistoryPage(IReadOnlyList<JobRunView> Runs, int Total);

/// <summary>A page of what people did with the jobs.</summary>
/// <param name="Total">Entries on all pages.</param>
public sealed record JobActionPage(IReadOnlyList<AuditEntryEntity> Entries, int Total);

/// <summary>All there is about a run.</summary>
/// <param name="Log">Its last lines, one below the other.</param>
/// <param name="Related">The other runs of the same cause, and those that repeat it or that it repeats, oldest first.</param>
public sealed record JobRunDetail(JobRunView Run, string Log, IReadOnlyList<JobRunView> Related);

/// <summary>Since when and by whom a schedule is paused.</summary>
public sealed record JobPause(DateTimeOffset? SinceUtc, string? By);

/// <summary>A job as the jobs page shows it.</summary>
/// <param name="Live">Null unless it runs now, in whatever process.</param>
/// <param name="NextUtc">When its schedule runs it next; null for a job that only runs when asked, and while it is paused.</param>
/// <param name="Runs">The newest runs, newest first.</param>
public sealed record JobView(JobDefinition Definition, LiveRun? Live, DateTimeOffset? NextUtc, IReadOnlyList<JobRunView> Runs)
{
    /// <summary>The next times of the schedule, soonest first.</summary>
    public IReadOnlyList<DateTimeOffset> Next { get; init; } = [];

    /// <summary>Null unless its schedule is paused.</summary>
    public JobPause? Pause { get; init; }

    /// <summary>Whether it stands in the queue.</summary>
    public bool Waiting { get; init; }

    /// <summary>The newest run that has ended; null before there is one.</summary>
    public JobRunView? Last => Runs.FirstOrDefault(run => run.EndedUtc is not null);
}

/// <summary>What became of a command.</summary>
public enum JobCommandResult
{
    Done,

    /// <summary>"Run now" of a job that runs or waits to run.</summary>
    AlreadyRunning,

    /// <summary>"Cancel" of a job that does not run, "retry" of a run that is gone.</summary>
    NotRunning,

    /// <summary>"Pause" of a job without a schedule or that is paused, "resume" of one that is not.</summary>
    NothingToDo,
}

/// <summary>What the audit log calls what people do with jobs.</summary>
internal static class JobActions
{
    public const string Prefix = "job.", Started = "job.started", Retried = "job.retried", Cancelled = "job.cancelled", Paused = "job.paused", Resumed = "job.resumed";
}
