using Portal.Domain.Language;

namespace Portal.Domain.Sentiment;

/// <summary>
/// Finds what an English text says of the parts of something: the name that stands beside a word that judges, with negation (in the manner of
/// Hu and Liu 2004, with the ways of standing beside each other told apart).
/// </summary>
/// <param name="labels">The catalogue's words; null to tie parts to none.</param>
public sealed class AspectFinder(LabelLexicon? labels = null)
{
    // "light" stands for half a dozen labels and names none of them.
    private const int MostLabels = 2;
    private const double Negated = -0.7;
    private const int LeastWhole = 4;

    private static readonly string[][] Contraries =
        [["less", "so"], ["not", "so", "much"], ["not", "as", "much"], ["not", "really"], ["not"], ["don't"], ["doesn't"], ["didn't"], ["isn't"], ["aren't"], ["wasn't"], ["weren't"], ["did", "not"], ["does", "not"], ["do", "not"]];

    /// <summary>The aspects of a text in their order; the same part with the same sign once.</summary>
    public IReadOnlyList<Aspect> Find(string text)
    {
        if (!EnglishText.IsLikely(text))
        {
            return [];
        }

        AspectText words = new(text);
        AspectPatterns patterns = new(words);
        List<Aspect> found = [];
        for (var at = 0; at < words.Count; at++)
        {
            foreach (var use in words.RoleOf(at) == WordRole.Opinion ? words.UsesOf(at) : [])
            {
                var names = patterns.Judged(at, use.Kind).ToList();
                foreach (var name in names)
                {
                    Add(found, words, at, use, name);
                }

                if (names.Count > 0)
                {
                    break;
                }
            }

            AddTooMuch(found, words, at);
            AddContrary(found, words, patterns, at);
        }

        AddWhole(found, words, patterns);
        return [.. found.OrderBy(aspect => aspect.Start).ThenBy(aspect => aspect.End)];
    }

    private void Add(List<Aspect> found, AspectText words, int at, OpinionUse use, NameSpan name)
    {
        var isNegated = IsNegated(words, at, use.Kind);
        if (isNegated && use.Kind == OpinionKind.Help)
        {
            // "A strong lead can't save it" does not blame the lead.
            return;
        }

        var opinionEnd = words.OpinionEnd(at);
        var (first, end) = (Math.Min(at, name.First), Math.Max(opinionEnd, name.End));
        Add(found, new Aspect
        {
            Start = words.Words[first].Start,
            End = words.Words[end - 1].End,
            Words = words.Text[words.Words[name.First].Start..words.Words[name.End - 1].End],
            Score = isNegated ? use.Strength * Negated : use.Strength,
            Labels = LabelsOf(words, name, use.Kind == OpinionKind.Adj ? (at, opinionEnd) : null, isNegated),
        });
    }

    // "Too violent" says something of the violence, where the catalogue has a word for it.
    private void AddTooMuch(List<Aspect> found, AspectText words, int at)
    {
        if (at == 0 || words.Words[at - 1].Text != "too" || Stretches.IsNegation(words.Words[Math.Max(0, at - 2)].Text))
        {
            return;
        }

        var word = words.Text[words.Words[at].Start..words.Words[at].End];
        if (Linked(word) is { Count: > 0 } linked && found.All(aspect => aspect.End < words.Words[at].End))
        {
            Add(found, new Aspect { Start = words.Words[at - 1].Start, End = words.Words[at].End, Words = word, Score = -0.6, Labels = linked });
        }
    }

    // "Her prose sings, her plots don't"; "the food was good, the service less so".
    private void AddContrary(List<Aspect> found, AspectText words, AspectPatterns patterns, int at)
    {
        if (found.Count == 0 || at == 0 || Contraries.All(contrary => !Stands(words, at, contrary)))
        {
            return;
        }

        foreach (var name in patterns.Before(at))
        {
            Add(found, new Aspect
            {
                Start = words.Words[name.First].Start,
                End = words.Words[at].End,
                Words = words.Text[words.Words[name.First].Start..words.Words[name.End - 1].End],
                Score = found[^1].Score * Negated,
                Labels = LabelsOf(words, name, null),
            });
        }
    }

