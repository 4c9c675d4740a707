using System.Collections.Frozen;
using System.Globalization;
using Portal.Domain.Language;

namespace Portal.Domain.Sentiment;

/// <summary>How a word that judges stands to what it judges.</summary>
internal enum OpinionKind
{
    /// <summary>Before it, or after a verb of being: "great cast", "the cast is great".</summary>
    Adj,

    /// <summary>After a verb of being: "the ending is a mess".</summary>
    Noun,

    /// <summary>Before it, as its verb: "loved the ending".</summary>
    Like,

    /// <summary>After it, as its verb: "the middle drags".</summary>
    Do,

    /// <summary>After it, as a verb that judges it by what it does for the rest: "the score carries it".</summary>
    Help,

    /// <summary>Before it: "shame about the script".</summary>
    About,
}

/// <summary>A use of a word that judges.</summary>
/// <param name="Kind">How it stands to what it judges.</param>
/// <param name="Strength">−1..1; below 0 for blame.</param>
internal readonly record struct OpinionUse(OpinionKind Kind, double Strength);

/// <summary>English words and short phrases that judge, from <c>Training/opinions.tsv</c>; verbs in all their forms.</summary>
internal sealed class OpinionLexicon
{
    private static readonly Dictionary<string, string[]> Irregular = new(StringComparer.Ordinal)
    {
        ["shine"] = ["shone"],
        ["stink"] = ["stank", "stunk"],
        ["sing"] = ["sang", "sung"],
        ["freeze"] = ["froze", "frozen"],
        ["sink"] = ["sank", "sunk"],
        ["excel"] = ["excelled", "excelling"],
    };

    /// <summary>The lexicon, read once.</summary>
    public static readonly OpinionLexicon English = new(TrainingFile.Rows("opinions.tsv"));

    private readonly FrozenDictionary<string, OpinionUse[]> _uses;
    private readonly FrozenDictionary<string, int> _longest;

    private OpinionLexicon(IEnumerable<string[]> rows)
    {
        Dictionary<string, List<OpinionUse>> uses = new(StringComparer.Ordinal);
        foreach (var (kind, strength, words) in rows.Select(row => (Enum.Parse<OpinionKind>(row[0], ignoreCase: true), double.Parse(row[1], CultureInfo.InvariantCulture), row[2].Split(", "))))
        {
            foreach (var form in words.SelectMany(word => kind is OpinionKind.Like or OpinionKind.Do or OpinionKind.Help && !word.Contains(' ', StringComparison.Ordinal) ? Forms(word) : [word]))
            {
                var list = uses.TryGetValue(form, out var known) ? known : uses[form] = [];
                if (list.All(use => use.Kind != kind))
                {
                    list.Add(new OpinionUse(kind, strength));
                }
            }
        }

        _uses = uses.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToArray(), StringComparer.Ordinal);
        _longest = uses.Keys.GroupBy(key => key.Split(' ')[0]).ToFrozenDictionary(group => group.Key, group => group.Max(key => key.Count(c => c == ' ') + 1), StringComparer.Ordinal);
    }

    /// <summary>The longest entry that begins at a word.</summary>
    /// <param name="words">The words of a text.</param>
    /// <param name="at">Where to look.</param>
    /// <param name="uses">Its uses; empty where there is none.</param>
    /// <returns>How many words it has; 0 for none.</returns>
    public int Find(IReadOnlyList<Word> words, int at, out IReadOnlyList<OpinionUse> uses)
    {
        for (var length = Math.Min(_longest.GetValueOrDefault(Plain(words[at].Text)), words.Count - at); length > 0; length--)
        {
            if (_uses.TryGetValue(length == 1 ? Plain(words[at].Text) : string.Join(' ', words.Skip(at).Take(length).Select(word => Plain(word.Text))), out var found))
            {
                uses = found;
                return length;
            }
        }

        uses = [];
        return 0;
    }

    /// <summary>Whether a word judges by itself.</summary>
    public bool Knows(string word) => _uses.ContainsKey(Plain(word));

    private static string Plain(string word) => word.Replace('’', '\'');

    /// <summary>A verb in its regular forms, the one without ending first: hate, hates, hated, hating; plod, plods, plodded, plodding; annoy, annoys, annoyed, annoying.</summary>
    public static IEnumerable<string> Forms(string verb)
    {
        var isDoubled = verb.Length <= 5 && verb[^1] is 'g' or 'p' or 'd' or 'b' or 't' or 'm' or 'r' && verb[^2] is 'a' or 'o' or 'u' or 'i' && verb[^3] is not ('a' or 'e' or 'i' or 'o' or 'u');
        var stem = verb[^1] == 'e' ? verb[..^1] : isDoubled ? verb + verb[^1] : verb;
        var past = verb[^1] == 'y' && verb[^2] is not ('a' or 'e' or 'o') ? verb[..^1] + "ied" : stem + "ed";
        return [verb, verb[^1] == 'y' && past.EndsWith("ied", StringComparison.Ordinal) ? verb[..^1] + "ies" : verb[^1] is 'h' or 's' or 'x' or 'z' ? verb + "es" : verb + "s", past, stem + "ing", .. Irregular.GetValueOrDefault(verb, [])];
    }
}
