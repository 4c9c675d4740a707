namespace Portal.Importing.Files;

/// <summary>How a file holds its rows.</summary>
public enum TableKind
{
    /// <summary>Fields between separators, in quotes where they need them (RFC 4180).</summary>
    Csv,

    /// <summary>Fields between separators that occur in no field: quotes are text.</summary>
    Plain,

    /// <summary>One JSON object a line.</summary>
    JsonLines,
}

/// <summary>How a file holds its rows.</summary>
/// <param name="Kind">The manner.</param>
/// <param name="Separator">Between the fields; null to find out from the first line.</param>
/// <param name="Columns">Names of the columns where the file has no header; null where its first row names them.</param>
public sealed record TableShape(TableKind Kind, string? Separator = null, IReadOnlyList<string>? Columns = null)
{
    public static readonly TableShape Csv = new(TableKind.Csv);

    public static readonly TableShape JsonLines = new(TableKind.JsonLines);
}
