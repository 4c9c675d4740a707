using System.Buffers;
using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Portal.Domain.Language.Chat;

/// <summary>
/// Whether a text names only what evidence holds: every capitalised word, number and quoted phrase of it has to occur there. It may be wrong
/// against a text, which costs a sentence made from a template; it is not to be wrong for one.
/// </summary>
public static partial class DescriptionCheck
{
    /// <summary>Most characters of a description.</summary>
    public const int LongestText = 320;

    private const int MostSentences = 2;

    private static readonly SearchValues<char> NotPlain = SearchValues.Create("\n\r<>[]{}`*#|");
    private static readonly SearchValues<char> SentenceMarks = SearchValues.Create(".!?:“\"。！？");

    // Words that begin a sentence without naming anything.
    private static readonly FrozenSet<string> Openers = (
        "a an the this that these those it its it's here there you your you've you'll you're we and but so because since as if with without for from in on at of to by like given while when whenever though although "
        + "both each one two another more most much many no not now also plus even just only such what which who where expect enjoy discover find meet follow join try watch read play look "
        + "perhaps maybe people readers viewers players others everyone someone they their set told made written directed designed").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Numerals = "zero,0 one,1 two,2 three,3 four,4 five,5 six,6 seven,7 eight,8 nine,9 ten,10 eleven,11 twelve,12 hundred,100 thousand,1000"
        .Split(' ').Select(pair => pair.Split(',')).ToFrozenDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    /// <summary>What is wrong with a description; null for nothing.</summary>
    /// <param name="text">The description.</param>
    /// <param name="evidence">All that it may name.</param>
    public static string? ProblemOf(string text, string evidence)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(evidence);
        if (string.IsNullOrWhiteSpace(text))
        {
            return "it is empty";
        }

        if (text.Length > LongestText)
        {
            return $"it has {text.Length} characters";
        }

        if (text.AsSpan().ContainsAny(NotPlain))
        {
            return "it is not plain text";
        }

        var held = Words.Of(evidence).Select(word => word.Text).ToHashSet(StringComparer.Ordinal);
        var quote = Quoted().Matches(text).Select(match => match.Groups["words"].Value.Trim(' ', ',', '.', '，', '。')).FirstOrDefault(words => !evidence.Contains(words, StringComparison.OrdinalIgnoreCase));
        return quote is not null ? $"it quotes '{quote}'"
            : Sentences(text, evidence) > MostSentences ? "it has more than two sentences"
            : NamesBeside(text, evidence, held) is { } name ? $"it names '{name}'"
            : null;
    }

    // The point of "Mr. Fox" or "vol. 2" ends no sentence where the evidence has it too.
    private static int Sentences(string text, string evidence)
    {
        var ends = SentenceEnd().Matches(text).Where(end => end.Index + end.Length >= text.Length || !evidence.Contains(Around(text, end), StringComparison.OrdinalIgnoreCase)).ToList();
        return ends.Count + (text.AsSpan(ends.Count == 0 ? 0 : ends[^1].Index + ends[^1].Length).IsWhiteSpace() ? 0 : 1);
    }

    private static string Around(string text, Match end)
    {
        var start = text.LastIndexOf(' ', Math.Max(0, end.Index - 1)) + 1;
        var next = text.IndexOf(' ', Math.Min(text.Length, end.Index + end.Length + 1));
        return text[start..(next < 0 ? text.Length : next)].TrimEnd('.', ',', ';');
    }

    private static string? NamesBeside(string text, string evidence, HashSet<string> held)
    {
        var (isFirst, before, nameStart) = (true, 0, -1);
        foreach (var word in Words.Of(text))
        {
            var gap = text.AsSpan(before, word.Start - before);
            isFirst |= gap.ContainsAny(SentenceMarks);
            var isName = char.IsUpper(text[word.Start]) || text.AsSpan(word.Start, word.End - word.Start).ContainsAnyInRange('0', '9') || (Numerals.ContainsKey(word.Text) && word.Text != "one");
            if (!isName || (isFirst && Openers.Contains(word.Text)) || word.Text is "i" or "i'm" or "i’m")
            {
                nameStart = -1;
            }
            else
            {
                // Words that stand together as a name have to stand so in the evidence: the parts of two names make no third.
                nameStart = nameStart >= 0 && gap is " " ? nameStart : word.Start;
                if (!IsHeld(word.Text, held) || (nameStart < word.Start && !evidence.Contains(Plain(text[nameStart..word.End]), StringComparison.OrdinalIgnoreCase)))
                {
                    return text[nameStart..word.End];
                }
            }

            (isFirst, before) = (false, word.End);
        }

        return null;
    }

    // A number may be written in letters here and in digits there.
    private static bool IsHeld(string word, HashSet<string> held) =>
        held.Contains(word) || held.Contains(Plain(word)) || (Numerals.TryGetValue(word, out var digits) && held.Contains(digits)) || Numerals.Any(numeral => numeral.Value == word && held.Contains(numeral.Key));

    // "Villeneuve's" is Villeneuve.
    private static string Plain(string words) => words.EndsWith("'s", StringComparison.Ordinal) || words.EndsWith("’s", StringComparison.Ordinal) ? words[..^2] : words;

    [GeneratedRegex("[“\"«「『《](?<words>[^”\"»」』》]+)[”\"»」』》]|(?<![\\w])[‘'](?<words>[^’']{2,}?)[’'](?![\\w])")]
    private static partial Regex Quoted();

    [GeneratedRegex("[.!?…]+[”\"’)]*(?=\\s|$)|[。！？]+[”」』》]*")]
    private static partial Regex SentenceEnd();
}
