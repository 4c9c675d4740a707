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
    string TriggeredBy);

/// <summary>A job as the jobs page shows it.</summary>
/// <param name="Live">Null unless it runs now.</param>
/// <param name="NextUtc">When its schedule runs it next; null for a job that only runs when asked.</param>
/// <param name="Runs">The newest runs, newest first.</param>
public sealed record JobView(JobDefinition Definition, LiveRun? Live, DateTimeOffset? NextUtc, IReadOnlyList<JobRunView> Runs);

/// <summary>What became of "run now" or "cancel".</summary>
public enum JobCommandResult
{
    Done,

    /// <summary>"Run now" of a job that runs or waits to run.</summary>
    AlreadyRunning,

    /// <summary>"Cancel" of a job that does not run.</summary>
    NotRunning,
}
