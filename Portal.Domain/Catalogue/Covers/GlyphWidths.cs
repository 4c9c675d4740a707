using System.Globalization;
using System.Text;

namespace Portal.Domain.Catalogue.Covers;

/// <summary>
/// How wide text will be, in em. Nothing here knows the font that the browser picks, so these are the widths of common
/// bold fonts, rounded up where fonts differ.
/// </summary>
internal static class GlyphWidths
{
    // Hundredths of an em for the characters from space to tilde, of a bold grotesque and a bold antiqua.
    private static ReadOnlySpan<byte> Sans =>
    [
        28, 33, 47, 56, 56, 89, 72, 24, 33, 33, 39, 58, 28, 33, 28, 28, 56, 56, 56, 56, 56, 56, 56, 56, 56, 56, 33, 33, 58, 58, 58, 61,
        98, 72, 72, 72, 72, 67, 61, 78, 72, 28, 56, 72, 61, 83, 72, 78, 67, 78, 72, 67, 61, 72, 67, 94, 67, 67, 61, 33, 28, 33, 58, 56,
        33, 56, 61, 56, 61, 56, 33, 61, 61, 28, 28, 56, 28, 89, 61, 61, 61, 61, 39, 56, 33, 61, 56, 78, 56, 56, 50, 39, 28, 39, 58,
    ];

    private static ReadOnlySpan<byte> Serif =>
    [
        25, 33, 56, 50, 50, 100, 83, 28, 33, 33, 50, 57, 25, 33, 25, 28, 50, 50, 50, 50, 50, 50, 50, 50, 50, 50, 33, 33, 57, 57, 57, 50,
        93, 72, 67, 72, 72, 67, 61, 78, 78, 39, 50, 78, 67, 94, 72, 78, 61, 78, 72, 56, 67, 72, 72, 100, 72, 72, 67, 33, 28, 33, 58, 50,
        33, 50, 56, 44, 56, 44, 33, 50, 56, 28, 33, 56, 28, 83, 56, 50, 56, 56, 44, 39, 33, 56, 50, 72, 50, 50, 44, 39, 22, 39, 52,
    ];

    /// <summary>Width of a text in em, letter spacing included.</summary>
    public static double Of(string text, CoverVoice voice)
    {
        var sum = 0.0;
        foreach (var rune in text.EnumerateRunes())
        {
            sum += Of(rune, voice) + voice.Tracking;
        }

        return sum;
    }

    /// <summary>Whether lines may break before and after it, as in Chinese and Japanese.</summary>
    public static bool IsIdeographic(Rune rune) => rune.Value is
        (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) or
        (>= 0xFE30 and <= 0xFE4F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x20000 and <= 0x3FFFD);

    private static double Of(Rune rune, CoverVoice voice)
    {
        // é is as wide as e.
        var plain = rune.IsAscii ? rune : rune.ToString().Normalize(NormalizationForm.FormD).EnumerateRunes().First();
        if (plain.Value is >= ' ' and <= '~')
        {
            return (voice.IsSerif ? Serif : Sans)[plain.Value - ' '] / 100.0 * voice.Breadth;
        }

        if (IsIdeographic(rune))
        {
            return 1;
        }

        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
            UnicodeCategory.UppercaseLetter => 0.8,
            UnicodeCategory.LowercaseLetter => 0.66,
            UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation => 0.5,
            UnicodeCategory.DashPunctuation => 1,
            UnicodeCategory.OtherSymbol or UnicodeCategory.OtherNotAssigned => 1.4,
            _ => 0.8,
        };
    }
}
