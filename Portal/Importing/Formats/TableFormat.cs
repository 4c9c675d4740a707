using Portal.Data.Entities;
using Portal.Importing.Files;

namespace Portal.Importing.Formats;

/// <summary>Files of a table each, with columns that are mapped to fields: one file, or several of items, people and interactions.</summary>
internal abstract class TableFormat(TableShape shape, params string[] endings) : IImportFormat
{
    public abstract string Key { get; }

    public bool HasColumns => true;

    protected TableShape Shape => shape;

    public virtual bool Fits(IImportSource source) => Tables(source).Any();

    public async Task<ImportPlan> PlanAsync(IImportSource source, ImportOptions options, CancellationToken ct)
    {
        var files = source.Files.Count == 1 ? source.Files : [.. Tables(source)];
        if (files.Count == 0)
        {
            throw new ImportException($"There is no file that ends in {string.Join(" or ", endings)}: {ImportFormats.Some(source)}.");
        }

        List<ImportStep> steps = [];
        foreach (var file in files)
        {
            steps.Add(await StepAsync(source, file, files.Count == 1 ? options : options with { Subject = null, Columns = null }, ct));
        }

        return new ImportPlan([.. steps.OrderBy(step => step.Subject)]);
    }

    private IEnumerable<SourceFile> Tables(IImportSource source) => source.Files.Where(file => endings.Any(ending => file.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)));

    private async Task<ImportStep> StepAsync(IImportSource source, SourceFile file, ImportOptions options, CancellationToken ct)
    {
        await using var table = await TableFile.OpenAsync(source, file, shape, null, ct);
        if (table.Columns.Count == 0)
        {
            throw new ImportException($"{file.Name} holds no {(shape.Kind == TableKind.JsonLines ? "JSON object on a line of its own" : "column")}.");
        }

        var subject = options.Subject ?? ByName(file) ?? ImportField.GuessSubject(table.Columns)
            ?? throw new ImportException($"{file.Name}: its columns do not tell whether it holds items (id, title), people (id) or interactions (person, item): {string.Join(", ", table.Columns.Select(RowValues.Short).Take(40))}. Say what it holds.");
        return new ImportStep
        {
            File = file,
            Shape = shape,
            Subject = subject,
            Columns = options.Columns ?? ImportField.Guess(subject, table.Columns),
            Options = options,
        };
    }

    private static ImportSubject? ByName(SourceFile file) =>
        Enum.TryParse<ImportSubject>(Path.GetFileNameWithoutExtension(file.Name), ignoreCase: true, out var subject) && subject != ImportSubject.Dataset ? subject : null;
}

internal sealed class CsvFormat() : TableFormat(TableShape.Csv, ".csv", ".tsv", ".txt")
{
    public override string Key => "csv";
}

internal sealed class JsonLinesFormat() : TableFormat(TableShape.JsonLines, ".jsonl", ".ndjson", ".json")
{
    public override string Key => "jsonl";
}
