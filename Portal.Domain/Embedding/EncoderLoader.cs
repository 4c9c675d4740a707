using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;
using Portal.Domain.Embedding.Onnx;
using Portal.Domain.Embedding.Packs;

namespace Portal.Domain.Embedding;

/// <summary>Opens the encoder that the options name. A model that does not work is a reason, not an exception.</summary>
/// <remarks>Safe to call from several threads; conversions of the default encoder follow one another.</remarks>
public sealed partial class EncoderLoader
{
    private const int MostThreads = 256;

    private static readonly SemaphoreSlim Conversion = new(1);

    private readonly TimeProvider _time;
    private readonly Func<HttpClient> _newHttpClient;
    private readonly ILogger<EncoderLoader> _logger;
    private readonly bool _exactInt8;

    /// <param name="time">For waiting between attempts at an endpoint.</param>
    /// <param name="newHttpClient">Makes the client of an endpoint, which the encoder then owns.</param>
    /// <param name="logger">Where loading and falling back are told.</param>
    public EncoderLoader(TimeProvider time, Func<HttpClient> newHttpClient, ILogger<EncoderLoader> logger)
        : this(time, newHttpClient, logger, CpuFeatures.MultipliesInt8Exactly)
    {
    }

    internal EncoderLoader(TimeProvider time, Func<HttpClient> newHttpClient, ILogger<EncoderLoader> logger, bool exactInt8) =>
        (_time, _newHttpClient, _logger, _exactInt8) = (time, newHttpClient, logger, exactInt8);

