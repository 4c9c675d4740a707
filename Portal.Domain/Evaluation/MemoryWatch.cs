namespace Portal.Domain.Evaluation;

/// <summary>Looks at the working set of the process a few times a second and keeps the highest.</summary>
public sealed class MemoryWatch : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Timer _timer;
    private long _peak;

    /// <summary>Begins to look, after what is no longer needed was given back.</summary>
    public MemoryWatch()
    {
        // What was there before must not be counted.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        _timer = new Timer(_ => Look(), null, TimeSpan.Zero, Interval);
    }

    /// <summary>The highest so far, in MiB.</summary>
    public double PeakMb
    {
        get
        {
            Look();
            return Interlocked.Read(ref _peak) / 1048576.0;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        var now = Environment.WorkingSet;
        for (var seen = Interlocked.Read(ref _peak); now > seen; seen = Interlocked.Read(ref _peak))
        {
            Interlocked.CompareExchange(ref _peak, now, seen);
        }
    }
}
