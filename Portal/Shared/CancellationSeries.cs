namespace Portal.Shared;

/// <summary>
/// The loads of a page, of which only the newest counts: starting one cancels the one before it, and disposing of the
/// series cancels the last. For one renderer; safe when calls overlap.
/// </summary>
public sealed class CancellationSeries : IAsyncDisposable
{
    private CancellationTokenSource? _current;
    private bool _disposed;

    /// <summary>Cancels the load that runs, waits until all that hangs on its token was told, and gives the token of the next.</summary>
    public async Task<CancellationToken> StartAsync()
    {
        if (_disposed)
        {
            return new CancellationToken(canceled: true);
        }

        var next = new CancellationTokenSource();

        // Taken before the swap: afterwards a newer load may already have disposed of the source.
        var token = next.Token;
        await CancelAsync(Interlocked.Exchange(ref _current, next));
        return token;
    }

    /// <summary>Cancels the load that runs, if one does, without starting another.</summary>
    public Task StopAsync() => CancelAsync(Interlocked.Exchange(ref _current, null));

    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        await StopAsync();
    }

    private static async Task CancelAsync(CancellationTokenSource? source)
    {
        if (source is not null)
        {
            await source.CancelAsync();
            source.Dispose();
        }
    }
}
