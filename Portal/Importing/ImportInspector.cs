using Portal.Data.Entities;
using Portal.Importing.Files;
using Portal.Importing.Formats;

namespace Portal.Importing;

/// <summary>What a file or folder looks like, before anything is imported.</summary>
/// <param name="Format">Key of the format.</param>
/// <param name="HasColumns">Whether its columns can be mapped to fields.</param>
/// <param name="Parts">Its files, in the order in which they are read.</param>
public sealed record ImportPreview(string Format, bool HasColumns, IReadOnlyList<PreviewPart> Parts);

/// <summary>A file of it.</summary>
/// <param name="File">Its name.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Subject">What it holds.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Map">Which of them hold which field.</param>
/// <param name="Rows">Its first rows as they are understood.</param>
/// <param name="Problem">Why its rows cannot be understood; null where they can.</param>
/// <param name="Warning">What whoever imports should know.</param>
public sealed record PreviewPart(
    string File, long Bytes, ImportSubject Subject, IReadOnlyList<string> Columns, IReadOnlyDictionary<string, string> Map, IReadOnlyList<PreviewRow> Rows, string? Problem, string? Warning);

/// <summary>A row of it.</summary>
/// <param name="Line">Its line.</param>
/// <param name="Values">The values of the mapped fields, in the order of the subject's fields.</param>
/// <param name="Problem">Why it would be rejected; null where it would not.</param>
public sealed record PreviewRow(long Line, IReadOnlyList<string> Values, string? Problem);

/// <summary>Looks into what is to be imported. Reads the beginnings of files only.</summary>
internal static class ImportInspector
{
    private const int Rows = 8, MostShown = 80;

    /// <exception cref="ImportException">It is of no known format, or broken.</exception>
    public static async Task<ImportPreview> InspectAsync(ImportRequest request, CancellationToken ct)
    {
        using var source = ImportSource.Open(request.Path);
        var format = ImportFormats.Find(request.Format, source);
        var plan = await format.PlanAsync(source, request.Options, ct);
        List<PreviewPart> parts = [];
        foreach (var step in plan.Steps)
        {
            parts.Add(await InspectAsync(source, step, ct));
        }

        return new ImportPreview(format.Key, format.HasColumns && parts.Count == 1, parts);
    }

    private static async Task<PreviewPart> InspectAsync(IImportSource source, ImportStep step, CancellationToken ct)
    {
        await using var file = await TableFile.OpenAsync(source, step.File, step.Shape, null, ct);
        PreviewPart part = new(step.File.Name, step.File.Length, step.Subject, file.Columns, step.Columns, [], null, file.Warning);
        try
        {
            RowReader reader = new(step, file);
            List<Row> rows = [];
            await file.ReadAsync(rows, Rows, ct);
            return part with { Rows = rows.ConvertAll(row => new PreviewRow(row.Line, [.. row.Values.Take(step.Columns.Count).Select(Shown)], ProblemOf(step, reader, row))) };
        }
        catch (ImportException e)
        {
            return part with { Problem = e.Message };
        }
    }

    private static string? ProblemOf(ImportStep step, RowReader reader, Row row)
    {
        if (row.Broken is not null)
        {
            return row.Detail;
        }

        try
        {
            _ = step.Subject switch
            {
                ImportSubject.Items => reader.Item(row),
                ImportSubject.People => reader.Person(row),
                _ => (object)reader.Interaction(row),
            };
            return null;
        }
        catch (RejectedException e)
        {
            return e.Message;
        }
    }

    private static string Shown(string? value)
    {
        var text = (value ?? "").TrimEnd(Row.ListSeparator).Replace(Row.ListSeparator.ToString(), ", ", StringComparison.Ordinal);
        return text.Length <= MostShown ? text : text[..MostShown] + "…";
    }
}
