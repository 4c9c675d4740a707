using Portal.Domain.Language;

namespace Portal.Demo;

/// <summary>What a persona's statements refuse by label and bound by number.</summary>
public sealed record PersonaBounds(IReadOnlySet<string> Labels, IReadOnlyList<RangeSubject> Limits)
{
    public static PersonaBounds Of(Persona persona, StatementParser parser)
    {
        var parsed = persona.Statements.Select(statement => parser.Parse(statement.Text)).ToList();
        return new(
            parsed.SelectMany(statement => statement.Of(Polarity.Never)).Select(clause => clause.Subject).OfType<LabelSubject>().SelectMany(subject => subject.Labels).ToHashSet(StringComparer.Ordinal),
            [.. parsed.SelectMany(statement => statement.Of(Polarity.Only)).Select(clause => clause.Subject).OfType<RangeSubject>()]);
    }

    /// <summary>Whether a row carries no forbidden label and keeps every limit on a number that it has.</summary>
    public bool Allow(CatalogueRow row) =>
        !row.Labels.Any(Labels.Contains) && Limits.All(limit => Number(row, limit.Attribute) is not { } value || limit.Holds(value));

    private static int? Number(CatalogueRow row, string attribute) => attribute switch
    {
        "minutes" => row.Minutes,
        "pages" => row.Pages,
        "seasons" => row.Seasons,
        "year" => row.Year,
        _ => null,
    };
}
