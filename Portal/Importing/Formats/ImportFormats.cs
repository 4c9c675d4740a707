using Portal.Importing.Files;

namespace Portal.Importing.Formats;

/// <summary>A layout of files. To add one, write a class and its line in <see cref="ImportFormats"/>.</summary>
internal interface IImportFormat
{
    /// <summary>Stable, as the command line names it.</summary>
    string Key { get; }

    /// <summary>Whether it is about columns that whoever imports may choose.</summary>
    bool HasColumns { get; }

    /// <summary>Whether the files look like it.</summary>
    bool Fits(IImportSource source);

    /// <summary>What is to be read, in order.</summary>
    /// <exception cref="ImportException">A file or column is missing.</exception>
    Task<ImportPlan> PlanAsync(IImportSource source, ImportOptions options, CancellationToken ct);
}

/// <summary>The formats there are.</summary>
internal static class ImportFormats
{
    /// <summary>What finds out by itself.</summary>
    public const string Auto = "auto";

    /// <summary>In the order in which they are tried: the special before the general.</summary>
    public static IReadOnlyList<IImportFormat> All { get; } =
    [
        new MovieLensFormat(),
        new GoodbooksFormat(),
        new JsonLinesFormat(),
        new CsvFormat(),
    ];

    public static IReadOnlyList<string> Keys { get; } = [.. All.Select(format => format.Key)];

    /// <exception cref="ImportException">There is no such format, or nothing that can be found out.</exception>
    public static IImportFormat Find(string key, IImportSource source) =>
        (key == Auto ? All.FirstOrDefault(format => format.Fits(source)) : All.FirstOrDefault(format => format.Key == key))
        ?? throw new ImportException(key == Auto
            ? $"The files are of no known format: {Some(source)}. There are {string.Join(", ", Keys)}."
            : $"There is no format '{key}'; there are {Auto}, {string.Join(", ", Keys)}.");

    /// <summary>The first names of what is there, for messages.</summary>
    public static string Some(IImportSource source) => source.Files.Count == 0 ? "there are none" : string.Join(", ", source.Files.Take(10).Select(file => file.Name));

    /// <summary>A file by its name, whatever its case; null where there is none.</summary>
    public static SourceFile? File(this IImportSource source, string name) => source.Files.FirstOrDefault(file => string.Equals(file.Name, name, StringComparison.OrdinalIgnoreCase));
}
