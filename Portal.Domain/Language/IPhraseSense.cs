namespace Portal.Domain.Language;

/// <summary>Lends a text encoder to the parser, so that words can be tied to the catalogue's by meaning.</summary>
/// <remarks>Safe for concurrent use. Implementations remember what they encoded: the same phrases come again and again.</remarks>
public interface IPhraseSense
{
    /// <summary>Id of the encoder; null while there is none.</summary>
    string? EncoderId { get; }

    /// <summary>The L2-normalised vectors of phrases, in their order; null where a phrase has none, all null without an encoder.</summary>
    ValueTask<IReadOnlyList<float[]?>> EncodeAsync(IReadOnlyList<string> phrases, CancellationToken cancellationToken);
}
