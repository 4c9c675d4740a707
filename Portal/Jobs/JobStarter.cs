using Portal.Data.Entities;
using Quartz;

namespace Portal.Jobs;

/// <summary>Puts jobs into the scheduler's queue.</summary>
internal sealed partial class JobStarter(
    IEnumerable<RegisteredJob> jobs, JobBoard board, JobRunReader reader, ISchedulerFactory schedulers, ILogger<JobStarter> logger)
{
    /// <summary>A job during which the program died this often in a row may be the reason: it is not started by itself again.</summary>
    public const int MaxDeaths = 3;

    public IEnumerable<JobDefinition> Definitions => jobs.Select(job => job.Definition);

    /// <exception cref="ArgumentException">There is no such job.</exception>
    public JobDefinition Find(string key) =>
        Definitions.FirstOrDefault(job => job.Key == key)
        ?? throw new ArgumentException($"There is no job '{key}'; there are {string.Join(", ", Definitions.Select(job => job.Key))}.", nameof(key));

    /// <summary>
    /// Starts a job. By itself it is not started while it runs; as part of a chain it then stands in the queue, because what runs began
    /// before that which it is to take in.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such job.</exception>
    public async Task<JobCommandResult> StartAsync(string key, JobCause cause, CancellationToken ct)
    {
        var job = Find(key);
        if (cause.Chain is null && (board.Find(key) is not null || (await reader.NewestAsync(key, 1, ct)) is [{ EndedUtc: null }]))
        {
            return JobCommandResult.AlreadyRunning;
        }

        var scheduler = await schedulers.GetScheduler(ct);
        if (!await scheduler.RunNowAsync(job, cause, ct))
        {
            return JobCommandResult.AlreadyRunning;
        }

        // Of the queue no run tells yet.
        board.Changed();
        return JobCommandResult.Done;
    }

    /// <summary>Runs a job again that was cut off, and at the program's start what runs at every start, unless its schedule is paused.</summary>
    public async Task StartAgainAsync(JobDefinition job, bool programStarts, CancellationToken ct)
    {
        var scheduler = await schedulers.GetScheduler(ct);
        var newest = await reader.NewestAsync(job.Key, MaxDeaths, ct);
        var interrupted = newest.Count > 0 && newest[0].State == JobRunState.Interrupted;
        if (!interrupted && !(programStarts && job.AtStart && await scheduler.PauseOfAsync(job, ct) is null))
        {
            return;
        }

        if (IsGivenUp(newest))
        {
            LogGivenUp(logger, MaxDeaths, job.Key);
            return;
        }

        await scheduler.RunNowAsync(job, new JobCause(JobTriggers.StartUp, interrupted ? newest[0].Chain : null), ct);
        if (interrupted)
        {
            LogRestarted(logger, job.Key);
        }
    }

    /// <summary>Whether the program died during each of a job's last runs, so that it waits for a person.</summary>
    /// <param name="newest">The newest runs, newest first.</param>
    public static bool IsGivenUp(IReadOnlyList<JobRunView> newest) =>
        newest.Count >= MaxDeaths && newest.Take(MaxDeaths).All(run => run is { State: JobRunState.Interrupted, Error: not null });

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {Job} was interrupted and starts again")]
    private static partial void LogRestarted(ILogger logger, string job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The program died {Count} times in a row during job {Job}: it is not started again by itself")]
    private static partial void LogGivenUp(ILogger logger, int count, string job);
}
