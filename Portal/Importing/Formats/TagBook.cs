using System.Globalization;
using Portal.Importing.Files;

namespace Portal.Importing.Formats;

/// <summary>Which tags people gave which items, counted from a file of tag events or of counts.</summary>
internal sealed class TagBook
{
    /// <summary>Most tags of an item: those that most people gave.</summary>
    public const int MostPerItem = 20;

    // Some hundred bytes each: beyond it the file is no list of tags for people's items.
    private const int MostPairs = 5_000_000;

    private readonly Dictionary<string, Dictionary<string, int>> _counts = new(StringComparer.Ordinal);
    private int _pairs;

    /// <summary>Counts how many people gave an item a tag; each person counts once.</summary>
    public async Task ReadEventsAsync(IImportSource source, SourceFile file, TableShape shape, (string Person, string Item, string Tag) columns, CancellationToken ct)
    {
        using Data.ScratchSet seen = new();
        await foreach (var values in RowsAsync(source, file, shape, [columns.Person, columns.Item, columns.Tag], ct))
        {
            if (values is [{ } person, { } item, { } tag] && Clean(tag) is { } clean && seen.Add($"{person}\u001f{item}\u001f{clean}"))
            {
                Add(file, item, clean, 1);
            }
        }
    }

    /// <summary>Takes counts as they stand in a file, with names of the tags from another.</summary>
    public async Task ReadCountsAsync(IImportSource source, (SourceFile File, string Id, string Name) names, (SourceFile File, string Item, string Tag, string Count) counts, CancellationToken ct)
    {
        Dictionary<string, string> tags = new(StringComparer.Ordinal);
        await foreach (var values in RowsAsync(source, names.File, TableShape.Csv, [names.Id, names.Name], ct))
        {
            if (values is [{ } id, { } name] && Clean(name) is { } clean)
            {
                tags[id] = clean;
            }
        }

        await foreach (var values in RowsAsync(source, counts.File, TableShape.Csv, [counts.Item, counts.Tag, counts.Count], ct))
        {
            if (values is [{ } item, { } tag, { } text] && tags.TryGetValue(tag, out var name) && int.TryParse(text, CultureInfo.InvariantCulture, out var count) && count > 0)
            {
                Add(counts.File, item, name, count);
            }
        }
    }

    /// <summary>The tags that enough people gave an item, by how many did.</summary>
    public IReadOnlyList<string> Of(string item, int people) => _counts.TryGetValue(item, out var counts)
        ? [.. counts.Where(pair => pair.Value >= people).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(MostPerItem).Select(pair => pair.Key)]
        : [];

    private static string? Clean(string tag)
    {
        var clean = string.Join(' ', tag.ToLowerInvariant().Split([' ', '\t', '|', ';'], StringSplitOptions.RemoveEmptyEntries));
        return clean.Length is > 0 and <= 60 && !clean.Any(char.IsControl) ? clean : null;
    }

    private void Add(SourceFile file, string item, string tag, int count)
    {
        if (!_counts.TryGetValue(item, out var counts))
        {
            _counts[item] = counts = new Dictionary<string, int>(StringComparer.Ordinal);
        }

        if (!counts.TryGetValue(tag, out var before) && ++_pairs > MostPairs)
        {
            throw new ImportException($"{file.Name} gives items more than {MostPairs} different tags; leave the file out.");
        }

        counts[tag] = before + count;
    }

    private static async IAsyncEnumerable<string?[]> RowsAsync(
        IImportSource source, SourceFile file, TableShape shape, IReadOnlyList<string> columns, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await using var table = await TableFile.OpenAsync(source, file, shape, null, ct);
        if (columns.FirstOrDefault(column => !table.Columns.Contains(column)) is { } missing)
        {
            throw new ImportException($"{file.Name} has no column '{missing}'; it has {string.Join(", ", table.Columns.Take(40))}.");
        }

        table.Choose(columns);
        List<Row> rows = [];
        while (await table.ReadAsync(rows, int.MaxValue, ct) > 0)
        {
            foreach (var row in rows.Where(row => row.Broken is null))
            {
                yield return row.Values;
            }
        }
    }
}
