using System.Text.Json;

namespace Portal.Domain.Evaluation.Files;

/// <summary>A line of an item file.</summary>
/// <param name="Item">The item; its text holds everything below.</param>
/// <param name="IsDescribed">Whether there is a text about it, not only names and genres.</param>
internal sealed record ItemLine(EvaluatedItem Item, bool IsDescribed);

/// <summary>
/// Reads JSON lines of items: <c>id</c>, <c>title</c>, <c>text</c>, <c>tags</c>; also <c>movie_id</c> or <c>item_id</c>, <c>genres</c>,
/// <c>plot</c>, <c>description</c>, <c>wikipedia_extract</c>, <c>dbpedia_abstract</c>, <c>director</c>, <c>actors</c>, <c>cast</c>, <c>authors</c>, <c>creators</c>.
/// </summary>
internal static class ItemFile
{
    private const string NoGenre = "(no genres listed)";

    private static readonly string[] TextFields = ["text", "description", "plot", "dbpedia_abstract", "wikipedia_extract"];
    private static readonly string[] NameFields = ["director", "directors", "author", "authors", "creator", "creators", "actors", "cast"];

    /// <summary>Lines by id; a later line of the same id replaces an earlier one.</summary>
    public static Dictionary<string, ItemLine> Read(EvaluationFiles files, string path)
    {
        Dictionary<string, ItemLine> items = new(StringComparer.Ordinal);
        foreach (var (number, one) in JsonLines.Read(files, path))
        {
            var line = ReadLine(path, number, one);
            items[line.Item.Id] = line;
        }

        return items;
    }

    /// <summary>The texts of items by position.</summary>
    public static EvaluatedItem?[] Attach(IReadOnlyDictionary<string, ItemLine> lines, string[] ids) => [.. ids.Select(id => lines.GetValueOrDefault(id)?.Item)];

    private static ItemLine ReadLine(string path, int number, JsonElement one)
    {
        var id = JsonLines.Text(JsonLines.First(one, "id", "item_id", "movie_id"));
        if (string.IsNullOrEmpty(id))
        {
            throw new EvaluationFileException(path, number, "an 'id' (or item_id, movie_id), a text or number", one.GetRawText());
        }

        List<string> tags = [], creators = [], texts = [];
        foreach (var field in (ReadOnlySpan<string>)["genres", "tags"])
        {
            tags.AddRange(List(path, number, one, field).Where(tag => tag != NoGenre));
        }

        foreach (var field in NameFields)
        {
            // Casts of old films end in remarks such as "(voices)".
            creators.AddRange(List(path, number, one, field).Where(name => !name.StartsWith('(') && !creators.Contains(name)));
        }

        foreach (var field in TextFields)
        {
            if (JsonLines.Text(JsonLines.First(one, field)) is { Length: > 0 } text)
            {
                texts.Add(text);
            }
        }

        var described = texts.Count > 0;
        if (creators.Count > 0)
        {
            texts.Add(string.Join(", ", creators));
        }

        var title = JsonLines.Text(JsonLines.First(one, "title", "name")) ?? "";
        EvaluatedItem item = new(id, title, string.Join('\n', texts), [.. tags.Distinct(StringComparer.OrdinalIgnoreCase)]) { Creators = creators };
        return new ItemLine(item, described);
    }

    private static IReadOnlyList<string> List(string path, int number, JsonElement one, string field) =>
        JsonLines.Texts(JsonLines.First(one, field)) ?? throw new EvaluationFileException(path, number, $"a list of texts in '{field}'", one.GetRawText());
}
