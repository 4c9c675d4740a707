using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Portal.Data.Entities;
using Portal.Diagnostics;
using Quartz;

namespace Portal.Jobs;

/// <summary>
/// Where several processes share the database: gives runs an end whose process died and starts their jobs again, does in this process's
/// memory what another one's job did in its own, and tells pages of runs elsewhere.
/// </summary>
internal sealed partial class JobWatch(
    JobNodes nodes, JobNode self, JobRunRecorder recorder, JobRunReader reader, JobStarter starter, JobBoard board,
    IEnumerable<RegisteredJob> jobs, IServiceScopeFactory scopes, TimeProvider time, ILogger<JobWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly DateTime _began = time.GetUtcNow().UtcDateTime;
    private readonly Dictionary<string, Guid> _followed = [];
    private bool _elsewhere;

    /// <summary>One look round.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        foreach (var key in await recorder.MarkInterruptedAsync(await nodes.AliveAsync(ct), ct))
        {
            if (starter.Definitions.FirstOrDefault(job => job.Key == key) is { } job)
            {
                await starter.StartAgainAsync(job, programStarts: false, ct);
            }
        }

        var elsewhere = false;
        foreach (var job in jobs)
        {
            var newest = await reader.NewestAsync(job.Definition.Key, 1, ct);
            elsewhere |= newest is [{ EndedUtc: null } open] && open.Node != self.Name;
            if (job.Definition.InMemory && newest is [{ State: JobRunState.Succeeded } done] && done.Node != self.Name && done.EndedUtc > _began
                && _followed.GetValueOrDefault(job.Definition.Key) != done.Id)
            {
                _followed[job.Definition.Key] = done.Id;
                await FollowAsync(job, done.Node, ct);
            }
        }

        if (elsewhere || _elsewhere)
        {
            board.ChangedElsewhere();
        }

        _elsewhere = elsewhere;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    private async Task TryAsync(CancellationToken ct)
    {
        try
        {
            await LookAsync(ct);
        }
        catch (Exception e) when (e is DbException or DbUpdateException or SchedulerException)
        {
            LogFailed(logger, e);
        }
    }

    private async Task FollowAsync(RegisteredJob job, string node, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            LogFollows(logger, job.Definition.Key, node);
            await ((IPortalJob)scope.ServiceProvider.GetRequiredService(job.JobType)).RunAsync(Silent.Instance, ct);
        }
#pragma warning disable CA1031 // What another process could do may fail in this one; the next run is another chance.
        catch (Exception e) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(logger, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {Job} succeeded on {Node}: this process does the same for its own memory")]
    private static partial void LogFollows(ILogger logger, string job, string node);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The jobs of other processes could not be followed; it will be tried again")]
    private static partial void LogFailed(ILogger logger, Exception error);

    private sealed class Silent : IProgress<WorkProgress>
    {
        public static readonly Silent Instance = new();

        public void Report(WorkProgress value)
        {
            // Nobody is told: it is no run of the job.
        }
    }
}
