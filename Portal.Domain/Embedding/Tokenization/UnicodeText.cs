using System.Text;

namespace Portal.Domain.Embedding.Tokenization;

/// <summary>Unicode normalisation for tokenizers, and the check that this machine can do it.</summary>
internal static class UnicodeText
{
    /// <summary>
    /// Why normalisation cannot be relied on here; null where it can. In invariant globalization mode
    /// <see cref="string.Normalize(NormalizationForm)"/> hands back its input without an error, and every third odd text
    /// would get other tokens.
    /// </summary>
    /// <param name="compatibilityForm">The NFKC function to check; null for the runtime's own.</param>
    public static string? WhyUnusable(Func<string, string>? compatibilityForm = null)
    {
        compatibilityForm ??= static s => s.Normalize(NormalizationForm.FormKC);
        return compatibilityForm("\uFB01") == "fi"
            ? null
            : "Unicode normalisation does nothing here ('\uFB01' stays one character), so texts would get wrong tokens; install libicu and turn InvariantGlobalization (DOTNET_SYSTEM_GLOBALIZATION_INVARIANT) off.";
    }

    /// <summary>NFKC, with each lone surrogate replaced by U+FFFD first, because normalisation throws on them.</summary>
    public static string ToCompatibilityForm(string text) =>
        Ascii.IsValid(text) ? text : ReplaceLoneSurrogates(text).Normalize(NormalizationForm.FormKC);

    /// <summary>The first <paramref name="length"/> characters, or one fewer where the cut would split a surrogate pair.</summary>
    public static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    private static string ReplaceLoneSurrogates(string text)
    {
        if (!HasLoneSurrogate(text))
        {
            return text;
        }

        var replaced = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            replaced.Append(rune);
        }

        return replaced.ToString();
    }

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
            {
                return true;
            }

            i++;
        }

        return false;
    }
}
