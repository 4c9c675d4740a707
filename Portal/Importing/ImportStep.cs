using Portal.Data.Entities;
using Portal.Importing.Files;

namespace Portal.Importing;

/// <summary>One file of an import, read from its beginning to its end.</summary>
internal sealed record ImportStep
{
    public required SourceFile File { get; init; }

    public required TableShape Shape { get; init; }

    /// <summary>Items, people or interactions.</summary>
    public required ImportSubject Subject { get; init; }

    /// <summary>Which column holds which field, by the field's key.</summary>
    public required IReadOnlyDictionary<string, string> Columns { get; init; }

    public required ImportOptions Options { get; init; }

    /// <summary>Put before every id, so that the film 1 of one data set is not the book 1 of another.</summary>
    public string IdPrefix { get; init; } = "";

    /// <summary>Where items come from, where their row does not tell; null for the name of the file.</summary>
    public string? Source { get; init; }

    /// <summary>Columns that say by 1 that an item has the genre of their name.</summary>
    public IReadOnlyList<string> GenreFlags { get; init; } = [];

    /// <summary>Changes what was read of an item, e.g. takes the year out of its title.</summary>
    public Func<ItemRow, ItemRow>? Refine { get; init; }

    /// <summary>Is awaited before the first row: reads what this file needs of others.</summary>
    public Func<CancellationToken, Task>? Prepare { get; init; }

    /// <summary>When what tells no time came out; null for now.</summary>
    public DateTime? UndatedUtc { get; init; }
}

/// <summary>What an import does, file after file.</summary>
/// <param name="Steps">Items before interactions.</param>
internal sealed record ImportPlan(IReadOnlyList<ImportStep> Steps)
{
    public long Bytes => Steps.Sum(step => step.File.Length);
}
