using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Domain.Language;
using Portal.People;

namespace Portal.Preferences;

/// <summary>What a chip tells of its clause beside its name.</summary>
internal static class ClauseTelling
{
    /// <summary>How strongly, when, with which exceptions, and how sure the tie to the catalogue is; only what is out of the ordinary.</summary>
    public static IEnumerable<string> Facts(this IStringLocalizer<PreferencesText> text, IStringLocalizer<PeopleText> people, Clause clause)
    {
        if (SummaryWriter.DegreeOf(clause) is { Length: > 0 } degree)
        {
            yield return text["Degree" + degree];
        }

        if (clause.Scope?.Time is { } time)
        {
            yield return text[$"Scope{time}"];
        }

        if (clause.Scope?.Occasion is { } occasion)
        {
            yield return text["ScopeOccasion", occasion];
        }

        if (clause.Except.Count > 0)
        {
            yield return text["Except", string.Join(people["Comma"], clause.Except.Select(subject => people.Subject(subject)))];
        }

        if (clause.Link is { Kind: LinkKind.Fuzzy or LinkKind.Meaning } link)
        {
            yield return text["Link" + link.Kind, link.Score.ToString("P0", CultureInfo.CurrentCulture)];
        }
    }

    /// <summary>What it covers beyond its name, in words of the catalogue; empty for nothing.</summary>
    public static string Covered(this IStringLocalizer<PeopleText> people, Clause clause)
    {
        var covers = people.Covers(clause.Subject);
        return covers.Length == 0 || covers == people.Subject(clause.Subject, clause.Phrase) ? "" : covers;
    }
}
