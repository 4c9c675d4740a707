using Portal.Domain.Language;

namespace Portal.Domain.Evaluation.Understanding;

/// <summary>Hits, inventions and misses of one sort of clause.</summary>
/// <param name="Right">Found and right.</param>
/// <param name="Found">Found.</param>
/// <param name="Wanted">In the test set.</param>
public readonly record struct ClauseCount(int Right, int Found, int Wanted)
{
    /// <summary>Share of what was found that is right, 0..1; 1 where nothing was found.</summary>
    public double Precision => Found == 0 ? 1 : (double)Right / Found;

    /// <summary>Share of what is in the test set that was found, 0..1; 1 where there is nothing.</summary>
    public double Recall => Wanted == 0 ? 1 : (double)Right / Wanted;

    /// <summary>Harmonic mean of both.</summary>
    public double F1 => Right == 0 ? (Found + Wanted == 0 ? 1 : 0) : 2 * Precision * Recall / (Precision + Recall);

    /// <summary>Both counts together.</summary>
    public static ClauseCount operator +(ClauseCount a, ClauseCount b) => Add(a, b);

    /// <summary>Both counts together.</summary>
    public static ClauseCount Add(ClauseCount a, ClauseCount b) => new(a.Right + b.Right, a.Found + b.Found, a.Wanted + b.Wanted);
}

/// <summary>Precision, recall and F1, each the mean of several counts'.</summary>
public readonly record struct ClauseMean(double Precision, double Recall, double F1);

/// <summary>
/// Compares parsed statements with what they are said to hold. A clause's target is right where one in the test set about the same sort of thing shares a
/// target (a range: has the same bounds; a concept: shares half of its words), whichever way it points. A kind is forgiven where the statement's test
/// clauses name none.
/// </summary>
public sealed class ClauseScorer
{
    private const double LeastOverlap = 0.5;

    private readonly SortedDictionary<string, ClauseCount> _counts = new(StringComparer.Ordinal);

    /// <summary>
    /// The counts by name. <c>clause</c>: about, target and polarity right; <c>clause more</c> and its like are those of one polarity, <c>about label</c> and its
    /// like those about one sort of thing. <c>link</c>: target right regardless of polarity. <c>polarity</c>: of the clauses whose target was found, how many
    /// point the right way (precision, recall and F1 are the same there); <c>polarity more</c> and its like are those of one polarity. <c>constraint</c>: never and
    /// only clauses with target and polarity right. <c>exact</c>: statements without anything wrong.
    /// </summary>
    public IReadOnlyDictionary<string, ClauseCount> Counts => _counts;

    /// <summary>The macro average of <c>polarity more</c>, <c>less</c>, <c>never</c> and <c>only</c>: each counts the same, however rare; one that is in no matched clause does not count.</summary>
    public ClauseMean PolarityMacro
    {
        get
        {
            ClauseCount[] counts = [.. Enum.GetNames<Polarity>().Select(name => _counts.GetValueOrDefault("polarity " + name.ToLowerInvariant())).Where(count => count.Found + count.Wanted > 0)];
            return counts.Length == 0 ? new ClauseMean(1, 1, 1) : new ClauseMean(counts.Average(count => count.Precision), counts.Average(count => count.Recall), counts.Average(count => count.F1));
        }
    }

    /// <summary>Adds a statement.</summary>
    /// <returns>What was wrong: a test clause without a match, a clause without one, or one that points the other way.</returns>
    public IReadOnlyList<string> Add(ParsedStatement parsed, IReadOnlyList<GoldClause> gold)
    {
        var found = parsed.Clauses.Where(clause => clause.Subject is not KindSubject || gold.Any(one => one.About == "kind")).ToList();
        var matches = Match(found, gold);
        List<string> wrong = [];
        for (var g = 0; g < gold.Count; g++)
        {
            var match = matches[g] is { } index ? found[index] : null;
            var agrees = match is not null && Same(match.Polarity, gold[g].Polarity);
            Count("link", match is not null, false, true);
            Count("clause", agrees, false, true);
            Count("about " + gold[g].About, agrees, false, true);
            Count("clause " + gold[g].Polarity, agrees, false, true);
            if (match is not null)
            {
                Count("polarity", agrees, true, true);
                Count("polarity " + gold[g].Polarity, agrees, false, true);
                Count("polarity " + match.Polarity.ToString().ToLowerInvariant(), false, true, false);
            }

            CountConstraint(IsConstraint(gold[g].Polarity) && agrees, false, IsConstraint(gold[g].Polarity));
            if (!agrees)
            {
                wrong.Add(match is null ? $"missing {Write(gold[g])}" : $"{match.Polarity.ToString().ToLowerInvariant()} instead of {Write(gold[g])}");
            }
        }

        for (var f = 0; f < found.Count; f++)
        {
            Count("link", false, true, false);
            Count("clause", false, true, false);
            Count("about " + About(found[f].Subject), false, true, false);
            Count("clause " + found[f].Polarity.ToString().ToLowerInvariant(), false, true, false);
            CountConstraint(false, found[f].IsRule, false);
            if (!matches.Contains(f))
            {
                wrong.Add($"invented {found[f].Polarity.ToString().ToLowerInvariant()} {found[f].Subject.Key} ('{found[f].Phrase}')");
            }
        }

        Count("exact", wrong.Count == 0, true, true);
        return wrong;
    }

