using Microsoft.Extensions.Options;
using Portal.Data;
using Portal.Domain.Embedding;

namespace Portal.Engine;

public enum EncoderState
{
    /// <summary>Being converted or loaded; search is by words alone so far.</summary>
    Loading,

    Ready,

    /// <summary>Switched off by configuration, or could not be loaded; search is by words alone.</summary>
    Unavailable,
}

/// <summary>How the encoder is, for pages and logs.</summary>
/// <param name="State">Whether it can be used.</param>
/// <param name="Info">What it is; null until it is loaded.</param>
/// <param name="Reason">Why it is unavailable; null otherwise.</param>
public sealed record EncoderStatus(EncoderState State, EncoderInfo? Info, string? Reason);

/// <summary>Loads the configured encoder once, in the background, and lends it out. Nothing ever waits for it to serve a page.</summary>
public sealed partial class EncoderHost(IOptions<EncoderOptions> options, EncoderLoader loader, DataFolder folder, ILogger<EncoderHost> logger) : IDisposable
{
    private readonly Lock _gate = new();
    private Task<ITextEncoder?>? _loading;
    private volatile EncoderStatus _status = new(EncoderState.Loading, null, null);
    private volatile ITextEncoder? _encoder;

    public EncoderStatus Status => _status;

    /// <summary>Id of the loaded encoder; null before, or without one.</summary>
    public string? EncoderId => _encoder?.Info.Id;

    /// <summary>The encoder, loaded when this is first called; null when there is none (<see cref="Status"/> says why).</summary>
    public Task<ITextEncoder?> LoadAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            // An endpoint that was down may be up again: whoever asks after a failure tries anew. The caller's token does
            // not end the load for everybody else.
            if (_loading is { IsCompleted: true } && _encoder is null)
            {
                _loading = null;
            }

            _loading ??= Task.Run(() => LoadOnceAsync(CancellationToken.None), CancellationToken.None);
        }

        return _loading.WaitAsync(cancellationToken);
    }

    /// <summary>The vector of a text that searches; null when there is no encoder yet, or the text has none.</summary>
    public async Task<float[]?> TryEncodeAsync(string text, CancellationToken cancellationToken) =>
        string.IsNullOrWhiteSpace(text) ? null : await TryEncodeAsync([text], cancellationToken) is [var vector] ? vector : null;

    /// <summary>The vectors of texts that search, in their order; none at all when there is no encoder yet.</summary>
    public async Task<IReadOnlyList<float[]?>> TryEncodeAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        if (_encoder is not { } encoder || texts.Count == 0)
        {
            return [];
        }

        try
        {
            return [.. (await encoder.EncodeAsync([.. texts], TextPurpose.Query, cancellationToken)).Select(vector => vector.Values)];
        }
        catch (TextEncoderException error)
        {
            // An endpoint that is down must not take search by words down with it.
            LogFailed(logger, error.Message);
            return [];
        }
    }

    public void Dispose() => _encoder?.Dispose();

    private async Task<ITextEncoder?> LoadOnceAsync(CancellationToken cancellationToken)
    {
        var source = Path.Combine(AppContext.BaseDirectory, "encoders", "use-lite");
        var result = await loader.LoadAsync(options.Value, source, folder.Encoders, null, cancellationToken);
        if (result.Encoder is { } encoder)
        {
            _encoder = encoder;
            _status = new EncoderStatus(EncoderState.Ready, encoder.Info, null);
            LogReady(logger, encoder.Info.Id, encoder.Info.RunsOn);
            if (encoder.Info.FallbackReason is { } reason)
            {
                LogFallback(logger, encoder.Info.RunsOn, reason);
            }
        }
        else
        {
            _status = new EncoderStatus(EncoderState.Unavailable, null, result.Reason);
            LogUnavailable(logger, result.Reason ?? "");
        }

        return result.Encoder;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Encoder {Id} is ready on {RunsOn}")]
    private static partial void LogReady(ILogger logger, string id, string runsOn);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The encoder runs on {RunsOn} instead of what was asked for: {Reason}")]
    private static partial void LogFallback(ILogger logger, string runsOn, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No text encoder: {Reason} Search and ranking go by words alone.")]
    private static partial void LogUnavailable(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A text could not be encoded: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);
}