    /// <summary>Opens the encoder. The default one is converted at its first use (under a second) and checked against known vectors.</summary>
    /// <param name="options">Which encoder.</param>
    /// <param name="sourceFolder">The default encoder's published files, <c>encoders/use-lite</c> beside the program.</param>
    /// <param name="packsFolder">The folder of packs, <c>{data}/encoders</c>; the converted default encoder goes there too.</param>
    /// <param name="progress">Told in a few words what is being done.</param>
    /// <param name="cancellationToken">Checked between steps.</param>
    /// <returns>The encoder, or the reason why there is none.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<EncoderLoadResult> LoadAsync(EncoderOptions options, string sourceFolder, string packsFolder, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var started = Stopwatch.GetTimestamp();
        try
        {
            var encoder = options.Kind switch
            {
                EncoderKind.UseLite => await LoadUseLiteAsync(options, sourceFolder, packsFolder, progress, cancellationToken).ConfigureAwait(false),
                EncoderKind.Pack => await LoadPackAsync(options, packsFolder, progress, cancellationToken).ConfigureAwait(false),
                EncoderKind.OpenAi => await ConnectAsync(options, progress, cancellationToken).ConfigureAwait(false),
                _ => null,
            };
            if (encoder is null)
            {
                return new EncoderLoadResult(null, $"No text encoder is configured ({EncoderOptions.Section}:{nameof(options.Kind)} is {options.Kind}), so texts are compared by their words alone.");
            }

            var elapsed = Stopwatch.GetElapsedTime(started);
            LogLoaded(encoder.Info.Id, encoder.Info.RunsOn, elapsed);
            if (encoder.Info.FallbackReason is { } fallback)
            {
                LogFellBack(encoder.Info.Id, encoder.Info.RunsOn, fallback);
            }

            return new EncoderLoadResult(encoder, null);
        }
        catch (Exception e) when (IsLoadFailure(e))
        {
            var reason = Explain(e);
            LogFailed(options.Kind, reason);
            return new EncoderLoadResult(null, reason);
        }
    }

    private async Task<ITextEncoder> LoadUseLiteAsync(EncoderOptions options, string sourceFolder, string packsFolder, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var pack = await ConvertedAsync(options.Precision, sourceFolder, packsFolder, progress, cancellationToken).ConfigureAwait(false);
        progress?.Report("Opening the text encoder");
        var encoder = await OpenAsync(pack, options, cancellationToken).ConfigureAwait(false);
        progress?.Report("Checking the text encoder against known vectors");
        try
        {
            return await VerifiedAsync(encoder, cancellationToken).ConfigureAwait(false);
        }
        catch (TextEncoderException e) when (encoder.Info.RunsOn != SessionPlan.Cpu)
        {
            return await VerifiedAsync(PackOpener.OpenOnCpu(pack, options.Threads, e.Message), cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<ITextEncoder> VerifiedAsync(OnnxTextEncoder encoder, CancellationToken cancellationToken)
    {
        try
        {
            await ReferenceTexts.VerifyAsync(encoder, cancellationToken).ConfigureAwait(false);
            return encoder;
        }
        catch
        {
            encoder.Dispose();
            throw;
        }
    }

    /// <summary>The converted pack: the one in the data folder where it is whole and of the right precision, else a new one.</summary>
    private async Task<ModelPack> ConvertedAsync(EncoderPrecision precision, string sourceFolder, string packsFolder, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        await Conversion.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            UseLitePrecision[] accepted = precision switch
            {
                EncoderPrecision.F32 => [UseLitePrecision.F32],
                EncoderPrecision.F16 => [UseLitePrecision.F16],
                // A narrow pack stays where the data folder moved to a better processor: another precision would mean embedding anew.
                _ => _exactInt8 ? [UseLitePrecision.Int8, UseLitePrecision.Int7] : [UseLitePrecision.Int7],
            };
            return await Task.Run(() => UseLiteConverter.FindConverted(packsFolder, accepted) ?? Convert(accepted[0]), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Conversion.Release();
        }

        ModelPack Convert(UseLitePrecision to)
        {
            progress?.Report($"Converting the text encoder to {to.Label()}");
            var started = Stopwatch.GetTimestamp();
            var pack = UseLiteConverter.Convert(sourceFolder, packsFolder, to);
            var elapsed = Stopwatch.GetElapsedTime(started);
            LogConverted(pack.Id, pack.Precision, elapsed);
            return pack;
        }
    }

    private static async Task<ITextEncoder> LoadPackAsync(EncoderOptions options, string packsFolder, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        if (!ModelPackReader.IsId(options.PackId))
        {
            throw new TextEncoderException($"{EncoderOptions.Section}:{nameof(options.PackId)} is '{options.PackId}', but must be the name of a folder in '{packsFolder}': lower-case letters, digits, '.', '_' and '-'.");
        }

        progress?.Report($"Opening the text encoder {options.PackId}");
        var pack = await Task.Run(() => ModelPackReader.Read(Path.Combine(packsFolder, options.PackId)), cancellationToken).ConfigureAwait(false);
        return await OpenAsync(pack, options, cancellationToken).ConfigureAwait(false);
    }

    private static Task<OnnxTextEncoder> OpenAsync(ModelPack pack, EncoderOptions options, CancellationToken cancellationToken) =>
        options.Threads is >= 0 and <= MostThreads
            ? Task.Run(() => PackOpener.Open(pack, options.ExecutionProvider, options.Threads), cancellationToken)
            : throw new TextEncoderException($"{EncoderOptions.Section}:{nameof(options.Threads)} is {options.Threads}, but must be from 0 (one for every core) to {MostThreads}.");

    private async Task<ITextEncoder> ConnectAsync(EncoderOptions options, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        progress?.Report("Asking the embeddings endpoint");
        var http = _newHttpClient();
        try
        {
            return await OpenAiTextEncoder.ConnectAsync(http, options, _time, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            http.Dispose();
            throw;
        }
    }

    /// <summary>Everything a missing or bad model, folder or native library throws. A program error is none of these.</summary>
    private static bool IsLoadFailure(Exception e) => e is TextEncoderException or OnnxRuntimeException or IOException or UnauthorizedAccessException
        or InvalidDataException or DllNotFoundException or EntryPointNotFoundException or BadImageFormatException or TypeInitializationException;

    private static string Explain(Exception e) => e is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException or TypeInitializationException
        ? $"The model runtime cannot be loaded ({e.GetBaseException().Message.ReplaceLineEndings(" ")}); install the program anew with its native libraries."
        : e.Message;

    [LoggerMessage(Level = LogLevel.Information, Message = "Text encoder {EncoderId} is ready on {RunsOn} after {Elapsed}")]
    private partial void LogLoaded(string encoderId, string runsOn, TimeSpan elapsed);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Text encoder {EncoderId} runs on {RunsOn}: {Reason}")]
    private partial void LogFellBack(string encoderId, string runsOn, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Converted text encoder {PackId} to {Precision} in {Elapsed}")]
    private partial void LogConverted(string packId, string precision, TimeSpan elapsed);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No text encoder of kind {Kind}: {Reason}")]
    private partial void LogFailed(EncoderKind kind, string reason);
}
