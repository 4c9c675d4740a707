using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Diagnostics;
using Portal.Overview;

namespace Portal.Jobs;

/// <summary>
/// Deletes what nobody looks at any more, as <see cref="Retention"/> says: old runs of jobs and plans of chains, the log of what old feeds showed, old
/// roll-ups, and reviews that were taken back long ago.
/// </summary>
internal sealed class CleanUpJob(IDbContextFactory<PortalDbContext> contexts, MetricRollUp rollUp, TimeProvider time) : IPortalJob
{
    // Small enough that whoever writes in between waits a moment only.
    private const int Batch = 500;

    public static JobDefinition Definition { get; } = new("clean-up", "CleanUp", "0 30 3 * * ?");

    public async Task RunAsync(IProgress<WorkProgress> progress, CancellationToken ct)
    {
        var runs = await DeleteRunsAsync(ct);
        var feeds = await DeleteFeedsAsync(progress, ct);
        var reviews = await DeleteReviewsAsync(ct);
        await DeleteRollUpsAndChainsAsync(ct);
        progress.Report(new WorkProgress(feeds, feeds, string.Create(CultureInfo.InvariantCulture, $"{feeds} feeds, {runs} runs of jobs, {reviews} deleted reviews")));
    }

    private async Task<int> DeleteReviewsAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var before = (time.GetUtcNow() - Retention.DeletedReviews).UtcDateTime;
        return await db.Reviews.Where(review => review.DeletedUtc < before).ExecuteDeleteAsync(ct);
    }

    private async Task DeleteRollUpsAndChainsAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rolledUp = (time.GetUtcNow() - Retention.RollUps).UtcDateTime;
        await db.MetricRollups.Where(row => row.HourUtc < rolledUp).ExecuteDeleteAsync(ct);
        var planned = (time.GetUtcNow() - Retention.Chains).UtcDateTime;
        await db.Settings.Where(setting => setting.Key.StartsWith(JobChains.SettingPrefix) && setting.UpdatedUtc < planned).ExecuteDeleteAsync(ct);
    }

    private async Task<int> DeleteRunsAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var deleted = 0;
        foreach (var job in await db.JobRuns.Select(run => run.Job).Distinct().ToListAsync(ct))
        {
            var old = await db.JobRuns.Where(run => run.Job == job && run.EndedUtc != null)
                .OrderByDescending(run => run.StartedUtc).ThenByDescending(run => run.Id)
                .Skip(Retention.Runs).Select(run => run.Id).ToListAsync(ct);
            foreach (var ids in old.Chunk(Batch))
            {
                deleted += await db.JobRuns.Where(run => ids.Contains(run.Id)).ExecuteDeleteAsync(ct);
            }
        }

        return deleted;
    }

    private async Task<int> DeleteFeedsAsync(IProgress<WorkProgress> progress, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var before = (time.GetUtcNow() - Retention.Feeds).UtcDateTime;

        // What is not counted yet is kept: afterwards nobody could.
        if (await rollUp.MarkAsync(ct) is not { } mark)
        {
            return 0;
        }

        before = mark.Whole < before ? mark.Whole : before;

        // Nor what an experiment that goes on is counted from.
        var needed = await db.Experiments.Where(row => !row.Simulated && (row.State == ExperimentState.Running || row.State == ExperimentState.Paused)).MinAsync(row => row.StartedUtc, ct);
        before = needed < before ? needed.Value : before;
        var total = await db.FeedRequests.CountAsync(request => request.AtUtc < before, ct);
        var deleted = 0;
        while (deleted < total)
        {
            var ids = await db.FeedRequests.Where(request => request.AtUtc < before)
                .OrderBy(request => request.AtUtc).Take(Batch).Select(request => request.Id).ToListAsync(ct);

            // The positions first: the database would delete them too, but one by one.
            await db.ServedPositions.Where(position => ids.Contains(position.RequestId)).ExecuteDeleteAsync(ct);
            var gone = await db.FeedRequests.Where(request => ids.Contains(request.Id)).ExecuteDeleteAsync(ct);
            if (gone == 0)
            {
                break;
            }

            deleted += gone;
            progress.Report(new WorkProgress(deleted, total));
        }

        return deleted;
    }
}
