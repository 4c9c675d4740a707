using System.Security.Claims;
using Portal.Diagnostics;

namespace Portal.OfflineEvaluation;

/// <summary>Starts, follows and stops the job that evaluates; whoever runs jobs implements it.</summary>
public interface IOfflineRuns
{
    /// <summary>How far the run is; null while none runs in this program.</summary>
    WorkProgress? Current { get; }

    /// <summary>Calls back after changes, from a thread of the pool, a few times a second at most.</summary>
    IDisposable Subscribe(Action changed);

    /// <summary>Starts the job; answers false where it runs or waits already.</summary>
    /// <exception cref="UnauthorizedAccessException">The person is no administrator.</exception>
    Task<bool> StartAsync(ClaimsPrincipal user, CancellationToken cancellationToken);

    /// <summary>Asks the job to stop.</summary>
    /// <exception cref="UnauthorizedAccessException">The person is no administrator.</exception>
    Task CancelAsync(ClaimsPrincipal user, CancellationToken cancellationToken);
}
