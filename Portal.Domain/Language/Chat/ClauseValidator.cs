using Portal.Domain.Catalogue;

namespace Portal.Domain.Language.Chat;

/// <summary>
/// Checks clauses against the text that they are to come from and the catalogue that they name: whoever made them, the local parser or an
/// endpoint, only what keeps these rules is used.
/// </summary>
/// <param name="catalogue">The catalogue in force.</param>
public sealed class ClauseValidator(CatalogueIndex catalogue)
{
    private const int LongestConcept = 200, LeastYear = 1000, MostYear = 2200;
    private const double MostNumber = 1_000_000;

    private readonly Dictionary<string, string> _creators = catalogue.Items.SelectMany(item => item.Creators).DistinctBy(name => name, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(name => name, StringComparer.OrdinalIgnoreCase);

    private readonly HashSet<string> _kinds = [.. catalogue.Kinds.Select(kind => kind.Kind)];
    private readonly HashSet<string> _languages = [.. catalogue.Items.Select(item => item.Language).OfType<string>()];

    /// <summary>Checks a clause.</summary>
    /// <param name="clause">The clause.</param>
    /// <param name="text">The text that it is to come from.</param>
    /// <param name="reason">Why it is not used; null when it is.</param>
    /// <returns>The clause, with the parts that are known and its span where its words are; null when it is not used.</returns>
    public Clause? Check(Clause clause, string text, out string? reason)
    {
        ArgumentNullException.ThrowIfNull(clause);
        ArgumentNullException.ThrowIfNull(text);
        reason = null;
        if (Span(clause, text) is not { } span)
        {
            reason = $"the text does not contain '{clause.Phrase}'";
        }
        else if (!Enum.IsDefined(clause.Polarity))
        {
            reason = $"there is no polarity {(int)clause.Polarity}";
        }
        else if (clause.Strength is not (>= 0 and <= 1))
        {
            reason = $"the strength {clause.Strength} is not from 0 to 1";
        }
        else if (clause.Scope is { } scope && !IsSound(scope, text))
        {
            reason = "its scope names a time or an occasion that there is not";
        }
        else if (Known(clause.Subject, text) is not { } subject)
        {
            reason = $"the catalogue has no {(clause.Subject is null or LabelSubject { Labels: null } or KindSubject { Kinds: null } or ConceptSubject { Text: null } ? "such subject" : clause.Subject.Key)}";
        }
        else
        {
            return clause with { Start = span.Start, End = span.End, Subject = subject, Except = [.. (clause.Except ?? []).Select(spared => Known(spared, text)).OfType<Subject>()] };
        }

        return null;
    }

    // Endpoints count letters badly: where the span is wrong and the words are there, the words decide.
    private static TextSpan? Span(Clause clause, string text)
    {
        if (string.IsNullOrWhiteSpace(clause.Phrase))
        {
            return null;
        }

        if (clause.Start >= 0 && clause.Start < clause.End && clause.End <= text.Length && text[clause.Start..clause.End].Contains(clause.Phrase, StringComparison.OrdinalIgnoreCase))
        {
            return new TextSpan(clause.Start, clause.End);
        }

        var at = text.IndexOf(clause.Phrase, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : new TextSpan(at, at + clause.Phrase.Length);
    }

    private static bool IsSound(Scope scope, string text) =>
        (scope.Time is not { } time || Enum.IsDefined(time))
        && (scope.Span is not { } span || Enum.IsDefined(span))
        && (scope.Occasion is not { } occasion || (!string.IsNullOrWhiteSpace(occasion) && text.Contains(occasion, StringComparison.OrdinalIgnoreCase)));

    private Subject? Known(Subject? subject, string text) => subject switch
    {
        LabelSubject labels => Some((labels.Labels ?? []).Where(label => label is not null && catalogue.TryFindLabel(label, out _))) is { Length: > 0 } known ? new LabelSubject(known) : null,
        KindSubject kinds => Some((kinds.Kinds ?? []).Where(kind => kind is not null && _kinds.Contains(kind))) is { Length: > 0 } known ? new KindSubject(known) : null,
        CreatorSubject creator => creator.Name is not null && _creators.TryGetValue(creator.Name, out var name) ? new CreatorSubject(name) : null,
        ItemSubject item => item.ItemId is not null && catalogue.TryFind(item.ItemId, out var index) ? new ItemSubject(item.ItemId, catalogue[index].Title) : null,
        RangeSubject range => IsSane(range) ? range : null,
        LanguageSubject language => language.Code is not null && _languages.Contains(language.Code) ? language : null,
        ConceptSubject concept => concept.Text is { Length: > 0 and <= LongestConcept } words && text.Contains(words, StringComparison.OrdinalIgnoreCase) ? concept : null,
        _ => null,
    };

    private bool IsSane(RangeSubject range)
    {
        if (range.Attribute is not { Length: > 0 } attribute || (range.Least is null && range.Most is null) || range.Least > range.Most)
        {
            return false;
        }

        var (least, most) = attribute == CatalogueIndex.YearAttribute ? (LeastYear, MostYear) : (0, MostNumber);
        return IsWithin(range.Least, least, most) && IsWithin(range.Most, least, most) && catalogue.NumbersOf(attribute).ContainsAnyInRange(double.MinValue, double.MaxValue);
    }

    private static bool IsWithin(double? bound, double least, double most) => bound is not { } value || (value >= least && value <= most);

    private static string[] Some(IEnumerable<string> names) => [.. names.Distinct().Order(StringComparer.Ordinal)];
}
