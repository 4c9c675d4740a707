namespace Portal.Domain.Evaluation;

/// <summary>Looks at the working set of the process a few times a second and keeps the highest.</summary>
internal sealed class MemoryWatch : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Timer _timer;
    private long _peak;

    public MemoryWatch()
    {
        // What earlier models left behind must not be counted against this one.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        _timer = new Timer(_ => Look(), null, TimeSpan.Zero, Interval);
    }

    public double PeakMb
    {
        get
        {
            Look();
            return Interlocked.Read(ref _peak) / 1048576.0;
        }
    }

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
