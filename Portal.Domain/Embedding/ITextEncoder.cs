namespace Portal.Domain.Embedding;

/// <summary>
/// Turns texts into L2-normalised vectors. The dot product of two vectors of one encoder is their cosine; a higher one
/// means nearer in meaning. Vectors of two different <see cref="EncoderInfo.Id"/>s must never be compared.
/// </summary>
/// <remarks>Implementations are safe to call from several threads, and do their work off the caller's synchronisation context.</remarks>
public interface ITextEncoder : IDisposable
{
    /// <summary>What this encoder is and where it runs.</summary>
    EncoderInfo Info { get; }

    /// <summary>Encodes a batch. Any length of batch is allowed; the encoder splits it within its memory budget.</summary>
    /// <param name="texts">The texts; an empty or unreadable one gets <see cref="TextVector.None(NoVectorReason)"/>.</param>
    /// <param name="purpose">Whether the texts are searched for or searched in (some models prefix them differently).</param>
    /// <param name="cancellationToken">Checked between the model's runs.</param>
    /// <returns>One result per text, in the order given.</returns>
    /// <exception cref="TextEncoderException">The encoder cannot work at all (endpoint down, model broken); the message says why.</exception>
    Task<TextVector[]> EncodeAsync(IReadOnlyList<string> texts, TextPurpose purpose, CancellationToken cancellationToken = default);
}

/// <summary>What a text is for.</summary>
public enum TextPurpose
{
    /// <summary>A text in which one searches: an item.</summary>
    Document,

    /// <summary>A text that searches: a statement, a mood, a search box.</summary>
    Query,
}

/// <summary>Identity and whereabouts of an encoder.</summary>
/// <param name="Id">Model, precision and revision, e.g. <c>use-lite-en-0.2.0/int8-mha/1</c>; stored with every vector.</param>
/// <param name="Precision">Precision of the computation, e.g. <c>int8</c>.</param>
/// <param name="Dimensions">Length of every vector.</param>
/// <param name="MaxTokens">Texts are cut after so many tokens, special tokens included; 0 where the encoder does not say.</param>
/// <param name="RunsOn"><c>cpu</c>, <c>cuda</c> or the host of an endpoint.</param>
/// <param name="FallbackReason">Why it does not run where the configuration asked; null when it does.</param>
public sealed record EncoderInfo(string Id, string Precision, int Dimensions, int MaxTokens, string RunsOn, string? FallbackReason);

/// <summary>Why a text has no vector. Such a text is still found by its words.</summary>
public enum NoVectorReason
{
    /// <summary>The text is empty.</summary>
    Empty,

    /// <summary>No part of the text is in the model's vocabulary.</summary>
    OnlyUnknownWords,

    /// <summary>More than 30 % of its letters are in a script the model was not trained on.</summary>
    UnsupportedScript,
}

/// <summary>The vector of a text, or the reason why there is none.</summary>
public readonly record struct TextVector
{
    private TextVector(float[]? values, NoVectorReason? reason) => (Values, Reason) = (values, reason);

    /// <summary>The L2-normalised vector, <see cref="EncoderInfo.Dimensions"/> long; null where there is none.</summary>
    public float[]? Values { get; }

    /// <summary>Why there is no vector; null where there is one.</summary>
    public NoVectorReason? Reason { get; }

    /// <summary>A vector.</summary>
    public static TextVector Of(float[] values) => new(values, null);

    /// <summary>No vector, for the reason given.</summary>
    public static TextVector None(NoVectorReason reason) => new(null, reason);
}

/// <summary>An encoder that cannot be loaded or cannot work; the message names the thing, the value and the remedy.</summary>
public sealed class TextEncoderException : Exception
{
    /// <inheritdoc cref="TextEncoderException"/>
    public TextEncoderException()
    {
    }

    /// <inheritdoc cref="TextEncoderException"/>
    public TextEncoderException(string message)
        : base(message)
    {
    }

    /// <inheritdoc cref="TextEncoderException"/>
    public TextEncoderException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
