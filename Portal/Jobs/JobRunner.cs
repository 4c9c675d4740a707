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
    public async Task RunAsync(
        JobDefinition job, string triggeredBy, Func<IProgress<WorkProgress>, CancellationToken, Task> work, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, lifetime.ApplicationStopping);
        var id = await recorder.StartAsync(job.Key, triggeredBy, stop.Token);
        using var run = board.Start(id, job.Key, triggeredBy);
        using var finished = new CancellationTokenSource();
        var writing = WriteProgressAsync(run, finished.Token);
        var (state, error) = await TryAsync(() => work(run, stop.Token), stop.Token);
        await finished.CancelAsync();
        await writing;

        // The end is written even when everything is being cancelled.
        await recorder.EndAsync(id, state, run.Current, error?.Message, CancellationToken.None);
        var duration = time.GetUtcNow() - run.StartedUtc;
        LogEnd(logger, job.Key, state, duration);
        if (error is not null)
        {
            ExceptionDispatchInfo.Throw(error);
        }
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

    private async Task WriteProgressAsync(JobRun run, CancellationToken finished)
    {
        using var timer = new PeriodicTimer(WriteInterval, time);
        var written = run.Current;
        try
        {
            while (await timer.WaitForNextTickAsync(finished))
            {
                if (run.Current is var current && current != written)
                {
                    await recorder.ProgressAsync(run.Id, current, finished);
                    written = current;
                }
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

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {Job}: {State} after {Duration}")]
    private static partial void LogEnd(ILogger logger, string job, JobRunState state, TimeSpan duration);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The progress of job {Job} is no longer written; the job goes on")]
    private static partial void LogNotWritten(ILogger logger, Exception error, string job);
}
