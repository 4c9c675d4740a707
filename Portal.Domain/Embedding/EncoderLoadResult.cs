using System.Diagnostics.CodeAnalysis;

namespace Portal.Domain.Embedding;

/// <summary>An encoder, or the reason why there is none.</summary>
/// <param name="Encoder">The encoder, to be disposed of by whoever asked for it; null where there is none.</param>
/// <param name="Reason">Why there is none, in one sentence for an administrator; null where there is one.</param>
public sealed record EncoderLoadResult(ITextEncoder? Encoder, string? Reason)
{
    /// <summary>Whether texts get vectors.</summary>
    [MemberNotNullWhen(true, nameof(Encoder))]
    [MemberNotNullWhen(false, nameof(Reason))]
    public bool IsEnabled => Encoder is not null;
}
