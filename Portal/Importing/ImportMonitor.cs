using System.Globalization;
using Portal.Data.Entities;
using Portal.Diagnostics;

namespace Portal.Importing;

/// <summary>An import that runs, at one moment.</summary>
/// <param name="Rate">Rows per second; null until it can be told.</param>
/// <param name="Remaining">Null until it can be told.</param>
public sealed record LiveImport(Guid Id, ImportProgress Progress, double? Rate, TimeSpan? Remaining);

/// <summary>Which import runs and how far it is, whoever started it; and the way to stop it. Thread-safe.</summary>
public sealed class ImportMonitor(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly List<Action> _subscribers = [];
    private ImportLive? _live;

    /// <summary>The import that runs; null when none does.</summary>
    public LiveImport? Current
    {
        get
        {
            lock (_gate)
            {
                return _live?.Current;
            }
        }
    }

    /// <summary>Calls back after each change, on the thread that made it, until what is returned is disposed of.</summary>
    public IDisposable Subscribe(Action changed)
    {
        lock (_gate)
        {
            _subscribers.Add(changed);
        }

        return new Subscription(this, changed);
    }

    /// <summary>Asks a running import to stop; false where it does not run.</summary>
    public bool Cancel(Guid id)
    {
        lock (_gate)
        {
            return _live?.Current.Id == id && _live.Cancel();
        }
    }

    /// <summary>Says that the list of imports has changed.</summary>
    internal void Changed()
    {
        Action[] subscribers;
        lock (_gate)
        {
            subscribers = [.. _subscribers];
        }

        foreach (var subscriber in subscribers)
        {
            subscriber();
        }
    }

    internal ImportLive Begin(ImportRunEntity run, IProgress<WorkProgress>? also, CancellationToken ct)
    {
        ImportLive live = new(this, run, also, time, ct);
        Set(live);
        return live;
    }

    internal void Set(ImportLive? live)
    {
        lock (_gate)
        {
            _live = live;
        }

        Changed();
    }

    private sealed class Subscription(ImportMonitor monitor, Action changed) : IDisposable
    {
        public void Dispose()
        {
            lock (monitor._gate)
            {
                monitor._subscribers.Remove(changed);
            }
        }
    }
}

/// <summary>The running import: told how far it is, tells others.</summary>
internal sealed class ImportLive : IProgress<ImportProgress>, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly ImportMonitor _monitor;
    private readonly IProgress<WorkProgress>? _also;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop;
    private readonly ProgressMeter _rows, _bytes;
    private readonly long _rowsBefore;
    private long _told;

    public ImportLive(ImportMonitor monitor, ImportRunEntity run, IProgress<WorkProgress>? also, TimeProvider time, CancellationToken ct)
    {
        (_monitor, _also, _time, _rowsBefore) = (monitor, also, time, run.Rows);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        (_rows, _bytes) = (new ProgressMeter(time), new ProgressMeter(time));
        Token = _stop.Token;
        Current = new LiveImport(run.Id, new ImportProgress(run.Name, run.BytesDone, run.Bytes, new ImportTally(run.Added, run.Changed, run.Unchanged, run.Rejected)), null, null);
    }

    public LiveImport Current { get; private set; }

    public CancellationToken Token { get; }

    /// <summary>Whether somebody asked for the end, other than the program's.</summary>
    public bool IsCancelled { get; private set; }

    public bool Cancel()
    {
        IsCancelled = true;

        // Stopped from here on; whoever listens for it is told on a thread of their own, not under the caller's lock.
        _ = _stop.CancelAsync();
        return true;
    }

    public void Report(ImportProgress value)
    {
        // The meters count in int: rows of this run, and kibibytes of all.
        _rows.Report(new WorkProgress((int)Math.Min(int.MaxValue, value.Tally.Rows - _rowsBefore), 0));
        _bytes.Report(new WorkProgress((int)(value.BytesDone >> 10), (int)Math.Max(1, value.Bytes >> 10)));
        Current = new LiveImport(Current.Id, value, _rows.Rate, _bytes.Remaining);
        var rate = _rows.Rate is { } rows ? string.Create(CultureInfo.InvariantCulture, $", {rows:N0} rows/s") : "";
        _also?.Report(new WorkProgress((int)(value.BytesDone >> 10), (int)Math.Max(1, value.Bytes >> 10), string.Create(CultureInfo.InvariantCulture, $"{value.File}: {value.Tally.Rows:N0} rows{rate}")));
        if (_told == 0 || _time.GetElapsedTime(_told) >= Interval)
        {
            _told = _time.GetTimestamp();
            _monitor.Changed();
        }
    }

    public void Dispose()
    {
        _monitor.Set(null);
        _stop.Dispose();
    }
}
