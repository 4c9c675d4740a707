using System.Collections.Frozen;
using Portal.Domain.Language;

namespace Portal.Domain.Sentiment;

/// <summary>A stretch of a text between turns, and how much it counts.</summary>
/// <param name="First">Its first word.</param>
/// <param name="End">The word after its last.</param>
/// <param name="Weight">1 for a plain stretch; less for what is conceded, more for what is held against it.</param>
internal readonly record struct Stretch(int First, int End, double Weight);

/// <summary>Splits a text at sentence ends and where it turns: what follows "but" is what the writer holds, what follows "although" is what they concede (Polanyi and Zaenen 2006).</summary>
internal static class Stretches
{
    private const double Conceded = 0.5, Held = 1.4;

    private static readonly FrozenSet<string> Turns = Set("but yet however nevertheless nonetheless still");
    private static readonly FrozenSet<string> Concessions = Set("although though despite while whilst whereas");
    private static readonly FrozenSet<string> Negations = Set("no not never nothing nobody none nowhere neither nor without cannot hardly barely scarcely cant dont didnt isnt wasnt wouldnt couldnt doesnt wont arent");

    /// <summary>Words that turn what follows into its opposite.</summary>
    public static bool IsNegation(string word) => Negations.Contains(word) || word.EndsWith("n't", StringComparison.Ordinal) || word.EndsWith("n’t", StringComparison.Ordinal);

    /// <summary>Words at which a sentence turns against what was said before.</summary>
    public static bool IsTurn(string word) => Turns.Contains(word) || Concessions.Contains(word);

    /// <summary>Whether the text breaks between two words, and how.</summary>
    public static bool HasBreak(string text, IReadOnlyList<Word> words, int before, string marks) =>
        before > 0 && text.AsSpan(words[before - 1].End, words[before].Start - words[before - 1].End).IndexOfAny(marks) >= 0;

    /// <summary>The stretches of a text in order; together they hold all its words.</summary>
    public static IReadOnlyList<Stretch> Of(string text, IReadOnlyList<Word> words)
    {
        List<Stretch> stretches = [];
        for (var i = 0; i < words.Count;)
        {
            var end = i + 1;
            while (end < words.Count && !HasBreak(text, words, end, ".!?\n;"))
            {
                end++;
            }

            AddSentence(stretches, text, words, i, end);
            i = end;
        }

        return stretches;
    }

    private static void AddSentence(List<Stretch> stretches, string text, IReadOnlyList<Word> words, int first, int end)
    {
        // "even though": one word in.
        var concession = first + (words[first].Text == "even" && first + 1 < end ? 1 : 0);
        if (Concessions.Contains(words[concession].Text) && NextComma(text, words, concession + 1, end) is { } comma)
        {
            stretches.Add(new Stretch(first, comma, Conceded));
            stretches.Add(new Stretch(comma, end, Held));
            return;
        }

        for (var i = end - 2; i > first; i--)
        {
            // "still" turns a sentence only at the head of a part: "the story still works" does not.
            if (Turns.Contains(words[i].Text) && (words[i].Text is "but" or "however" || HasBreak(text, words, i, ",:-–—")))
            {
                stretches.Add(new Stretch(first, i, Conceded));
                stretches.Add(new Stretch(i, end, Held));
                return;
            }

            if (Concessions.Contains(words[i].Text))
            {
                var isEven = words[i - 1].Text == "even" && i - 1 > first;
                stretches.Add(new Stretch(first, isEven ? i - 1 : i, Held));
                stretches.Add(new Stretch(isEven ? i - 1 : i, end, Conceded));
                return;
            }
        }

        stretches.Add(new Stretch(first, end, words[first].Text is "but" or "however" or "still" ? Held : 1));
    }

    private static int? NextComma(string text, IReadOnlyList<Word> words, int from, int end)
    {
        for (var i = from; i < end; i++)
        {
            if (HasBreak(text, words, i, ","))
            {
                return i;
            }
        }

        return null;
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
