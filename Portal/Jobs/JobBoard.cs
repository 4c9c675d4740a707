namespace Portal.Jobs;

/// <summary>What runs now, in memory. Thread-safe.</summary>
public sealed partial class JobBoard(TimeProvider time, ILogger<JobBoard> logger) : IDisposable
{
    /// <summary>Subscribers hear at most this often, however often jobs report.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private readonly List<JobRun> _runs = [];
    private readonly List<Subscription> _subscriptions = [];
    private ITimer? _timer;
    private bool _pending;
    private long _notified;

    public IReadOnlyList<LiveRun> Current
    {
        get
        {
            lock (_gate)
            {
                return [.. _runs.Select(run => run.Snapshot())];
            }
        }
    }

    /// <summary>Counted up when a run has ended, here or, where that is noticed, in another process: tells that one came and went between two looks.</summary>
    public int Ended { get; private set; }

    public LiveRun? Find(string job)
    {
        lock (_gate)
        {
            return _runs.FirstOrDefault(run => run.Job == job)?.Snapshot();
        }
    }

    /// <summary>Calls back after changes, from a thread of the pool; read <see cref="Current"/> there.</summary>
    public IDisposable Subscribe(Action changed)
    {
        Subscription subscription = new(this, changed);
        lock (_gate)
        {
            _subscriptions.Add(subscription);
        }

        return subscription;
    }

    public void Dispose() => _timer?.Dispose();

    internal JobRun Start(Guid id, string job, string triggeredBy, Guid? chain = null)
    {
        JobRun run = new(this, id, job, new JobCause(triggeredBy, chain), time);
        lock (_gate)
        {
            _runs.Add(run);
        }

        Changed();
        return run;
    }

    internal void Remove(JobRun run)
    {
        lock (_gate)
        {
            Ended += _runs.Remove(run) ? 1 : 0;
        }

        Changed();
    }

    /// <summary>Something runs, or no longer runs, in another process.</summary>
    internal void ChangedElsewhere()
    {
        lock (_gate)
        {
            Ended++;
        }

        Changed();
    }

    internal void Changed()
    {
        lock (_gate)
        {
            if (_pending)
            {
                return;
            }

            _pending = true;
            var wait = _notified == 0 ? TimeSpan.Zero : Interval - time.GetElapsedTime(_notified);
            _timer ??= time.CreateTimer(_ => Notify(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    private void Notify()
    {
        Subscription[] subscriptions;
        lock (_gate)
        {
            // Before the calls: what changes during them is told by the next timer.
            (_pending, _notified) = (false, time.GetTimestamp());
            subscriptions = [.. _subscriptions];
        }

        foreach (var subscription in subscriptions)
        {
            try
            {
                subscription.Changed();
            }
#pragma warning disable CA1031 // One page's failure must not keep the news from the others.
            catch (Exception e)
#pragma warning restore CA1031
            {
                LogSubscriberFailed(logger, e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A page failed to show the progress of a job")]
    private static partial void LogSubscriberFailed(ILogger logger, Exception error);

    private sealed class Subscription(JobBoard board, Action changed) : IDisposable
    {
        public Action Changed { get; } = changed;

        public void Dispose()
        {
            lock (board._gate)
            {
                board._subscriptions.Remove(this);
            }
        }
    }
}
