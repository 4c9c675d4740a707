namespace Portal.Engine.Experiments;

/// <summary>
/// What runs at present, read once. Changes made in this process are in force with the next request; those of another are found by a look at the database
/// every half a minute while lists are asked for, for which nobody waits.
/// </summary>
public sealed partial class ExperimentDirectory(ExperimentReader reader, TimeProvider time, ILogger<ExperimentDirectory> logger) : IExperimentChanges, IDisposable
{
    /// <summary>How long what is known is served without a look.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly CancellationTokenSource _gone = new();
    private volatile Known? _known;
    private long _edition;
    private int _looking, _disposed;

    /// <summary>Called when what runs has changed, on the thread that found out.</summary>
    public event Action? Refreshed;

    /// <summary>What runs.</summary>
    public async ValueTask<RunningExperiments> GetAsync(CancellationToken cancellationToken)
    {
        if (_known is { } known && known.Edition == Interlocked.Read(ref _edition))
        {
            LookIfDue(known);
            return known.Running;
        }

        return await ReadAsync(cancellationToken);
    }

    /// <summary>An experiment in whatever state; null where there is none that can be carried out.</summary>
    public async Task<RunningExperiment?> FindAsync(string key, CancellationToken cancellationToken) =>
        (await GetAsync(cancellationToken)).Experiments.FirstOrDefault(experiment => experiment.Key == key) ?? await reader.FindAsync(key, cancellationToken);

    /// <summary>Says that experiments have changed in the database: the next list follows.</summary>
    public void Changed()
    {
        Interlocked.Increment(ref _edition);
        Refreshed?.Invoke();
    }

    // It goes by two names in the container, which disposes of each.
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _gone.Cancel();
            _gone.Dispose();
            _reading.Dispose();
        }
    }

    private async Task<RunningExperiments> ReadAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            // What changes while it is read has another edition: then it is read again.
            var edition = Interlocked.Read(ref _edition);
            if (_known is { } known && known.Edition == edition)
            {
                return known.Running;
            }

            var running = await reader.ReadAsync(cancellationToken);
            _known = new Known(running, edition, time.GetUtcNow());
            return running;
        }
        finally
        {
            _reading.Release();
        }
    }

    private void LookIfDue(Known known)
    {
        if (time.GetUtcNow() - known.LookedAt >= LookEvery && Interlocked.Exchange(ref _looking, 1) == 0)
        {
            var gone = _gone.Token;
            _ = Task.Run(() => LookAsync(known, gone), gone);
        }
    }

    // Requests are served what is known until all is read.
    private async Task LookAsync(Known known, CancellationToken cancellationToken)
    {
        var running = known.Running;
        try
        {
            if (await reader.StampAsync(cancellationToken) != running.Stamp)
            {
                running = await reader.ReadAsync(cancellationToken);
            }
        }
        catch (Exception e)
        {
            if (!cancellationToken.IsCancellationRequested)
            {
                LogNotLooked(logger, e);
            }
        }

        // Somebody who said that something changed may have been faster; then their edition counts.
        var isNew = Interlocked.CompareExchange(ref _known, new Known(running, known.Edition, time.GetUtcNow()), known) == known && !ReferenceEquals(running, known.Running);
        Interlocked.Exchange(ref _looking, 0);
        if (isNew)
        {
            Refreshed?.Invoke();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether experiments have changed could not be found out; it will be tried again")]
    private static partial void LogNotLooked(ILogger logger, Exception error);

    private sealed class Known(RunningExperiments running, long edition, DateTimeOffset lookedAt)
    {
        public RunningExperiments Running => running;

        public long Edition => edition;

        public DateTimeOffset LookedAt => lookedAt;
    }
}
