namespace Portal.Domain.Embedding.Tokenization;

/// <summary>Turns a text into the token ids of one model.</summary>
/// <remarks>Implementations are immutable and safe to call from several threads.</remarks>
public interface ITokenizer
{
    /// <summary>The id that fills the rest of a row; the attention mask is 0 there.</summary>
    int PadId { get; }

    /// <summary>The highest id <see cref="Encode"/> can give; the model's table must reach it.</summary>
    int HighestId { get; }

    /// <summary>Token ids, special tokens included where the model has them, cut to the model's length.</summary>
    int[] Encode(string text);

    /// <summary>Whether at least one id stands for a known piece of text, not for the unknown, a space or a special token.</summary>
    bool HasContent(ReadOnlySpan<int> ids);
}
