using System.Globalization;
using Portal.Domain.Language.Linking;

namespace Portal.Domain.Language.Grammar;

/// <summary>What words say about a subject.</summary>
internal enum CueSense
{
    More,
    Less,
    Never,
    Only,

    /// <summary>Neither for nor against.</summary>
    Mind,

    /// <summary>Tells of the past, or says nothing.</summary>
    Past,

    /// <summary>What follows is spared.</summary>
    Except,

    /// <summary>What was said before reaches no further.</summary>
    Turn,
}

/// <summary>Words that turn a subject one way.</summary>
/// <param name="Sense">Which way.</param>
/// <param name="Strength">How strongly, 0..1.</param>
/// <param name="Length">Tokens.</param>
internal readonly record struct CueMatch(CueSense Sense, double Strength, int Length);

/// <summary>The grammar's fixed phrases, from <c>cues.txt</c>.</summary>
internal sealed class CueBook
{
    private const double Plain = Clause.PlainStrength;

    private static readonly Lazy<CueBook> Shared = new(() => new CueBook(WordList.Lines("cues.txt")));

    // They add force, not sense: "do not really like".
    private static readonly HashSet<string> Adverbs = new(
        "really particularly especially ever even honestly personally quite exactly actually simply just absolutely definitely genuinely truly usually generally frankly also still ever always sadly seriously totally completely currently at all kind sort of rather right".Split(' ').Where(word => word is not ("kind" or "sort" or "of" or "at" or "all" or "rather")),
        StringComparer.Ordinal);

    private readonly Dictionary<string, List<Pattern>> _before = new(StringComparer.Ordinal), _after = new(StringComparer.Ordinal);

    private CueBook(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var pattern = Pattern.Of(line, out var isAfter);
            foreach (var first in pattern.FirstWords())
            {
                var index = isAfter ? _after : _before;
                (index.TryGetValue(first, out var list) ? list : index[first] = []).Add(pattern);
            }
        }
    }

    public static CueBook English => Shared.Value;

    /// <summary>The longest phrase at a token that stands before its subject; null for none.</summary>
    public CueMatch? Before(IReadOnlyList<Token> tokens, int at) => Longest(_before, tokens, at);

    /// <summary>The longest phrase at a token that stands behind its subject; null for none.</summary>
    public CueMatch? After(IReadOnlyList<Token> tokens, int at) => Longest(_after, tokens, at);

    private static CueMatch? Longest(Dictionary<string, List<Pattern>> index, IReadOnlyList<Token> tokens, int at)
    {
        CueMatch? best = null;
        foreach (var pattern in index.GetValueOrDefault(tokens[at].Text, []))
        {
            var end = pattern.Match(tokens, at, 0);
            if (end > at && (best is not { } known || end - at > known.Length))
            {
                best = new CueMatch(pattern.Sense, pattern.Strength, end - at);
            }
        }

        return best;
    }

    private sealed class Pattern(CueSense sense, double strength, List<(bool Optional, string[][] Ways)> parts)
    {
        public CueSense Sense => sense;

        public double Strength => strength;

        public static Pattern Of(string line, out bool isAfter)
        {
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var next = 1;
            var strength = double.TryParse(fields[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var told) ? told : Plain;
            next += double.TryParse(fields[1], NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? 1 : 0;
            isAfter = fields[next] == "after";
            var phrase = string.Join(' ', fields.Skip(next + 1));
            return new Pattern(Enum.Parse<CueSense>(fields[0], ignoreCase: true), strength, Parts(phrase));
        }

        public IEnumerable<string> FirstWords()
        {
            foreach (var (optional, ways) in parts)
            {
                foreach (var way in ways)
                {
                    yield return way[0];
                }

                if (!optional)
                {
                    yield break;
                }
            }
        }

        /// <returns>The token behind the match, or -1.</returns>
        public int Match(IReadOnlyList<Token> tokens, int at, int part)
        {
            if (part == parts.Count)
            {
                return at;
            }

            var best = parts[part].Optional ? Match(tokens, at, part + 1) : -1;
            foreach (var way in parts[part].Ways)
            {
                var end = MatchWords(tokens, at, way, part > 0);
                best = end < 0 ? best : Math.Max(best, Match(tokens, end, part + 1));
            }

            return best;
        }

        private static int MatchWords(IReadOnlyList<Token> tokens, int at, string[] words, bool passFirst)
        {
            for (var i = 0; i < words.Length; i++)
            {
                for (var passed = 0; (i > 0 || passFirst) && passed < 2 && at < tokens.Count && tokens[at].Text != words[i] && Adverbs.Contains(tokens[at].Text); passed++)
                {
                    at++;
                }

                if (at >= tokens.Count || tokens[at].Text != words[i])
                {
                    return -1;
                }

                at++;
            }

            return at;
        }

        private static List<(bool Optional, string[][] Ways)> Parts(string phrase)
        {
            List<(bool, string[][])> parts = [];
            for (var i = 0; i < phrase.Length;)
            {
                var close = phrase[i] == '(' ? phrase.IndexOf(')', i) : phrase[i] == '[' ? phrase.IndexOf(']', i) : -1;
                if (close > 0)
                {
                    parts.Add((phrase[i] == '[', [.. phrase[(i + 1)..close].Split('|').Select(Split)]));
                    i = close + 1;
                }
                else
                {
                    var end = phrase.AsSpan(i).IndexOfAny('(', '[');
                    var words = Split(end < 0 ? phrase[i..] : phrase.Substring(i, end));
                    if (words.Length > 0)
                    {
                        parts.Add((false, [words]));
                    }

                    i = end < 0 ? phrase.Length : i + end;
                }
            }

            return parts;
        }

        // As the tokens of a text are written.
        private static string[] Split(string words)
        {
            List<string> split = [];
            foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (split.Count > 0 && Tokenizer.Joined(split[^1], word) is { } joined)
                {
                    split[^1] = joined;
                }
                else
                {
                    split.Add(Tokenizer.Normal(word));
                }
            }

            return [.. split];
        }
    }
}
