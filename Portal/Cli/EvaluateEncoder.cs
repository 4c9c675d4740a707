using Microsoft.Extensions.Logging.Abstractions;
using Portal.Domain.Embedding;

namespace Portal.Cli;

/// <summary>The built-in text encoder for an evaluation, which has no data folder to keep it in.</summary>
internal sealed class EvaluateEncoder(ITextEncoder? encoder, string? reason) : IDisposable
{
    public static EvaluateEncoder None => new(null, null);

    public ITextEncoder? Encoder => encoder;

    public IEnumerable<string> Notes => encoder is not null ? [$"Text encoder: {encoder.Info.Id} on {encoder.Info.RunsOn}."] : reason is not null ? [$"There is no text encoder: {reason}"] : [];

    public static async Task<EvaluateEncoder> LoadAsync(CancellationToken token)
    {
        EncoderLoader loader = new(TimeProvider.System, () => new HttpClient(), NullLogger<EncoderLoader>.Instance);
        var source = Path.Combine(AppContext.BaseDirectory, "encoders", "use-lite");
        var result = await loader.LoadAsync(new EncoderOptions(), source, Path.Combine(Path.GetTempPath(), "portal-evaluate", "encoders"), progress: null, token);
        return new EvaluateEncoder(result.Encoder, result.Reason);
    }

    public void Dispose() => encoder?.Dispose();
}
