using System.Text.Json;
using CsvHelper;

namespace Portal.Importing.Files;

/// <summary>What the beginning of a file tells of its columns.</summary>
/// <param name="Columns">Their names.</param>
/// <param name="Separator">What stands between the fields.</param>
/// <param name="Records">How many records stand before the first row.</param>
internal sealed record TableHead(IReadOnlyList<string> Columns, string Separator, int Records)
{
    private const int LookedAt = 100;

    // Excel writes it, to say what separates.
    private const string Hint = "sep=";

    /// <exception cref="ImportException">There is no header where one is needed.</exception>
    public static TableHead Read(string file, string sample, TableShape shape) => shape switch
    {
        { Kind: TableKind.JsonLines } => new TableHead(JsonColumns(sample), "\n", 0),
        { Columns: { } columns } => new TableHead(columns, shape.Separator ?? ",", 0),
        { Kind: TableKind.Plain } => new TableHead(FirstLine(sample).Split(shape.Separator ?? "\t"), shape.Separator ?? "\t", 1),
        _ => Csv(file, sample, shape.Separator),
    };

    private static TableHead Csv(string file, string sample, string? separator)
    {
        var hinted = sample.StartsWith(Hint, StringComparison.OrdinalIgnoreCase);
        using var csv = CsvReader.FromText(sample, new CsvReaderOptions { Separator = separator is null ? null : separator[0] });
        try
        {
            csv.ReadHeader();
        }
        catch (CsvFormatException e)
        {
            throw new ImportException($"{file}: the header cannot be read: {e.Message}");
        }

        var columns = csv.Headers.Select(name => name.Trim()).ToList();
        var twice = columns.Where(name => name.Length > 0).GroupBy(name => name).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? new TableHead(columns, csv.Separator.ToString(), hinted ? 2 : 1)
            : throw new ImportException($"{file} has two columns '{twice.Key}'; give one of them another name.");
    }

    private static List<string> JsonColumns(string sample)
    {
        List<string> names = [];
        foreach (var line in sample.Split('\n', LookedAt + 1).Take(LookedAt))
        {
            try
            {
                if (JsonElement.Parse(line) is { ValueKind: JsonValueKind.Object } one)
                {
                    names.AddRange(one.EnumerateObject().Select(property => property.Name).Where(name => !names.Contains(name)));
                }
            }
            catch (JsonException)
            {
                // Told as a row of its own when it is read, if it is one.
            }
        }

        return names;
    }

    private static string FirstLine(string sample) => sample.Split('\n', 2)[0].TrimEnd('\r');
}
