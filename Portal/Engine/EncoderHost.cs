using Microsoft.Extensions.Options;
using Portal.Accounts;
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

/// <summary>
/// Loads the encoder once, in the background, and lends it out. Nothing ever waits for it to serve a page. While another one is to take over,
/// it holds both: the one whose vectors serve encodes what people write, the next one the catalogue, until its vectors are complete.
/// </summary>
public sealed partial class EncoderHost(IOptions<EncoderOptions> options, EncoderLoader loader, DataFolder folder, ILogger<EncoderHost> logger, EncoderChoiceStore? choices = null) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _switching = new(1, 1);
    private Task? _loading;
    private volatile EncoderStatus _status = new(EncoderState.Loading, null, null);
    private volatile ITextEncoder? _encoder, _next;
    private volatile EncoderPlan _plan = EncoderPlan.Configured;

    /// <summary>A switch began, ended or was called off.</summary>
    public event Action? Switched;

    public EncoderStatus Status => _status;

    /// <summary>What was chosen.</summary>
    public EncoderPlan Plan => _plan;

    /// <summary>What the next encoder is; null when none is to take over.</summary>
    public EncoderInfo? Next => _next?.Info;

    /// <summary>Id of the loaded encoder whose vectors serve; null before, or without one.</summary>
    public string? EncoderId => _encoder?.Info.Id;

    /// <summary>The encoder, loaded when this is first called; null when there is none (<see cref="Status"/> says why).</summary>
    public async Task<ITextEncoder?> LoadAsync(CancellationToken cancellationToken)
    {
        Task loading;
        lock (_gate)
        {
            // An endpoint that was down may be up again: whoever asks after a failure tries anew. The caller's token does
            // not end the load for everybody else.
            if (_loading is { IsCompleted: true } && _encoder is null)
            {
                _loading = null;
            }

            loading = _loading ??= Task.Run(() => LoadOnceAsync(CancellationToken.None), CancellationToken.None);
        }

        // Not what was loaded then: another one may have taken over since.
        await loading.WaitAsync(cancellationToken);
        return _encoder;
    }

    /// <summary>The encoder that the catalogue is to be embedded with: the next one, or the one that serves.</summary>
    public async Task<ITextEncoder?> TargetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return _next ?? _encoder;
    }

    /// <summary>Whether the catalogue is still to be embedded with this encoder: a switch may have begun or been called off meanwhile.</summary>
    public bool IsTarget(ITextEncoder encoder) => ReferenceEquals(encoder, _next ?? _encoder);

    /// <summary>Whether this encoder waits for its vectors to be complete.</summary>
    public bool IsNext(ITextEncoder encoder) => ReferenceEquals(encoder, _next);

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
        catch (Exception error) when (error is TextEncoderException or ObjectDisposedException)
        {
            // An endpoint that is down must not take search by words down with it; nor may an encoder that was just replaced.
            LogFailed(logger, error.Message);
            return [];
        }
    }

    /// <summary>Loads another encoder, which takes over as soon as its vectors are complete. It is the caller's to have them made.</summary>
    /// <param name="actor">Who switches.</param>
    /// <param name="choice">The other encoder; null for the configured one.</param>
    /// <param name="cancellationToken">Cancels the loading.</param>
    /// <returns>Why it cannot be loaded, and nothing has changed; null when it can.</returns>
    public async Task<string?> SwitchAsync(Actor actor, EncoderChoice? choice, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        await _switching.WaitAsync(cancellationToken);
        try
        {
            var result = await OpenAsync(choice, cancellationToken);
            if (result.Encoder is not { } encoder)
            {
                return result.Reason;
            }

            var name = choice?.Name ?? "configured";
            if (encoder.Info.Id == EncoderId)
            {
                // It serves already, be it under another name.
                encoder.Dispose();
                await StoreAsync(new EncoderPlan(choice, false, null), actor, "encoder.chosen", name, cancellationToken);
                Interlocked.Exchange(ref _next, null)?.Dispose();
            }
            else
            {
                await StoreAsync(new EncoderPlan(choice, true, _plan.Present), actor, "encoder.switch-begun", name, cancellationToken);
                Interlocked.Exchange(ref _next, encoder)?.Dispose();
            }
        }
        finally
        {
            _switching.Release();
        }

        Switched?.Invoke();
        return null;
    }

    /// <summary>Calls a switch off: what serves goes on serving.</summary>
    /// <returns>False when none is going on.</returns>
    public async Task<bool> CancelSwitchAsync(Actor actor, CancellationToken cancellationToken)
    {
        await _switching.WaitAsync(cancellationToken);
        try
        {
            if (!_plan.Switching)
            {
                return false;
            }

            await StoreAsync(new EncoderPlan(_plan.Serving, false, null), actor, "encoder.switch-cancelled", _plan.Wanted?.Name ?? "configured", cancellationToken);
            Interlocked.Exchange(ref _next, null)?.Dispose();
        }
        finally
        {
            _switching.Release();
        }

        Switched?.Invoke();
        return true;
    }

    /// <summary>The next encoder's vectors are complete: it serves from now on. For who puts these vectors in force, in the same moment.</summary>
    internal async Task PromoteAsync(ITextEncoder encoder, CancellationToken cancellationToken)
    {
        await _switching.WaitAsync(cancellationToken);
        try
        {
            if (!IsNext(encoder))
            {
                throw new OperationCanceledException("The switch to this encoder was called off.");
            }

            await StoreAsync(new EncoderPlan(_plan.Wanted, false, null), Actor.Program, "encoder.switched", encoder.Info.Id, cancellationToken);
            var former = _encoder;
            (_encoder, _next, _status) = (encoder, null, new EncoderStatus(EncoderState.Ready, encoder.Info, null));
            former?.Dispose();
        }
        finally
        {
            _switching.Release();
        }

        Switched?.Invoke();
    }

    public void Dispose()
    {
        _encoder?.Dispose();
        _next?.Dispose();
        _switching.Dispose();
    }

    private async Task StoreAsync(EncoderPlan plan, Actor actor, string action, string subject, CancellationToken cancellationToken)
    {
        if (choices is not null)
        {
            await choices.WriteAsync(plan, actor, action, subject, cancellationToken);
        }

        _plan = plan;
    }

    private Task<EncoderLoadResult> OpenAsync(EncoderChoice? choice, CancellationToken cancellationToken) =>
        loader.LoadAsync(EncoderChoice.Options(choice, options.Value), Path.Combine(AppContext.BaseDirectory, "encoders", "use-lite"), folder.Encoders, null, cancellationToken);

    private async Task LoadOnceAsync(CancellationToken cancellationToken)
    {
        _plan = choices is null ? EncoderPlan.Configured : await choices.ReadAsync(cancellationToken);
        var result = await OpenAsync(_plan.Present, cancellationToken);
        if (_plan.Switching && _next is null && (await OpenAsync(_plan.Wanted, cancellationToken)).Encoder is { } next)
        {
            _next = next;
        }

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
