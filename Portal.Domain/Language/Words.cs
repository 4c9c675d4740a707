using System.Text;

namespace Portal.Domain.Language;

/// <summary>A word of a text.</summary>
/// <param name="Text">Lower-cased.</param>
/// <param name="Stem">One form for singular and plural.</param>
/// <param name="Start">Where it begins, in UTF-16 units.</param>
/// <param name="End">Where it ends, exclusive.</param>
public readonly record struct Word(string Text, string Stem, int Start, int End);

/// <summary>Splits texts into words: runs of letters and digits, with inner apostrophes and hyphens as separators.</summary>
public static class Words
{
    /// <summary>The words of a text in order.</summary>
    public static IReadOnlyList<Word> Of(string text)
    {
        List<Word> words = [];
        var start = -1;
        for (var i = 0; i <= text.Length;)
        {
            var length = 1;
            var inWord = i < text.Length && IsWordPart(text, i, out length);
            if (inWord && start < 0)
            {
                start = i;
            }
            else if (!inWord && start >= 0)
            {
                var word = text[start..i].ToLowerInvariant();
                words.Add(new Word(word, Stem(word), start, i));
                start = -1;
            }

            i += length;
        }

        return words;
    }

    /// <summary>One form for singular and plural: <c>comedy</c> and <c>comedies</c> → <c>comedi</c>, <c>robots</c> → <c>robot</c>. For comparing, not for showing.</summary>
    public static string Stem(string word)
    {
        if (word.Length > 3 && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i'))
        {
            word = word[..^1];
        }

        return word switch
        {
            { Length: > 4 } when word.EndsWith("ie", StringComparison.Ordinal) => word[..^1],
            { Length: > 3 } when word[^1] == 'y' => word[..^1] + "i",
            _ => word,
        };
    }

    private static bool IsWordPart(string text, int at, out int length)
    {
        // A typographic or plain apostrophe inside a word belongs to it: don't.
        if (text[at] is '\'' or '’')
        {
            length = 1;
            return at > 0 && at + 1 < text.Length && char.IsLetter(text[at - 1]) && char.IsLetter(text[at + 1]);
        }

        if (!Rune.TryGetRuneAt(text, at, out var rune))
        {
            length = 1;
            return false;
        }

        length = rune.Utf16SequenceLength;
        return Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.NonSpacingMark;
    }
}
