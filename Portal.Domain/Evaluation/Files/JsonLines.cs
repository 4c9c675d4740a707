using System.Text.Json;

namespace Portal.Domain.Evaluation.Files;

/// <summary>Reads one JSON object per line, and the loose forms in which files write ids, texts and lists.</summary>
internal static class JsonLines
{
    public static IEnumerable<(int Number, JsonElement Object)> Read(EvaluationFiles files, string path)
    {
        foreach (var (number, text) in files.Open(path))
        {
            JsonElement element;
            try
            {
                element = JsonElement.Parse(text);
            }
            catch (JsonException)
            {
                throw new EvaluationFileException(path, number, "one JSON object", text);
            }

            yield return element.ValueKind == JsonValueKind.Object ? (number, element) : throw new EvaluationFileException(path, number, "one JSON object", text);
        }
    }

    /// <summary>The first of the properties that is there and not null.</summary>
    public static JsonElement? First(JsonElement one, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (one.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>A text or number as text; null where there is none or it is neither.</summary>
    public static string? Text(JsonElement? value) => value?.ValueKind switch
    {
        JsonValueKind.String => value.Value.GetString()!.Trim(),
        JsonValueKind.Number => value.Value.GetRawText(),
        _ => null,
    };

    /// <summary>Texts of a list, or of one text that separates them with <c>|</c> or a comma; null where it is neither.</summary>
    public static IReadOnlyList<string>? Texts(JsonElement? value) => value?.ValueKind switch
    {
        null => [],
        JsonValueKind.Array => value.Value.EnumerateArray().Select(each => Text(each)).ToList() is var texts && texts.Contains(null) ? null : [.. texts.Where(text => text!.Length > 0).Select(text => text!)],
        JsonValueKind.String => Split(value.Value.GetString()!),
        _ => null,
    };

    private static string[] Split(string text) =>
        text.Split(text.Contains('|', StringComparison.Ordinal) ? '|' : ',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
