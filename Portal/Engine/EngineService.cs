using Portal.Domain.Embedding;
using Portal.Engine.Models;

namespace Portal.Engine;

/// <summary>
/// Holds the engine state in force. A refresh builds a new one beside it and swaps one reference; if it fails, the last
/// good one stays.
/// </summary>
public sealed partial class EngineService(EngineBuilder builder, ModelStore models, WeightStore weights, EncoderHost encoder, ILogger<EngineService> logger) : IDisposable
{
    private readonly SemaphoreSlim _building = new(1, 1);
    private volatile EngineState? _current;

    /// <summary>Called after every swap, on the thread that built the new state.</summary>
    public event Action? Refreshed;

    /// <summary>The state in force; built first when there is none yet.</summary>
    public async ValueTask<EngineState> GetAsync(CancellationToken cancellationToken)
    {
        if (_current is { } current)
        {
            return current;
        }

        await _building.WaitAsync(cancellationToken);
        try
        {
            return _current ??= await BuildAsync(cancellationToken);
        }
        finally
        {
            _building.Release();
        }
    }

    /// <summary>Builds a new state from the database and puts it in force.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _building.WaitAsync(cancellationToken);
        try
        {
            _current = await BuildAsync(cancellationToken);
        }
        finally
        {
            _building.Release();
        }

        Refreshed?.Invoke();
    }

    /// <summary>Puts the vectors of the encoder that was to take over in force, and the encoder with them.</summary>
    /// <exception cref="OperationCanceledException">The switch was called off meanwhile; nothing has changed.</exception>
    public async Task PromoteAsync(ITextEncoder next, CancellationToken cancellationToken)
    {
        await _building.WaitAsync(cancellationToken);
        try
        {
            var state = await BuildAsync(next.Info.Id, cancellationToken);
            await encoder.PromoteAsync(next, cancellationToken);
            _current = state;
        }
        finally
        {
            _building.Release();
        }

        Refreshed?.Invoke();
    }

    /// <summary>Puts models that were learned meanwhile in force, without building anything else anew.</summary>
    public async Task ReplaceModelsAsync(CancellationToken cancellationToken)
    {
        await _building.WaitAsync(cancellationToken);
        try
        {
            if (_current is not { } current)
            {
                // The state that will be built takes them from the store.
                return;
            }

            _current = current with { Models = models.Over(current.Snapshot.Catalogue) };
        }
        finally
        {
            _building.Release();
        }

        Refreshed?.Invoke();
    }

    /// <summary>Puts the live weights in force, without building anything else anew: feeds follow at once.</summary>
    public async Task ReplaceWeightsAsync(CancellationToken cancellationToken)
    {
        await _building.WaitAsync(cancellationToken);
        try
        {
            if (_current is not { } current)
            {
                // The state that will be built reads them.
                return;
            }

            var live = await weights.LiveAsync(cancellationToken);
            _current = current.Under(live.Weights, live.Name);
        }
        finally
        {
            _building.Release();
        }

        Refreshed?.Invoke();
    }

    public void Dispose() => _building.Dispose();

    private Task<EngineState> BuildAsync(CancellationToken cancellationToken) => BuildAsync(encoder.EncoderId, cancellationToken);

    private async Task<EngineState> BuildAsync(string? encoderId, CancellationToken cancellationToken)
    {
        var state = await builder.BuildAsync(encoderId, _current?.Snapshot, cancellationToken);
        LogBuilt(logger, state.Snapshot.Version, state.Snapshot.Catalogue.Count, state.Snapshot.Vectors?.Count ?? 0);
        return state;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Engine {Version}: {Items} items, {Vectors} with a vector")]
    private static partial void LogBuilt(ILogger logger, string version, int items, int vectors);
}
