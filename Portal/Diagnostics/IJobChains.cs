using Portal.Data.Entities;

namespace Portal.Diagnostics;

/// <summary>
/// Jobs that follow one from the other, e.g. embed, refresh and train after an import: the next begins when one has succeeded, across
/// restarts. What fails or is cancelled holds up the rest until it is run again.
/// </summary>
public interface IJobChains
{
    /// <summary>Begins a chain; one that was begun before goes on where it is.</summary>
    /// <param name="chain">Names it; the run that caused it may be recorded under the same.</param>
    /// <param name="jobs">Keys of the jobs in their order.</param>
    /// <param name="triggeredBy">Stands in the record of runs.</param>
    /// <exception cref="ArgumentException">There is no such job, or none is named.</exception>
    Task StartAsync(Guid chain, IReadOnlyList<string> jobs, string triggeredBy, CancellationToken ct);

    /// <summary>How far a chain is; null when there is none, or it was cleaned up.</summary>
    Task<ChainProgress?> FindAsync(Guid chain, CancellationToken ct);

    /// <summary>Calls back after changes of whatever job, from a thread of the pool, at most a few times a second.</summary>
    IDisposable Subscribe(Action changed);
}

/// <summary>A chain at one moment.</summary>
/// <param name="Steps">In their order.</param>
public sealed record ChainProgress(IReadOnlyList<ChainStep> Steps)
{
    public bool Done => Steps.All(step => step.State == JobRunState.Succeeded);

    /// <summary>Whether it waits for a person.</summary>
    public bool Stopped => Steps.Any(step => step.State is JobRunState.Failed or JobRunState.Cancelled);
}

/// <summary>A step of a chain.</summary>
/// <param name="Job">Key of the job.</param>
/// <param name="Name">Its name in the reader's language.</param>
/// <param name="State">How its newest run is; null while it waits for its turn.</param>
/// <param name="Run">That run.</param>
/// <param name="Progress">How far it is or was.</param>
/// <param name="Remaining">Time left; null until it can be told.</param>
/// <param name="Error">Why it failed.</param>
public sealed record ChainStep(string Job, string Name, JobRunState? State, Guid? Run, WorkProgress Progress, TimeSpan? Remaining, string? Error);
