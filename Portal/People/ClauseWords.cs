using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Domain.Catalogue;
using Portal.Domain.Language;

namespace Portal.People;

/// <summary>What clauses are called on pages, in the present culture: "never: horror", "at most 120 minutes".</summary>
internal static class ClauseWords
{
    private const int MostListed = 2;

    /// <summary>The clause in a few words, with the way it points.</summary>
    public static string Clause(this IStringLocalizer<PeopleText> text, Clause clause) =>
        clause is { Polarity: Polarity.Only, Subject: RangeSubject } ? text.Subject(clause.Subject, clause.Phrase) : text["Clause" + clause.Polarity, text.Subject(clause.Subject, clause.Phrase)];

    /// <summary>The words of a text that make up the clause, with those that turn it: "no gore".</summary>
    public static string Said(this Clause clause, string text) =>
        clause.Start >= 0 && clause.Start < clause.End && clause.End <= text.Length ? text[clause.Start..clause.End].Trim() : clause.Phrase;

    /// <summary>What it is about. Many labels are better told by the words they came from.</summary>
    public static string Subject(this IStringLocalizer<PeopleText> text, Subject subject, string phrase = "") => subject switch
    {
        LabelSubject labels => labels.Labels.Count <= MostListed || phrase.Length == 0 ? string.Join(text["Comma"], labels.Labels) : phrase,
        KindSubject kinds => string.Join(text["Comma"], kinds.Kinds.Select(text.Kinds)),
        CreatorSubject creator => creator.Name,
        ItemSubject item => text["LikeTitle", item.Title],
        LanguageSubject language => LanguageName(language.Code),
        RangeSubject range => Range(text, range),
        ConceptSubject concept => text["Quoted", concept.Text],
        _ => phrase,
    };

    /// <summary>Everything a subject covers, where it is more than its name says; empty otherwise.</summary>
    public static string Covers(this IStringLocalizer<PeopleText> text, Subject subject) =>
        subject is LabelSubject { Labels.Count: > 1 } labels ? string.Join(text["Comma"], labels.Labels) : "";

    /// <summary>What a number of items is counted in: "minutes"; an attribute that has no word of its own by its name.</summary>
    public static string Unit(this IStringLocalizer<PeopleText> text, string attribute) =>
        text["Unit" + Capitalised(attribute)] is { ResourceNotFound: false } known ? known.Value : attribute;

    private static string Range(IStringLocalizer<PeopleText> text, RangeSubject range)
    {
        var unit = text.Unit(range.Attribute);
        return (range.Least, range.Most) switch
        {
            ({ } least, { } most) when range.Attribute == CatalogueIndex.YearAttribute => text["YearBetween", Plain(least), Plain(most)],
            ({ } least, null) when range.Attribute == CatalogueIndex.YearAttribute => text["YearFrom", Plain(least)],
            (null, { } most) when range.Attribute == CatalogueIndex.YearAttribute => text["YearTo", Plain(most)],
            ({ } least, { } most) => text["RangeBetween", Plain(least), Plain(most), unit],
            ({ } least, null) => text["RangeFrom", Plain(least), unit],
            (null, { } most) => text["RangeTo", Plain(most), unit],
            _ => unit,
        };
    }

    private static string Plain(double number) => number.ToString("0.##", CultureInfo.CurrentCulture);

    private static string Capitalised(string word) => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..];

    private static string LanguageName(string code)
    {
        try
        {
            return CultureInfo.GetCultureInfo(code, predefinedOnly: true).NativeName;
        }
        catch (CultureNotFoundException)
        {
            return code;
        }
    }
}
