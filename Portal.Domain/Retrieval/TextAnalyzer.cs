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
    // Words that say nothing about what is wanted; those of requests ("give me something to watch") among them.
    private static readonly HashSet<string> StopWords = new(
        ("a about above after again all also always am an and another any anything are around as at away back be been before being best better between both but by "
        + "can could did do does doing don't done down each either else enough especially ever every everyone everything feel few find for from get gets give go goes going good got "
        + "had has have having he her here hers him his how i i'd i'll i'm i've if in into is isn't it it's its just keep keeps kind kinda know less let like likes little look "
        + "looking lot lots love loves made make makes many may maybe me might mine more most much must my myself need needs never new nice not now of off on once one ones only or "
        + "other others our out over own people perhaps please prefer put quite rather read really right same see she should show single so some somebody someone something stay still such "
        + "than that that's the their them then there these they thing things think this those through till time times to together tonight too under until up upon us very want wanted "
        + "wants was watch way we well were what when where whether which while who whole whose why will with within without work works would you your yours play").Split(' '),
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
