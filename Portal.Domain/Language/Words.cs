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
        var at = 0;
        while (TryNext(text, ref at, out var start, out var end))
        {
            var word = text[start..end].ToLowerInvariant();
            words.Add(new Word(word, Stem(word), start, end));
        }

        return words;
    }

    /// <summary>Finds the next word without making anything of it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where to begin looking; moved behind the word.</param>
    /// <param name="start">Where the word begins, in UTF-16 units.</param>
    /// <param name="end">Where it ends, exclusive.</param>
    /// <returns>False when there is no further word.</returns>
    public static bool TryNext(ReadOnlySpan<char> text, ref int at, out int start, out int end)
    {
        start = -1;
        while (at < text.Length)
        {
            if (IsWordPart(text, at, out var length))
            {
                start = start < 0 ? at : start;
            }
            else if (start >= 0)
            {
                end = at;
                return true;
            }

            at += length;
        }

        end = text.Length;
        return start >= 0;
    }

    /// <summary>One form for singular and plural: <c>comedy</c> and <c>comedies</c> → <c>comedi</c>, <c>robots</c> → <c>robot</c>. For comparing, not for showing.</summary>
    public static string Stem(string word)
    {
        Span<char> letters = word.Length <= 128 ? stackalloc char[word.Length] : new char[word.Length];
        word.CopyTo(letters);
        var length = Stem(letters);
        return letters[..length].SequenceEqual(word) ? word : new string(letters[..length]);
    }

    /// <summary>The same in place.</summary>
    /// <returns>The length of the stem.</returns>
    public static int Stem(Span<char> word)
    {
        if (word.Length > 3 && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i'))
        {
            word = word[..^1];
        }

        if (word.Length > 4 && word[^1] == 'e' && word[^2] == 'i')
        {
            return word.Length - 1;
        }

        if (word.Length > 3 && word[^1] == 'y')
        {
            word[^1] = 'i';
        }

        return word.Length;
    }

    private static bool IsWordPart(ReadOnlySpan<char> text, int at, out int length)
    {
        length = 1;
        if (char.IsAscii(text[at]) && text[at] != '\'')
        {
            return char.IsAsciiLetterOrDigit(text[at]);
        }

        // A typographic or plain apostrophe inside a word belongs to it: don't.
        if (text[at] is '\'' or '’')
        {
            return at > 0 && at + 1 < text.Length && char.IsLetter(text[at - 1]) && char.IsLetter(text[at + 1]);
        }

        if (Rune.DecodeFromUtf16(text[at..], out var rune, out length) != System.Buffers.OperationStatus.Done)
        {
            length = 1;
            return false;
        }

        return Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.NonSpacingMark;
    }
}
