using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Portal.Domain.Language;

namespace Portal.Domain.Retrieval;

/// <summary>A term of a text.</summary>
/// <param name="Stem">What is compared.</param>
/// <param name="Text">The word as it stood in the text, lower case.</param>
public readonly record struct Term(string Stem, string Text);

/// <summary>
/// Terms for search by words: lower case, no English stop words, singular and plural alike. Where words are not told apart by spaces
/// or inflected at their end (Han, Kana, Hangul, Thai and its neighbours), overlapping pairs of characters stand for them; a word of a
/// single character is its own term. In other scripts than Latin (Cyrillic, Greek, Arabic, …) a word also gives its triples of
/// characters, because its endings are not known here.
/// </summary>
/// <remarks>
/// An index has the single characters of Han and Hangul besides, so that a word of one character is found inside longer ones; a query
/// has not, because its characters apart mean something else. Pairs, and characters beside them: Nie, Gao, Zhang, Zhou 2000.
/// </remarks>
public static class TextAnalyzer
{
    // Words that say nothing about what is wanted; those of requests ("give me something to watch") among them.
    private static readonly FrozenSet<string> StopWords =
        ("a about above after again all also always am an and another any anything are around as at away back be been before being best better between both but by "
        + "can could did do does doing don't done down each either else enough especially ever every everyone everything feel few find for from get gets give go goes going good got "
        + "had has have having he her here hers him his how i i'd i'll i'm i've if in into is isn't it it's its just keep keeps kind kinda know less let like likes little look "
        + "looking lot lots love loves made make makes many may maybe me might mine more most much must my myself need needs never new nice not now of off on once one ones only or "
        + "other others our out over own people perhaps please prefer put quite rather read really right same see she should show single so some somebody someone something stay still such "
        + "than that that's the their them then there these they thing things think this those through till time times to together tonight too under until up upon us very want wanted "
        + "wants was watch way we well were what when where whether which while who whole whose why will with within without work works would you your yours play").Split(' ')
        .ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> StopWordSpans = StopWords.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Before a triple of characters, which is part of a word and none itself.</summary>
    internal const char TripleMark = '~';

    /// <summary>The terms of a text that is searched for, in order, repeats included.</summary>
    public static IReadOnlyList<Term> Terms(string text)
    {
        TermList list = new([]);
        Analyze(text, everyCharacter: false, ref list);
        return list.Terms;
    }

    /// <summary>Hands over the terms of a text in order, repeats included.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="everyCharacter">Whether Han and Hangul give single characters besides: for an index.</param>
    /// <param name="sink">Takes them.</param>
    /// <typeparam name="TSink">A struct, so that the calls cost nothing.</typeparam>
    internal static void Analyze<TSink>(string text, bool everyCharacter, ref TSink sink)
        where TSink : struct, ITermSink
    {
        var plain = text.Normalize(NormalizationForm.FormKC).AsSpan();
        Span<char> buffer = stackalloc char[128];
        var at = 0;
        while (Words.TryNext(plain, ref at, out var start, out var end))
        {
            // A word mixes scripts where no space divides them: "iPhone手机".
            while (start < end)
            {
                var unspaced = IsUnspaced(RuneAt(plain, start));
                var stop = EndOfRun(plain, start, end, unspaced);
                var letters = stop - start <= buffer.Length ? buffer[..(stop - start)] : new char[stop - start];
                plain[start..stop].ToLowerInvariant(letters);
                if (unspaced)
                {
                    AddPairs(letters, everyCharacter, ref sink);
                }
                else
                {
                    AddWord(letters, ref sink);
                }

                start = stop;
            }
        }
    }

    private static void AddWord<TSink>(Span<char> word, ref TSink sink)
        where TSink : struct, ITermSink
    {
        if (StopWordSpans.Contains(word))
        {
            return;
        }

        if (!IsLatin(RuneAt(word, 0)))
        {
            sink.Add(word, word);
            AddTriples(word, ref sink);
            return;
        }

        Span<char> stem = word.Length <= 128 ? stackalloc char[word.Length] : new char[word.Length];
        word.CopyTo(stem);
        sink.Add(stem[..Words.Stem(stem)], word);
    }

    private static void AddTriples<TSink>(ReadOnlySpan<char> word, ref TSink sink)
        where TSink : struct, ITermSink
    {
        Span<char> triple = stackalloc char[7];
        triple[0] = TripleMark;
        for (int start = 0, next; word.Length > 3 && start < word.Length; start = next)
        {
            next = start + RuneAt(word, start).Utf16SequenceLength;
            var (end, count) = (start, 0);
            while (count < 3 && end < word.Length)
            {
                end += RuneAt(word, end).Utf16SequenceLength;
                count++;
            }

            if (count == 3)
            {
                word[start..end].CopyTo(triple[1..]);
                sink.Add(triple[..(1 + end - start)], word);
            }
        }
    }

    private static void AddPairs<TSink>(ReadOnlySpan<char> run, bool everyCharacter, ref TSink sink)
        where TSink : struct, ITermSink
    {
        for (int start = 0, next; start < run.Length; start = next)
        {
            var rune = RuneAt(run, start);
            next = start + rune.Utf16SequenceLength;
            if (next - start == run.Length || (everyCharacter && IsWordByItself(rune)))
            {
                sink.Add(run[start..next], run[start..next]);
            }

            if (next < run.Length)
            {
                var pair = run[start..(next + RuneAt(run, next).Utf16SequenceLength)];
                sink.Add(pair, pair);
            }
        }
    }

    private static int EndOfRun(ReadOnlySpan<char> text, int start, int end, bool unspaced)
    {
        while (start < end)
        {
            var rune = RuneAt(text, start);
            if (IsUnspaced(rune) != unspaced && Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark)
            {
                break;
            }

            start += rune.Utf16SequenceLength;
        }

        return start;
    }

    // Words consist of whole runes.
    private static Rune RuneAt(ReadOnlySpan<char> text, int at)
    {
        Rune.DecodeFromUtf16(text[at..], out var rune, out _);
        return rune;
    }

    // Thai, Lao, Myanmar, Khmer; Kana with its iteration and length marks; Han with its extensions; Hangul.
    private static bool IsUnspaced(Rune rune) => rune.Value
        is (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF) or (>= 0x3005 and <= 0x3007) or (>= 0x3040 and <= 0x30FF) or (>= 0x31F0 and <= 0x31FF)
        || IsWordByItself(rune);

    private static bool IsWordByItself(Rune rune) => rune.Value
        is (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7AF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x323AF);

    // Digits, and letters with accents, count as Latin here; so do the extended letters of African and Vietnamese spelling.
    private static bool IsLatin(Rune rune) => rune.Value is <= 0x02FF or (>= 0x1E00 and <= 0x1EFF) || !Rune.IsLetter(rune);

    private readonly struct TermList(List<Term> terms) : ITermSink
    {
        public List<Term> Terms => terms;

        public void Add(ReadOnlySpan<char> stem, ReadOnlySpan<char> word)
        {
            var text = word.ToString();
            terms.Add(new Term(stem.SequenceEqual(word) ? text : stem.ToString(), text));
        }
    }
}

/// <summary>Takes the terms of a text one by one.</summary>
internal interface ITermSink
{
    /// <summary>A term.</summary>
    /// <param name="stem">What is compared; valid during the call.</param>
    /// <param name="word">The word as it stood in the text, lower case; valid during the call.</param>
    void Add(ReadOnlySpan<char> stem, ReadOnlySpan<char> word);
}
