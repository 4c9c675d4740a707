using System.Globalization;
using System.Text.RegularExpressions;

namespace Portal.Domain.Language;

/// <summary>
/// Splits a sentence into what is wanted, what is forbidden and what is limited, because a vector cannot express "not":
/// the embedding of "no horror" lies beside that of "horror". English only; in other languages everything is wanted.
/// </summary>
public sealed partial class StatementParser(LabelLexicon lexicon)
{
    // "war" names war and war time; "light" stands for half a dozen tags and names none of them.
    private const int MostNamed = 2;

    private static readonly HashSet<string> Negations = new(StringComparer.Ordinal)
    {
        "no", "not", "nothing", "never", "without", "avoid", "except", "hate", "hates", "dislike", "skip", "none", "zero", "neither", "nor",
        "don't", "don’t", "dont", "isn't", "isn’t", "can't", "can’t", "won't", "won’t",
    };

    // "not only", "no matter", "not bad": these words after a negation take it back.
    private static readonly HashSet<string> Cancels = new(StringComparer.Ordinal) { "only", "just", "matter", "bad", "mind", "necessarily", "problem", "doubt" };

    // "places I have never been", "a book I've not read": these words before a negation tell of the past, not of a wish.
    private static readonly HashSet<string> Perfects = new(StringComparer.Ordinal) { "have", "has", "had", "i've", "i’ve", "ive", "was", "were" };

    private static readonly HashSet<string> Turns = new(StringComparer.Ordinal) { "but", "yet", "instead", "rather", "still", "although", "though", "preferably" };

    private static readonly Dictionary<string, double> Numbers = new(StringComparer.Ordinal)
    {
        ["a"] = 1, ["an"] = 1, ["one"] = 1, ["two"] = 2, ["three"] = 3, ["four"] = 4, ["five"] = 5, ["half an"] = 0.5, ["ninety"] = 90,
        ["thirty"] = 30, ["forty"] = 40, ["forty-five"] = 45, ["fifty"] = 50, ["sixty"] = 60, ["hundred"] = 100,
    };

    /// <summary>Parses a statement by its words alone. Never fails; text that it cannot read is simply wanted.</summary>
    /// <param name="text">The statement.</param>
    /// <param name="answers">What the person chose where words may mean several things, by the words in lower case; null for nothing.</param>
    public ParsedStatement Parse(string text, IReadOnlyDictionary<string, Subject>? answers = null)
    {
        var limits = FindLimits(text);
        var rest = Blank(text, limits.Select(limit => (limit.Start, limit.End - limit.Start)));
        var exclusions = FindExclusions(rest);
        var wanted = WantedText.Of(text, [.. limits, .. exclusions]);
        var masked = Blank(rest, exclusions.Select(clause => (clause.Start, clause.End - clause.Start)));
        return new ParsedStatement
        {
            Version = ParsedStatement.CurrentVersion,
            Text = text,
            Wanted = wanted,
            Clauses = [.. limits.Concat(exclusions).Concat(Wishes(text, masked)).OrderBy(clause => clause.Start)],
            Answers = answers ?? new Dictionary<string, Subject>(),
        };
    }

    /// <summary>Parses a statement by its words, and ties what they do not tell to the catalogue by meaning.</summary>
    /// <param name="text">The statement.</param>
    /// <param name="answers">What the person chose where words may mean several things, by the words in lower case; null for nothing.</param>
    /// <param name="sense">Encodes phrases; null for words alone.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public ValueTask<ParsedStatement> ParseAsync(string text, IReadOnlyDictionary<string, Subject>? answers, IPhraseSense? sense, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Parse(text, answers));

    private IEnumerable<Clause> Wishes(string text, string masked) => lexicon.Find(masked).Select(mention => new Clause
    {
        Start = mention.Start,
        End = mention.End,
        Phrase = text[mention.Start..mention.End],
        Polarity = Polarity.More,
        Subject = new LabelSubject([.. (mention.Labels.Count <= MostNamed ? mention.Labels.SelectMany(lexicon.Within) : mention.Labels).Distinct().Order(StringComparer.Ordinal)]),
        Link = new Link(LinkKind.Exact, 1),
    });