    /// <summary>What a subject is about, in the words of a test set.</summary>
    public static string About(Subject subject) => subject switch
    {
        LabelSubject => "label",
        KindSubject => "kind",
        CreatorSubject => "creator",
        ItemSubject => "item",
        RangeSubject => "range",
        LanguageSubject => "language",
        _ => "concept",
    };

    /// <summary>What a subject is tied to.</summary>
    public static IReadOnlyList<string> Targets(Subject subject) => subject switch
    {
        LabelSubject labels => labels.Labels,
        KindSubject kinds => kinds.Kinds,
        CreatorSubject creator => [creator.Name],
        ItemSubject item => [item.Title, item.ItemId],
        LanguageSubject language => [language.Code],
        _ => [],
    };

    // Each with the one it fits best: one of the same polarity before others.
    private static int?[] Match(List<Clause> found, IReadOnlyList<GoldClause> gold)
    {
        var matches = new int?[gold.Count];
        HashSet<int> taken = [];
        foreach (var mustAgree in (ReadOnlySpan<bool>)[true, false])
        {
            for (var g = 0; g < gold.Count; g++)
            {
                for (var f = 0; f < found.Count && matches[g] is null; f++)
                {
                    if (!taken.Contains(f) && Fits(found[f], gold[g]) && (!mustAgree || Same(found[f].Polarity, gold[g].Polarity)))
                    {
                        matches[g] = f;
                        taken.Add(f);
                    }
                }
            }
        }

        return matches;
    }

    private static bool Fits(Clause clause, GoldClause gold) => gold.About == About(clause.Subject) && clause.Subject switch
    {
        RangeSubject range => range.Attribute == gold.Attribute && Nullable.Equals(range.Least, gold.Least) && Nullable.Equals(range.Most, gold.Most),
        ConceptSubject concept => Overlap(concept.Text, gold.Text.Length > 0 ? gold.Text : string.Join(' ', gold.Targets)) >= LeastOverlap,
        var subject => Targets(subject).Intersect(gold.Targets, StringComparer.OrdinalIgnoreCase).Any(),
    };

    private static double Overlap(string a, string b)
    {
        var x = Words.Of(a).Select(word => word.Stem).ToHashSet();
        var y = Words.Of(b).Select(word => word.Stem).ToHashSet();
        return x.Count == 0 || y.Count == 0 ? 0 : (double)x.Intersect(y).Count() / Math.Max(x.Count, y.Count);
    }

    private void CountConstraint(bool right, bool found, bool wanted)
    {
        if (found || wanted)
        {
            Count("constraint", right, found, wanted);
        }
    }

    private void Count(string name, bool right, bool found, bool wanted) =>
        _counts[name] = _counts.GetValueOrDefault(name) + new ClauseCount(right ? 1 : 0, found ? 1 : 0, wanted ? 1 : 0);

    private static bool IsConstraint(string polarity) => polarity is "never" or "only";

    private static bool Same(Polarity polarity, string gold) => string.Equals(polarity.ToString(), gold, StringComparison.OrdinalIgnoreCase);

    private static string Write(GoldClause gold) => $"{gold.Polarity} {gold.About} {(gold.About == "range" ? $"{gold.Attribute} {gold.Least}..{gold.Most}" : gold.Text.Length > 0 ? gold.Text : string.Join('|', gold.Targets))}";
}
