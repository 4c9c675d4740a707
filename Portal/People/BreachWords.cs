using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Domain.Catalogue;
using Portal.Domain.Language;
using Portal.Domain.Retrieval;

namespace Portal.People;

/// <summary>In one sentence of the present culture, what of an item breaks a rule.</summary>
internal static class BreachWords
{
    /// <summary>"It is labelled gore."; for a meaning, with how near it is and from where on that is too near.</summary>
    public static string Breach(this IStringLocalizer<PeopleText> text, Breach breach) => breach.Kind switch
    {
        BreachKind.Words => text["BreachWords", breach.Detail],
        BreachKind.Meaning => text["BreachMeaning", breach.Detail, breach.Cosine, breach.Threshold],
        BreachKind.Missing => text["BreachMissing", text.Clause(breach.Rule.Clause)],
        _ => Fact(text, breach),
    };

    private static string Fact(IStringLocalizer<PeopleText> text, Breach breach) => breach.Rule.Clause.Subject switch
    {
        LabelSubject => text["BreachLabel", breach.Detail],
        KindSubject => text["BreachKind", text.Kind(breach.Detail)],
        CreatorSubject => text["BreachCreator", breach.Detail],
        LanguageSubject => text["BreachLanguage", text.Subject(new LanguageSubject(breach.Detail))],
        RangeSubject { Attribute: CatalogueIndex.YearAttribute } => text["BreachYear", breach.Detail],
        RangeSubject range => text["BreachNumber", Number(breach.Detail), text.Unit(range.Attribute)],
        _ => text["BreachItem"],
    };

    // Stored in invariant form; shown with the reader's separators.
    private static string Number(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number.ToString("0.##", CultureInfo.CurrentCulture) : value;
}
