using System.Text;
using Portal.Domain.Language;

namespace Portal.Domain.Retrieval;

/// <summary>A term of a text.</summary>
/// <param name="Stem">What is compared.</param>
/// <param name="Text">The word as it stood in the text, lower case.</param>
public readonly record struct Term(string Stem, string Text);

/// <summary>
/// Terms for search by words: lower case, no English stop words, singular and plural alike. Scripts without spaces between words
/// (Han, Kana, Hangul, Thai) give single characters and pairs instead.
/// </summary>
public static class TextAnalyzer
{
    private static readonly HashSet<string> StopWords = new(
        ("a about an and any are as at be by for from get give has have he her his i i'd i'm in into is it its like love me more my of on or our out please show "
        + "she so some something that the their them they this to up want was watch we were when where which who will with would you your read play").Split(' '),
        StringComparer.Ordinal);

    /// <summary>The terms of a text in order, repeats included.</summary>
    public static IEnumerable<Term> Terms(string text)
    {
        foreach (var word in Words.Of(text.Normalize(NormalizationForm.FormKC)))
        {
            if (word.Text.Any(IsUnspaced))
            {
                for (var i = 0; i < word.Text.Length; i++)
                {
                    yield return new Term(word.Text[i..(i + 1)], word.Text[i..(i + 1)]);
                    if (i + 1 < word.Text.Length)
                    {
                        yield return new Term(word.Text[i..(i + 2)], word.Text[i..(i + 2)]);
                    }
                }
            }
            else if (!StopWords.Contains(word.Text))
            {
                yield return new Term(word.Stem, word.Text);
            }
        }
    }

    private static bool IsUnspaced(char c) =>
        c is (>= '\u0E00' and <= '\u0E7F') or (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u4DBF') or (>= '\u4E00' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7AF');
}
