using System.Data.Common;
using System.Runtime.ExceptionServices;
using Microsoft.EntityFrameworkCore;
using Portal.Data.Entities;
using Portal.Diagnostics;

namespace Portal.Jobs;

/// <summary>Runs a job's work on the board and in the record, and tells how it ended.</summary>
internal sealed partial class JobRunner(
    JobBoard board, JobRunRecorder recorder, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<JobRunner> logger)
{
    private static readonly TimeSpan WriteInterval = TimeSpan.FromSeconds(1);

    /// <exception cref="Exception">What the work threw, after it was recorded: the scheduler has to know too.</exception>
    public async Task<JobRunState> RunAsync(
        JobDefinition job, JobCause cause, Func<IProgress<WorkProgress>, CancellationToken, Task> work, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, lifetime.ApplicationStopping);
        var id = await recorder.StartAsync(job.Key, cause, stop.Token);
        using var run = board.Start(id, job.Key, cause.By, cause.Chain);
        JobLogProvider.BeginRun(run.Log);
        LogBegin(logger, job.Key, cause.By);
        using var finished = new CancellationTokenSource();
        var following = FollowAsync(run, stop, finished.Token);
        var (state, error) = await TryAsync(() => work(run, stop.Token), stop.Token);
        await finished.CancelAsync();
        await following;

        var duration = time.GetUtcNow() - run.StartedUtc;
        LogEnd(logger, error, job.Key, state, duration);

        // The end is written even when everything is being cancelled.
        await recorder.EndAsync(id, state, run.Current, error?.Message, run.Log.ToString(), CancellationToken.None);
        if (job.Quiet)
        {
            await recorder.ForgetIdleAsync(job.Key, id, CancellationToken.None);
        }

        if (error is not null)
        {
            ExceptionDispatchInfo.Throw(error);
        }

        return state;
    }

    private async Task<(JobRunState State, Exception? Error)> TryAsync(Func<Task> work, CancellationToken stop)
    {
        try
        {
            // Off the scheduler's thread: a job may compute for long before its first await.
            await Task.Run(work, CancellationToken.None);
            return (JobRunState.Succeeded, null);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return (lifetime.ApplicationStopping.IsCancellationRequested ? JobRunState.Interrupted : JobRunState.Cancelled, null);
        }
#pragma warning disable CA1031 // Whatever a job throws is the end of its run; it is rethrown after it is recorded.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return (JobRunState.Failed, e);
        }
    }

    // Writes how far the run is, and reads whether another process wants it to stop, or has given this one up and lets a third run the job.
    private async Task FollowAsync(JobRun run, CancellationTokenSource stop, CancellationToken finished)
    {
        using var timer = new PeriodicTimer(WriteInterval, time);
        var (written, log) = (run.Current, "");
        while (!finished.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(finished);
                var (current, lines) = (run.Current, run.Log.ToString());
                if (current != written || !ReferenceEquals(lines, log))
                {
                    await recorder.ProgressAsync(run.Id, current, lines, finished);
                    (written, log) = (current, lines);
                }

                if (await recorder.StateAsync(run.Id, finished) != JobRunState.Running)
                {
                    await stop.CancelAsync();
                    return;
                }
            }
            catch (OperationCanceledException) when (finished.IsCancellationRequested)
            {
                // The work is done.
            }
            catch (Exception e) when (e is DbException or DbUpdateException)
            {
                LogNotWritten(logger, e, run.Job);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {Job} begins, started by {By}")]
    private static partial void LogBegin(ILogger logger, string job, string by);

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {Job}: {State} after {Duration}")]
    private static partial void LogEnd(ILogger logger, Exception? error, string job, JobRunState state, TimeSpan duration);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The progress of job {Job} could not be written; it will be tried again, and the job goes on")]
    private static partial void LogNotWritten(ILogger logger, Exception error, string job);
}
