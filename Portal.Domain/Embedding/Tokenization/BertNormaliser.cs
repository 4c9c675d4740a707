using System.Globalization;
using System.Text;

namespace Portal.Domain.Embedding.Tokenization;

/// <summary>BERT's text cleaning and word splitting, as its published tokenizers do them.</summary>
/// <param name="Lowercase">Whether letters are made lower case.</param>
/// <param name="StripAccents">Whether non-spacing marks are dropped after canonical decomposition.</param>
/// <param name="SplitIdeographs">Whether every CJK ideograph is a word of its own.</param>
internal sealed record BertNormaliser(bool Lowercase, bool StripAccents, bool SplitIdeographs)
{
    /// <summary>The cleaned text; words are separated by spaces, punctuation still clings to them.</summary>
    public string Clean(string text)
    {
        var cleaned = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes()) // a lone surrogate arrives as U+FFFD
        {
            if (IsDropped(rune))
            {
                continue;
            }

            if (Rune.IsWhiteSpace(rune))
            {
                cleaned.Append(' ');
            }
            else if (SplitIdeographs && IsIdeograph(rune.Value))
            {
                cleaned.Append(' ').Append(rune).Append(' ');
            }
            else
            {
                cleaned.Append(rune);
            }
        }

        var result = cleaned.ToString();
        if (StripAccents && !Ascii.IsValid(result))
        {
            result = WithoutAccents(result);
        }

        return Lowercase ? result.ToLowerInvariant() : result;
    }

    /// <summary>Whether a character is a word of its own: Unicode punctuation, and every ASCII symbol.</summary>
    public static bool IsPunctuation(Rune rune) =>
        rune.Value is (>= 33 and <= 47) or (>= 58 and <= 64) or (>= 91 and <= 96) or (>= 123 and <= 126)
        || Rune.GetUnicodeCategory(rune) is >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherPunctuation;

    private static string WithoutAccents(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark)
            {
                kept.Append(rune);
            }
        }

        return kept.ToString();
    }

    /// <summary>Controls go before white space is looked at, so U+000B and U+0085 vanish; tab and line ends stay.</summary>
    private static bool IsDropped(Rune rune) => rune.Value switch
    {
        '\t' or '\n' or '\r' => false,
        0 or 0xFFFD => true,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned,
    };

    private static bool IsIdeograph(int codePoint) => codePoint
        is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x2A6DF) or (>= 0x2A700 and <= 0x2B73F)
        or (>= 0x2B740 and <= 0x2B81F) or (>= 0x2B920 and <= 0x2CEAF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F);
}