    // A part of a sentence that clearly praises or blames, by words that no list holds, says it of what it begins with.
    private void AddWhole(List<Aspect> found, AspectText words, AspectPatterns patterns)
    {
        for (var first = 0; first < words.Count;)
        {
            var end = first + 1;
            while (end < words.Count && !words.HasBreak(end, AspectText.Marks + ",") && !Stretches.IsTurn(words.Words[end].Text))
            {
                end++;
            }

            var (start, stop) = (words.Words[first].Start, words.Words[end - 1].End);
            if (end - first >= LeastWhole && patterns.Headed(first) is { } name && name.End < end && found.All(aspect => aspect.End <= start || aspect.Start >= stop)
                && SentimentClassifier.English.Read(words.Text[start..stop]).Score is var score && Math.Abs(score) >= SentimentReading.Undecided)
            {
                Add(found, new Aspect { Start = words.Words[name.First].Start, End = stop, Words = words.Text[words.Words[name.First].Start..words.Words[name.End - 1].End], Score = score, Labels = LabelsOf(words, name, null) });
            }

            first = end;
        }
    }

    private static bool Stands(AspectText words, int at, string[] phrase) =>
        at + phrase.Length <= words.Count && phrase.Index().All(part => words.Words[at + part.Index].Text.Replace('’', '\'') == part.Item) && words.HasBreak(at + phrase.Length, AspectText.Marks + ",");

    private static void Add(List<Aspect> found, Aspect aspect)
    {
        if (found.Any(other => other.Words == aspect.Words && other.Start < aspect.Start && other.End >= aspect.End && Math.Sign(other.Score) != Math.Sign(aspect.Score)))
        {
            // "Loved the strange ending": the verb tells, not the word that describes.
            return;
        }

        var known = found.FindIndex(other => other.Key == aspect.Key);
        if (known < 0)
        {
            found.Add(aspect);
        }
        else
        {
            // "Hated the slow pacing" says it twice: the stronger word counts, and what both tell.
            var (other, strongest) = (found[known], Math.Abs(found[known].Score) < Math.Abs(aspect.Score) ? aspect : found[known]);
            found[known] = strongest with { Labels = [.. other.Labels.Union(aspect.Labels).Order(StringComparer.Ordinal)] };
        }
    }

    // Up to the turn before: "I did not love the ending", "the ending is not very good", "never a dull moment".
    private static bool IsNegated(AspectText words, int at, OpinionKind kind)
    {
        for (var i = at - 1; i >= 0 && i >= at - 4 && !words.IsTurn(i + 1); i--)
        {
            if (words.RoleOf(i) is WordRole.And or WordRole.Preposition or WordRole.Opinion)
            {
                return false;
            }

            if (Stretches.IsNegation(words.Words[i].Text) || (i == at - 1 && words.Words[i].Text == "less"))
            {
                return !(words.Words[i + 1].Text is "only" or "just");
            }
        }

        return false;
    }

    private IReadOnlyList<string> LabelsOf(AspectText words, NameSpan name, (int First, int End)? adjective, bool isNegated = false)
    {
        var part = words.Text[words.Words[name.First].Start..words.Words[name.End - 1].End];
        var said = adjective is { } span ? words.Text[words.Words[span.First].Start..words.Words[span.End - 1].End] : "";
        var described = said.Length == 0 ? [] : Linked(said);

        // "The jokes aren't funny": whoever misses it is not against it, by whatever word.
        return [.. (isNegated ? Linked(part).Except(described) : Linked(part).Union(described)).Order(StringComparer.Ordinal)];
    }

    private IReadOnlyList<string> Linked(string words) =>
        labels is null ? [] : [.. labels.Find(words).Where(mention => mention.Labels.Count <= MostLabels).SelectMany(mention => mention.Labels).Distinct().Order(StringComparer.Ordinal)];
}
