namespace Portal.Diagnostics;

/// <summary>Speed and time left from reports of progress, over the last half minute. Not thread-safe.</summary>
public sealed class ProgressMeter(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private readonly Queue<(long At, int Done)> _marks = new();
    private (long At, int Done) _last;
    private long _lastMark;

    public WorkProgress Current { get; private set; } = new(0, 0);

    /// <summary>Items per second; null until it can be told.</summary>
    public double? Rate
    {
        get
        {
            if (!_marks.TryPeek(out var first) || time.GetElapsedTime(first.At, _last.At) is not { TotalSeconds: >= 0.5 } elapsed)
            {
                return null;
            }

            var done = _last.Done - first.Done;
            return done > 0 ? done / elapsed.TotalSeconds : null;
        }
    }

    /// <summary>Null until it can be told.</summary>
    public TimeSpan? Remaining =>
        Current.Total > 0 && Rate is { } rate ? TimeSpan.FromSeconds(Math.Max(0, Current.Total - Current.Done) / rate) : null;

    public void Report(WorkProgress progress)
    {
        var now = time.GetTimestamp();
        if (progress.Done < Current.Done || progress.Total != Current.Total)
        {
            // Another phase of the work: its speed has nothing to do with the last one's.
            _marks.Clear();
        }

        Current = progress;
        _last = (now, progress.Done);
        if (_marks.Count == 0 || time.GetElapsedTime(_lastMark, now) >= Step)
        {
            _marks.Enqueue(_last);
            _lastMark = now;
        }

        while (_marks.Count > 1 && time.GetElapsedTime(_marks.Peek().At, now) > Window)
        {
            _marks.Dequeue();
        }
    }
}
