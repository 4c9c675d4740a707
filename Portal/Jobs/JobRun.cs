using Portal.Diagnostics;

namespace Portal.Jobs;

/// <summary>A run that is going on. Its job reports to it from any thread.</summary>
public sealed class JobRun : IProgress<WorkProgress>, IDisposable
{
    private readonly Lock _gate = new();
    private readonly JobBoard _board;
    private readonly ProgressMeter _meter;

    internal JobRun(JobBoard board, Guid id, string job, string triggeredBy, TimeProvider time)
    {
        (_board, Id, Job, TriggeredBy, StartedUtc) = (board, id, job, triggeredBy, time.GetUtcNow());
        _meter = new ProgressMeter(time);
    }

    public Guid Id { get; }

    public string Job { get; }

    public string TriggeredBy { get; }

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

    public void Report(WorkProgress value)
    {
        lock (_gate)
        {
            _meter.Report(value);
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
            return new LiveRun(Id, Job, TriggeredBy, StartedUtc, done, total, message, _meter.Rate, _meter.Remaining);
        }
    }
}

/// <summary>A run at one moment.</summary>
/// <param name="Total">0 while unknown.</param>
/// <param name="Rate">Items per second; null until it can be told.</param>
/// <param name="Remaining">Null until it can be told.</param>
public sealed record LiveRun(
    Guid Id, string Job, string TriggeredBy, DateTimeOffset StartedUtc, int Done, int Total, string Message, double? Rate, TimeSpan? Remaining);