    private List<Clause> FindExclusions(string text)
    {
        List<Clause> result = [];
        foreach (var (clauseStart, clauseEnd) in WantedText.Split(text))
        {
            var words = Words.Of(text[clauseStart..clauseEnd]);
            for (var i = 0; i < words.Count; i++)
            {
                if (!Negations.Contains(words[i].Text)
                    || (i + 1 < words.Count && Cancels.Contains(words[i + 1].Text))
                    || (i > 0 && Perfects.Contains(words[i - 1].Text)))
                {
                    continue;
                }

                var last = i + 1;
                while (last < words.Count && !Turns.Contains(words[last].Text))
                {
                    last++;
                }

                // "I see enough at work, so no horror": what leads to a rule is its reason, not a wish.
                var isReasoned = i > 0 && words[i - 1].Text == "so";
                var cue = isReasoned ? SentenceStart(text, clauseStart) : clauseStart + words[i].Start;
                foreach (var (first, end) in Parts(words, i + 1, last))
                {
                    var (from, to) = (clauseStart + words[first].Start, clauseStart + words[end - 1].End);
                    var phrase = text[from..to];
                    string[] labels = [.. lexicon.Find(phrase).SelectMany(mention => mention.Labels).Distinct().Order(StringComparer.Ordinal)];
                    result.Add(new Clause
                    {
                        Start = cue,
                        End = to,
                        Phrase = phrase,
                        Polarity = Polarity.Never,
                        Subject = labels.Length > 0 ? new LabelSubject(labels) : new ConceptSubject(phrase),
                        Link = labels.Length > 0 ? new Link(LinkKind.Exact, 1) : default,
                    });
                }

                i = last;
            }
        }

        return result;
    }

    private static int SentenceStart(string text, int before) => text.AsSpan(0, before).LastIndexOfAny('.', '!', '?') + 1;

    // "no gore or bagpipes" forbids two things, of which only one may be known.
    private static IEnumerable<(int First, int End)> Parts(IReadOnlyList<Word> words, int first, int end)
    {
        for (var i = first; i <= end; i++)
        {
            if (i == end || words[i].Text is "or" or "and" or "nor")
            {
                if (i > first)
                {
                    yield return (first, i);
                }

                first = i + 1;
            }
        }
    }

    private static List<Clause> FindLimits(string text)
    {
        List<Clause> limits = [];
        foreach (Match match in LimitPattern().Matches(text))
        {
            var number = match.Groups["number"].Value.ToLowerInvariant();
            if (!Numbers.TryGetValue(number, out var value) && !double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
            {
                continue;
            }

            var unit = match.Groups["unit"].Value.ToLowerInvariant();
            var (attribute, factor) = unit[0] switch
            {
                'h' => ("minutes", 60.0),
                'm' => ("minutes", 1.0),
                'p' when unit.StartsWith("pa", StringComparison.Ordinal) => ("pages", 1.0),
                _ => ("seasons", 1.0),
            };
            limits.Add(new Clause
            {
                Start = match.Index,
                End = match.Index + match.Length,
                Phrase = match.Value,
                Polarity = Polarity.Only,
                Subject = new RangeSubject(attribute, null, value * factor),
                Link = new Link(LinkKind.Exact, 1),
            });
        }

        return limits;
    }

    private static string Blank(string text, IEnumerable<(int Start, int Length)> spans)
    {
        var characters = text.ToCharArray();
        foreach (var (start, length) in spans)
        {
            characters.AsSpan(start, length).Fill(' ');
        }

        return new string(characters);
    }

    [GeneratedRegex(@"\b(?:under|below|less than|shorter than|at most|up to|no more than|no longer than|max(?:imum)?|within)\s+(?:about\s+)?(?<number>half an|forty-five|[a-z]+|\d+(?:\.\d+)?)[\s-]*(?<unit>hours?|hrs?|h|minutes?|mins?|min|pages?|seasons?)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LimitPattern();
}
