using System.Globalization;
using System.Text;
using Microsoft.Extensions.Localization;
using Portal.Domain.Language;
using Portal.People;

namespace Portal.Preferences;

/// <summary>
/// Puts clauses into sentences, in the present culture: "More slow-burn and science fiction. Less horror. Never gore. Only films. At most 120
/// minutes." In English the parser reads them back into the same clauses.
/// </summary>
public sealed class SummaryWriter(IStringLocalizer<PreferencesText> text, IStringLocalizer<PeopleText> people)
{
    /// <summary>Strengths from which a wish is called strong, and below which weak.</summary>
    public const double Strong = 0.9, Weak = 0.5;

    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    /// <summary>How strongly a clause is said, as the end of a text's key: "Much", "Bit", or nothing.</summary>
    public static string DegreeOf(Clause clause) => clause.IsRule ? "" : clause.EffectiveStrength switch
    {
        > Strong => "Much",
        < Weak => "Bit",
        _ => "",
    };

    /// <summary>The sentences.</summary>
    public SummaryText Write(IEnumerable<Clause> clauses)
    {
        StringBuilder sentences = new();
        List<SummaryPart> parts = [];
        foreach (var group in clauses.OrderBy(clause => Array.IndexOf(Order, clause.Polarity)).GroupBy(SentenceOf))
        {
            Append(sentences, parts, group.Key.Key, [.. group]);
        }

        return new SummaryText(sentences.ToString(), parts);
    }

    /// <summary>The sentences in English, which the parser reads, whatever the present culture.</summary>
    public SummaryText WriteEnglish(IEnumerable<Clause> clauses)
    {
        var (culture, uiCulture) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = English;
            return Write(clauses);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, uiCulture);
        }
    }

    /// <summary>What a clause is about, as its sentence says it.</summary>
    public string NameOf(Clause clause) => clause.Subject switch
    {
        // Words that stand for several labels mean them again; the name of one label is surer than a slip of the pen.
        LabelSubject labels => labels.Labels.Count == 1 ? labels.Labels[0] : clause.Phrase,
        KindSubject kinds => string.Join(text["SummaryOr"], kinds.Kinds.Select(kind => LowerFirst(people.Kinds(kind)))),
        ConceptSubject concept => concept.Text,
        RangeSubject when clause.Polarity != Polarity.Only => clause.Phrase,
        var other => people.Subject(other, clause.Phrase),
    };

    private static readonly Polarity[] Order = [Polarity.More, Polarity.Less, Polarity.Never, Polarity.Only];

    // What may stand in one sentence. A requirement has one of its own for each kind of fact, and so has what makes an exception.
    private static (string Key, string Apart) SentenceOf(Clause clause)
    {
        var apart = clause.Except.Count > 0 || clause.Subject is RangeSubject ? clause.Key : clause.Polarity == Polarity.Only ? clause.Subject.GetType().Name : "";
        return clause is { Polarity: Polarity.Only, Subject: RangeSubject } ? ("SummaryLimit", apart) : ($"Summary{clause.Polarity}{DegreeOf(clause)}", $"{apart}/{clause.Scope?.Time}/{clause.Scope?.Occasion}");
    }

    private void Append(StringBuilder sentences, List<SummaryPart> parts, string key, List<Clause> clauses)
    {
        if (sentences.Length > 0)
        {
            sentences.Append(' ');
        }

        var begin = sentences.Length;
        var template = text[key].Value.Split("{0}");
        sentences.Append(template[0]);

        // Of what is ruled out or required, each is named after its own "or": a list that no reader, and no parser, can take for a wish.
        var (between, last) = clauses[0].IsRule ? (text["SummaryOr"].Value, text["SummaryOr"].Value) : (people["Comma"].Value, text["SummaryAnd"].Value);
        for (var i = 0; i < clauses.Count; i++)
        {
            sentences.Append(i == 0 ? "" : i == clauses.Count - 1 ? last : between);
            var start = sentences.Length;
            sentences.Append(NameOf(clauses[i]));
            parts.Add(new SummaryPart(start, sentences.Length, clauses[i]));
        }

        AppendCircumstances(sentences, clauses[0]);
        sentences.Append(template[1]);
        sentences[begin] = char.ToUpper(sentences[begin], CultureInfo.CurrentCulture);
    }

    private void AppendCircumstances(StringBuilder sentences, Clause clause)
    {
        if (clause.Except.Count > 0)
        {
            sentences.Append(text["SummaryExcept", string.Join(text["SummaryAnd"], clause.Except.Select(subject => people.Subject(subject)))]);
        }

        if (clause.Scope?.Time is { } time)
        {
            sentences.Append(text[$"SummaryTime{time}"]);
        }

        if (clause.Scope?.Occasion is { } occasion)
        {
            sentences.Append(text["SummaryOccasion", occasion]);
        }
    }

    private static string LowerFirst(string word) => word.Length == 0 ? word : char.ToLower(word[0], CultureInfo.CurrentCulture) + word[1..];
}
