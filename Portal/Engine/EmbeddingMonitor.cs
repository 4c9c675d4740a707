using Portal.Diagnostics;

namespace Portal.Engine;

/// <summary>Where <see cref="CatalogueEmbedder"/> says how far it is, whoever started it.</summary>
public sealed class EmbeddingMonitor : IEmbeddingProgress
{
    private readonly Lock _gate = new();
    private readonly List<Action> _subscribers = [];
    private WorkProgress? _current;

    public WorkProgress? Current
    {
        get
        {
            lock (_gate)
            {
                return _current;
            }
        }
    }

    public IDisposable Subscribe(Action changed)
    {
        lock (_gate)
        {
            _subscribers.Add(changed);
        }

        return new Subscription(this, changed);
    }

    /// <summary>Begins a run; it ends when what is returned is disposed of.</summary>
    /// <param name="also">Told the same; null for nobody.</param>
    internal Run Begin(IProgress<WorkProgress>? also) => new(this, also);

    private void Set(WorkProgress? progress)
    {
        Action[] subscribers;
        lock (_gate)
        {
            _current = progress;
            subscribers = [.. _subscribers];
        }

        foreach (var subscriber in subscribers)
        {
            subscriber();
        }
    }

    internal sealed class Run(EmbeddingMonitor monitor, IProgress<WorkProgress>? also) : IProgress<WorkProgress>, IDisposable
    {
        public void Report(WorkProgress value)
        {
            monitor.Set(value);
            also?.Report(value);
        }

        public void Dispose() => monitor.Set(null);
    }

    private sealed class Subscription(EmbeddingMonitor monitor, Action changed) : IDisposable
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
