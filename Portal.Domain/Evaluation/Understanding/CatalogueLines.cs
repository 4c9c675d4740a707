using System.Globalization;
using System.Text.Json;
using Portal.Domain.Catalogue;
using Portal.Domain.Evaluation.Files;

namespace Portal.Domain.Evaluation.Understanding;

/// <summary>
/// Reads whole items, one JSON object a line, under the names that files give their fields. Every further number or short text becomes an attribute;
/// <c>duration</c> and <c>runtime</c> are minutes.
/// </summary>
public static class CatalogueLines
{
    private static readonly string[] Ids = ["id", "item_id", "itemId", "movie_id"], Kinds = ["kind", "type", "category"], Titles = ["title", "name"], Texts = ["description", "text", "summary", "plot", "overview"];
    private static readonly string[] GenreFields = ["genres", "genre"], TagFields = ["tags", "keywords", "labels", "topics"];
    private static readonly string[] NameFields = ["creators", "creator", "authors", "author", "directors", "director", "artists", "artist", "cast", "actors", "designers", "designer", "host", "hosts"];
    private static readonly string[] Years = ["year", "release_year", "releaseYear", "date", "published", "release_date"], Languages = ["language", "lang"], Minutes = ["minutes", "duration", "runtime", "length_minutes", "duration_minutes"];

    private static readonly HashSet<string> Known = [.. Ids, .. Kinds, .. Titles, .. Texts, .. GenreFields, .. TagFields, .. NameFields, .. Years, .. Languages, .. Minutes];

    /// <summary>The items in their order; a later line of the same id replaces an earlier one.</summary>
    /// <exception cref="EvaluationFileException">There is no such file, or a line is not understood.</exception>
    public static IReadOnlyList<Item> Read(string path)
    {
        Dictionary<string, Item> items = new(StringComparer.Ordinal);
        foreach (var (number, text) in EvaluationFiles.Lines(path))
        {
            var item = ReadLine(path, number, text);
            items[item.Id] = item;
        }

        return [.. items.Values];
    }

    private static Item ReadLine(string path, int number, string text)
    {
        JsonElement one;
        try
        {
            one = JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            throw new EvaluationFileException(path, number, "one JSON object", text);
        }

        if (one.ValueKind != JsonValueKind.Object)
        {
            throw new EvaluationFileException(path, number, "one JSON object", text);
        }

        var title = JsonLines.Text(JsonLines.First(one, Titles)) ?? "";
        var id = JsonLines.Text(JsonLines.First(one, Ids)) is { Length: > 0 } own ? own : title;
        if (id.Length == 0)
        {
            throw new EvaluationFileException(path, number, "an 'id' (or item_id) or a 'title' (or name)", text);
        }

        string[] genres = [.. Lists(GenreFields).Select(genre => genre.ToLowerInvariant()).Distinct()];
        return new Item
        {
            Id = id,
            Kind = (JsonLines.Text(JsonLines.First(one, Kinds)) ?? "item").ToLowerInvariant(),
            Title = title,
            Description = JsonLines.Text(JsonLines.First(one, Texts)) ?? "",
            Creators = [.. Lists(NameFields).Distinct()],
            Genres = genres,
            Tags = [.. Lists(TagFields).Select(tag => tag.ToLowerInvariant()).Distinct().Except(genres)],
            Year = YearOf(JsonLines.Text(JsonLines.First(one, Years))),
            Language = JsonLines.Text(JsonLines.First(one, Languages))?.ToLowerInvariant(),
            Attributes = AttributesOf(one),
        };

        IEnumerable<string> Lists(string[] fields) => fields.SelectMany(field => JsonLines.Texts(JsonLines.First(one, field)) ?? throw new EvaluationFileException(path, number, $"a list of texts, or one text, in '{field}'", text));
    }

    private static int? YearOf(string? text) => text is { Length: >= 4 } && int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : null;

    private static SortedDictionary<string, string> AttributesOf(JsonElement one)
    {
        SortedDictionary<string, string> attributes = new(StringComparer.Ordinal);
        if (JsonLines.Text(JsonLines.First(one, Minutes)) is { } minutes)
        {
            attributes["minutes"] = minutes;
        }

        // Some files keep their further facts in an object of their own.
        var nested = one.TryGetProperty("attributes", out var own) && own.ValueKind == JsonValueKind.Object ? own.EnumerateObject() : default;
        foreach (var property in one.EnumerateObject().Concat(nested))
        {
            if (!Known.Contains(property.Name) && JsonLines.Text(property.Value) is { Length: > 0 } text)
            {
                attributes.TryAdd(property.Name, text);
            }
        }

        return attributes;
    }
}
