using Portal.Domain.Language;

namespace Portal.Demo;

/// <summary>What a persona's statements forbid.</summary>
public sealed record PersonaBounds(IReadOnlySet<string> Labels, IReadOnlyList<Limit> Limits)
{
    public static PersonaBounds Of(Persona persona, StatementParser parser)
    {
        var parsed = persona.Statements.Select(statement => parser.Parse(statement.Text)).ToList();
        return new(
            parsed.SelectMany(statement => statement.Exclusions).SelectMany(exclusion => exclusion.Labels).ToHashSet(StringComparer.Ordinal),
            [.. parsed.SelectMany(statement => statement.Limits)]);
    }

    /// <summary>Whether a row carries no forbidden label and keeps every limit on a number that it has.</summary>
    public bool Allow(CatalogueRow row) =>
        !row.Labels.Any(Labels.Contains) && Limits.All(limit => Number(row, limit.Attribute) is not { } value || value <= limit.Maximum);

    private static int? Number(CatalogueRow row, string attribute) => attribute switch
    {
        "minutes" => row.Minutes,
        "pages" => row.Pages,
        "seasons" => row.Seasons,
        _ => null,
    };
}
