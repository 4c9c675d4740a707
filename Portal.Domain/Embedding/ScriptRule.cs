using System.Text;
using Portal.Domain.Embedding.Tokenization;

namespace Portal.Domain.Embedding;

/// <summary>
/// Which texts a model for Latin-script languages cannot read. Letters outside its vocabulary all become "unknown", and
/// then unrelated texts get equal vectors.
/// </summary>
internal static class ScriptRule
{
    private const double LargestForeignShare = 0.3;

    private static readonly HashSet<string> LatinLanguages = new(
        ("af az bs ca ceb cs cy da de en eo es et eu fi fil fo fr fy ga gd gl gn ha haw hr ht hu id ig is it jv la lb lt lv mg mi ms mt nb nl nn no oc pl pt "
        + "qu ro rm rw sk sl sm sn so sq st su sv sw tk tl tn tr uz vi wo xh yo zu").Split(' '),
        StringComparer.Ordinal);

    /// <summary>Whether a pack's languages are all written in the Latin script; false for an empty list.</summary>
    public static bool AppliesTo(IReadOnlyList<string> languages) => languages.Count > 0 && languages.All(IsLatin);

    /// <summary>Whether more than 30 % of a text's letters are outside the Latin script.</summary>
    public static bool IsForeign(string text)
    {
        if (Ascii.IsValid(text))
        {
            return false;
        }

        var (letters, foreign) = (0, 0);
        foreach (var rune in UnicodeText.ToCompatibilityForm(text).EnumerateRunes())
        {
            if (Rune.IsLetter(rune))
            {
                letters++;
                foreign += IsLatinLetter(rune.Value) ? 0 : 1;
            }
        }

        return foreign > LargestForeignShare * letters;
    }

    private static bool IsLatin(string language)
    {
        var parts = language.Split('-');
        var script = parts.Skip(1).FirstOrDefault(p => p.Length == 4);
        return script is null ? LatinLanguages.Contains(parts[0]) : script.Equals("Latn", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Latin, its extensions, phonetic letters and modifier letters; after NFKC, so no full-width or ligature forms.</summary>
    private static bool IsLatinLetter(int codePoint) => codePoint
        is <= 0x02FF or (>= 0x1D00 and <= 0x1DBF) or (>= 0x1E00 and <= 0x1EFF) or (>= 0x2C60 and <= 0x2C7F)
        or (>= 0xA720 and <= 0xA7FF) or (>= 0xAB30 and <= 0xAB6F);
}
