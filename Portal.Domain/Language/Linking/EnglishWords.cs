using System.Globalization;
using Portal.Domain.Language.Grammar;

namespace Portal.Domain.Language.Linking;

/// <summary>
/// English words with their parts of speech, from WordNet's index files beside the program, read at first use. A word is common where a sense of it is
/// tagged in WordNet's corpus; its parts of speech stand in the order of their tagged senses. Inflections are not in the files: <see cref="Inflection"/>
/// leads the regular ones back, <c>classes.txt</c> has the irregular verbs. Where the files are missing no word is known, and all may be part of a concept.
/// </summary>
internal static class EnglishWords
{
    // In the order in which a tie is broken.
    private static readonly (string File, char Part)[] Files = [("index.noun", 'n'), ("index.verb", 'v'), ("index.adj", 'a'), ("index.adv", 'r')];

    private static readonly Lazy<Dictionary<string, Word>> All = new(() => Load(Path.Combine(AppContext.BaseDirectory, "lexicon", "wordnet")));

    /// <summary>Whether a lower-cased word, as it stands or in its base form, is an English word, common or rare.</summary>
    public static bool IsKnown(string word) => WordClasses.IsFunction(word) || All.Value.ContainsKey(word) || PartsOf(word).Length > 0;

    /// <summary>Whether a word is a common one as it stands.</summary>
    public static bool IsListed(string word) => All.Value.TryGetValue(word, out var own) && own.IsCommon;

    /// <summary>Its parts of speech, the commonest first (<c>n</c>, <c>v</c>, <c>a</c>, <c>r</c>); empty for an unknown word.</summary>
    public static string PartsOf(string word)
    {
        if (WordClasses.IsIrregular(word))
        {
            return "v";
        }

        var isListed = All.Value.TryGetValue(word, out var own);
        All.Value.TryGetValue(Inflection.Base(word), out var root);
        if (isListed && (own.IsCommon || !root.IsCommon))
        {
            return own.Parts;
        }

        var parts = root.Parts ?? "";
        return parts.Contains('v', StringComparison.Ordinal) && word.EndsWith("ed", StringComparison.Ordinal) ? "v"
            : parts.Contains('v', StringComparison.Ordinal) && word.EndsWith("ing", StringComparison.Ordinal) ? "nv"
            : parts.Length == 0 && IsCompared(word) ? "a"
            : parts;
    }

    /// <summary>The single words of a folder's index files; a file that is missing has none.</summary>
    internal static Dictionary<string, Word> Load(string folder)
    {
        // Tagged senses and one more for every part of speech, a byte each.
        Dictionary<string, uint> senses = new(90_000, StringComparer.Ordinal);
        for (var i = 0; i < Files.Length; i++)
        {
            var path = Path.Combine(folder, Files[i].File);
            Surnames surnames = new();
            foreach (var line in File.Exists(path) ? File.ReadLines(path) : [])
            {
                if (ReadLine(line, surnames) is var (word, tagged))
                {
                    senses[word] = senses.GetValueOrDefault(word) | ((uint)Math.Min(tagged + 1, byte.MaxValue) << (8 * i));
                }
            }

            foreach (var name in surnames.Found())
            {
                senses.Remove(name);
            }
        }

        Dictionary<uint, Word> shared = [];
        Dictionary<string, Word> words = new(senses.Count, StringComparer.Ordinal);
        foreach (var (word, counts) in senses)
        {
            if (!shared.TryGetValue(counts, out var one))
            {
                shared[counts] = one = Of(counts);
            }

            words[word] = one;
        }

        return words;
    }

    private static Word Of(uint counts)
    {
        var parts = Enumerable.Range(0, Files.Length).Select(i => (Files[i].Part, Senses: (int)(byte)(counts >> (8 * i)))).Where(part => part.Senses > 0).OrderByDescending(part => part.Senses).ToArray();
        return new Word(string.Concat(parts.Select(part => part.Part)), parts[0].Senses > 1);
    }

    // "film n 5 6 @ ~ %p + ; - 5 4 06626039 …": lemma, part, senses, pointers and as many symbols, senses, tagged senses, offsets.
    private static (string Word, int Tagged)? ReadLine(string line, Surnames surnames)
    {
        var end = line.IndexOf(' ', StringComparison.Ordinal);
        if (end <= 1)
        {
            return null;
        }

        var lemma = line[..end];
        var isSingle = !lemma.AsSpan().ContainsAnyExcept(Letters);
        if (!isSingle && !lemma.Contains('_', StringComparison.Ordinal))
        {
            return null;
        }

        var rest = line.AsSpan(end + 1);
        Next(ref rest);
        Next(ref rest);
        for (var skipped = Number(Next(ref rest)) + 1; skipped > 0; skipped--)
        {
            Next(ref rest);
        }

        var tagged = Number(Next(ref rest));
        if (tagged == 0)
        {
            surnames.Add(lemma, isSingle, rest);
        }

        return isSingle ? (lemma, tagged) : null;
    }

    private static ReadOnlySpan<char> Next(ref ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf(' ');
        var field = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[(end + 1)..];
        return field;
    }

    private static int Number(ReadOnlySpan<char> field) => int.Parse(field, CultureInfo.InvariantCulture);

    // "scarier", "bravest": of an adjective that is common.
    private static bool IsCompared(string word)
    {
        var length = word.EndsWith("er", StringComparison.Ordinal) ? 2 : word.EndsWith("est", StringComparison.Ordinal) ? 3 : 0;
        if (length == 0 || word.Length < length + 3)
        {
            return false;
        }

        var stem = word[..^length];
        return IsAdjective(stem) || IsAdjective(stem + "e") || (stem[^1] == 'i' && IsAdjective(stem[..^1] + "y")) || (stem[^1] == stem[^2] && IsAdjective(stem[..^1]));

        static bool IsAdjective(string stem) => All.Value.TryGetValue(stem, out var own) && own.Parts.Contains('a', StringComparison.Ordinal);
    }

    private static readonly System.Buffers.SearchValues<char> Letters = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz'-");

    // "kubrick" stands for the same as "stanley_kubrick": a name, and no English word. Only words without a tagged sense come here.
    private sealed class Surnames
    {
        private readonly List<(string Word, string Offset)> _words = [];
        private readonly HashSet<(string LastWord, string Offset)> _full = [];

        public void Add(string lemma, bool isSingle, ReadOnlySpan<char> offsets)
        {
            var offset = offsets.Trim().ToString();
            if (isSingle)
            {
                _words.Add((lemma, offset));
            }
            else
            {
                _full.Add((lemma[(lemma.LastIndexOf('_') + 1)..], offset));
            }
        }

        public IEnumerable<string> Found() => _words.Where(_full.Contains).Select(one => one.Word);
    }

    /// <summary>What is known of a word.</summary>
    /// <param name="Parts">Its parts of speech, the commonest first.</param>
    /// <param name="IsCommon">Whether a sense of it is tagged.</param>
    internal readonly record struct Word(string Parts, bool IsCommon);
}
