using Portal.Diagnostics;

namespace Portal.Jobs;

/// <summary>A run that is going on. Its job reports to it from any thread.</summary>
public sealed class JobRun : IProgress<WorkProgress>, IDisposable
{
    private readonly Lock _gate = new();
    private readonly JobBoard _board;
    private readonly ProgressMeter _meter;

    internal JobRun(JobBoard board, Guid id, string job, JobCause cause, TimeProvider time)
    {
        (_board, Id, Job, Cause, StartedUtc) = (board, id, job, cause, time.GetUtcNow());
        _meter = new ProgressMeter(time);
        Log = new JobLog(time);
    }

    public Guid Id { get; }

    public string Job { get; }

    public JobCause Cause { get; }

    public DateTimeOffset StartedUtc { get; }

    public WorkProgress Current
    {
        get
        {
            lock (_gate)
            {
                return _meter.Current;
            }
        }
    }

    internal JobLog Log { get; }

    public void Report(WorkProgress value)
    {
        bool step;
        lock (_gate)
        {
            step = value.Message.Length > 0 && value.Message != _meter.Current.Message;
            _meter.Report(value);
        }

        if (step)
        {
            Log.Add(value.Message);
        }

        _board.Changed();
    }

    /// <summary>Takes the run off the board.</summary>
    public void Dispose() => _board.Remove(this);

    internal LiveRun Snapshot()
    {
        lock (_gate)
        {
            var (done, total, message) = _meter.Current;
            return new LiveRun(Id, Job, Cause.By, StartedUtc, done, total, message, _meter.Rate, _meter.Remaining) { Chain = Cause.Chain, Log = Log.ToString() };
        }
    }
}

/// <summary>Why a run began.</summary>
/// <param name="By">Schedule, start-up, or a name.</param>
/// <param name="Chain">What it shares with the other runs of the same cause; null for a run by itself.</param>
public sealed record JobCause(string By, Guid? Chain = null);

/// <summary>A run at one moment.</summary>
/// <param name="Total">0 while unknown.</param>
/// <param name="Rate">Items per second; null until it can be told, and of runs of another process.</param>
/// <param name="Remaining">Null until it can be told, and of runs of another process.</param>
public sealed record LiveRun(
    Guid Id, string Job, string TriggeredBy, DateTimeOffset StartedUtc, int Done, int Total, string Message, double? Rate, TimeSpan? Remaining)
{
    public Guid? Chain { get; init; }

    /// <summary>Its last log lines.</summary>
    public string Log { get; init; } = "";

    /// <summary>The process that runs it, where that is not this one.</summary>
    public string? Elsewhere { get; init; }

    /// <summary>Whether it was asked to stop.</summary>
    public bool Cancelling { get; init; }
}
