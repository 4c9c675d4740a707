using System.Security.Claims;
using Portal.Diagnostics;
using Portal.OfflineEvaluation;

namespace Portal.Jobs;

/// <summary>The evaluation page's view of its job.</summary>
internal sealed class OfflineRuns(JobService jobs, JobBoard board) : IOfflineRuns
{
    public WorkProgress? Current => board.Find(OfflineRequests.JobKey) is { } run ? new WorkProgress(run.Done, run.Total, run.Message) : null;

    public IDisposable Subscribe(Action changed) => board.Subscribe(changed);

    public async Task<bool> StartAsync(ClaimsPrincipal user, CancellationToken cancellationToken) =>
        await jobs.RunNowAsync(OfflineRequests.JobKey, user, cancellationToken) == JobCommandResult.Done;

    public async Task CancelAsync(ClaimsPrincipal user, CancellationToken cancellationToken) => await jobs.CancelAsync(OfflineRequests.JobKey, user, cancellationToken);
}
