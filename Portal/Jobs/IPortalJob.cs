using Portal.Diagnostics;

namespace Portal.Jobs;

/// <summary>
/// A background job: one call to the service that does the work. Never runs twice at once, and has to be safe to run again
/// after it was cut off at any point.
/// </summary>
public interface IPortalJob
{
    static abstract JobDefinition Definition { get; }

    /// <param name="progress">Report as often as you like, from any thread. The last message stays as what came of the run.</param>
    /// <param name="ct">Cancelled by "cancel" on the jobs page and when the program stops.</param>
    Task RunAsync(IProgress<WorkProgress> progress, CancellationToken ct);
}
