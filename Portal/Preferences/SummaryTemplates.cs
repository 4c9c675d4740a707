using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;
using Portal.Domain.Catalogue;
using Portal.Domain.Language;
using Portal.People;

namespace Portal.Preferences;

/// <summary>
/// Reads a summary in a language that the parser does not know, by the sentences with which it was written: "少一些：恐怖。" Only these are
/// understood; a sentence of another form says nothing.
/// </summary>
public sealed class SummaryTemplates(IStringLocalizer<PreferencesText> text, IStringLocalizer<PeopleText> people)
{
    private static readonly (string Key, Polarity Polarity, double Strength)[] Sentences =
    [
        .. new[] { Polarity.More, Polarity.Less }.SelectMany(polarity => new[] { ("Much", 1.0), ("Bit", 0.4), ("", Clause.PlainStrength) }.Select(degree => ($"Summary{polarity}{degree.Item1}", polarity, degree.Item2))),
        ("SummaryNever", Polarity.Never, Clause.PlainStrength),
        ("SummaryOnly", Polarity.Only, Clause.PlainStrength),
    ];

    private static readonly string[] Attributes = ["minutes", "pages", "seasons", "price", "rating"];

    /// <summary>The clauses of the sentences.</summary>
    /// <param name="summary">The text.</param>
    /// <param name="said">What the person's clauses are called in their summary.</param>
    /// <param name="catalogue">Whose kinds and labels count.</param>
    public ParsedStatement Read(string summary, IReadOnlyDictionary<string, Subject> said, CatalogueIndex catalogue)
    {
        List<Clause> clauses = [];
        List<TextSpan> notUnderstood = [];
        foreach (Match sentence in Regex.Matches(summary, @"[^。.!！\n]+[。.!！]?"))
        {
            var words = sentence.Value.Trim();
            var start = sentence.Index + sentence.Value.IndexOf(words, StringComparison.Ordinal);
            if (words.Length > 0 && !Read(words, start, said, catalogue, clauses))
            {
                notUnderstood.Add(new TextSpan(start, start + words.Length));
            }
        }

        return new ParsedStatement { Version = ParsedStatement.CurrentVersion, Text = summary, Wanted = "", Clauses = clauses, NotUnderstood = notUnderstood };
    }

    private bool Read(string sentence, int start, IReadOnlyDictionary<string, Subject> said, CatalogueIndex catalogue, List<Clause> clauses)
    {
        if (RangeOf(sentence.TrimEnd('。', '.', '!', '！')) is { } range)
        {
            clauses.Add(ClauseOf(Polarity.Only, Clause.PlainStrength, range, sentence, start));
            return true;
        }

        foreach (var (key, polarity, strength) in Sentences)
        {
            if (Pattern(text[key]).Match(sentence) is not { Success: true } match)
            {
                continue;
            }

            var list = match.Groups[1];
            foreach (Match item in Regex.Matches(list.Value, @"[^、，,]+"))
            {
                var name = item.Value.Trim();
                clauses.Add(ClauseOf(polarity, strength, SubjectOf(name, said, catalogue), name, start + list.Index + item.Index));
            }

            return true;
        }

        return false;
    }

    private Subject SubjectOf(string name, IReadOnlyDictionary<string, Subject> said, CatalogueIndex catalogue) =>
        said.TryGetValue(name, out var known) ? known
        : catalogue.Kinds.Select(kind => kind.Kind).FirstOrDefault(kind => Same(people.Kinds(kind), name) || Same(people.Kind(kind), name) || Same(kind, name)) is { } kind ? new KindSubject([kind])
        : catalogue.TryFindLabel(name.ToLowerInvariant(), out _) ? new LabelSubject([name.ToLowerInvariant()])
        : new ConceptSubject(name);

    private RangeSubject? RangeOf(string sentence)
    {
        foreach (var attribute in Attributes)
        {
            var unit = people["Unit" + char.ToUpperInvariant(attribute[0]) + attribute[1..]].Value;
            if (NumbersOf(people["RangeBetween", "{0}", "{0}", unit], sentence) is [var from, var to])
            {
                return new RangeSubject(attribute, from, to);
            }

            if (NumbersOf(people["RangeTo", "{0}", unit], sentence) is [var most])
            {
                return new RangeSubject(attribute, null, most);
            }

            if (NumbersOf(people["RangeFrom", "{0}", unit], sentence) is [var least])
            {
                return new RangeSubject(attribute, least, null);
            }
        }

        return NumbersOf(people["YearBetween", "{0}", "{0}"], sentence) is [var first, var end] ? new RangeSubject(CatalogueIndex.YearAttribute, first, end)
            : NumbersOf(people["YearFrom", "{0}"], sentence) is [var since] ? new RangeSubject(CatalogueIndex.YearAttribute, since, null)
            : NumbersOf(people["YearTo", "{0}"], sentence) is [var until] ? new RangeSubject(CatalogueIndex.YearAttribute, null, until)
            : null;
    }

    private static double[]? NumbersOf(string template, string sentence)
    {
        var match = Regex.Match(sentence, $"^{Regex.Escape(template).Replace(@"\{0}", @"(\d+(?:[.,]\d+)?)", StringComparison.Ordinal)}$", RegexOptions.IgnoreCase);
        return match.Success ? [.. match.Groups.Values.Skip(1).Select(group => double.Parse(group.Value.Replace(',', '.'), CultureInfo.InvariantCulture))] : null;
    }

    // The colon may be of either script, and the full stop at the end is often left out.
    private static Regex Pattern(string template) =>
        new($"^{Regex.Escape(template).Replace(@"\{0}", "(.+?)", StringComparison.Ordinal).Replace("：", "[:：]", StringComparison.Ordinal).Replace("。", "[。.]?", StringComparison.Ordinal)}$", RegexOptions.IgnoreCase);

    private static Clause ClauseOf(Polarity polarity, double strength, Subject subject, string phrase, int start) =>
        new() { Start = start, End = start + phrase.Length, Phrase = phrase, Polarity = polarity, Strength = strength, Subject = subject, Link = new Link(LinkKind.Exact, 1) };

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
