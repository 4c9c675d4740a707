using Portal.Domain.Embedding;

namespace Portal.Engine;

/// <summary>An encoder that was chosen in the portal, in place of what the configuration names.</summary>
/// <param name="Kind">The built-in one or a pack.</param>
/// <param name="Precision">Of the built-in one.</param>
/// <param name="PackId">Of a pack; empty for the built-in one.</param>
public sealed record EncoderChoice(EncoderKind Kind, EncoderPrecision Precision = EncoderPrecision.Int8, string PackId = "")
{
    /// <summary>How it is called in lists, logs and the audit log.</summary>
    public string Name => Kind == EncoderKind.Pack ? PackId : $"use-lite {Precision}";

    /// <summary>The options with this choice; where and how it runs stays as configured.</summary>
    /// <param name="choice">The choice; null for what is configured.</param>
    /// <param name="configured">The configuration.</param>
    public static EncoderOptions Options(EncoderChoice? choice, EncoderOptions configured) => choice is null ? configured : new EncoderOptions
    {
        Kind = choice.Kind,
        Precision = choice.Precision,
        PackId = choice.PackId,
        ExecutionProvider = configured.ExecutionProvider,
        Threads = configured.Threads,
    };
}

/// <summary>What was chosen, and what serves until it can.</summary>
/// <param name="Wanted">The encoder that is to serve; null for the configured one.</param>
/// <param name="Switching">Whether another one serves until the vectors of the wanted one are complete.</param>
/// <param name="Serving">That other one; null for the configured one. Of no meaning unless <paramref name="Switching"/>.</param>
public sealed record EncoderPlan(EncoderChoice? Wanted, bool Switching, EncoderChoice? Serving)
{
    /// <summary>The configured encoder, and nothing else.</summary>
    public static readonly EncoderPlan Configured = new(null, false, null);

    /// <summary>The encoder whose vectors serve.</summary>
    public EncoderChoice? Present => Switching ? Serving : Wanted;
}
