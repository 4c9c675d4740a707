using Portal.Diagnostics;

namespace Portal.Models;

/// <summary>Has the comparison of encoders run in the background, and stopped.</summary>
public interface IComparisonRunner
{
    /// <summary>Starts a run; false where one is going on already.</summary>
    Task<bool> StartAsync(string by, CancellationToken cancellationToken);

    /// <summary>Asks the run to stop; false where none is going on.</summary>
    Task<bool> StopAsync(CancellationToken cancellationToken);
}

/// <summary>How far the comparison is, for the page. Thread-safe.</summary>
public sealed class ComparisonProgress
{
    /// <summary>The run changed.</summary>
    public event Action? Changed;

    /// <summary>The run that goes on; null when none does.</summary>
    public WorkProgress? Current { get; private set; }

    internal Run Begin(IProgress<WorkProgress>? also)
    {
        Set(new WorkProgress(0, 0));
        return new Run(this, also);
    }

    private void Set(WorkProgress? progress)
    {
        Current = progress;
        Changed?.Invoke();
    }

    internal sealed class Run(ComparisonProgress monitor, IProgress<WorkProgress>? also) : IDisposable
    {
        public void Report(WorkProgress value)
        {
            monitor.Set(value);
            also?.Report(value);
        }

        public void Dispose() => monitor.Set(null);
    }
}
