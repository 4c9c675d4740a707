using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portal.Demo;

/// <summary>One value of a JSON Lines file.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Value">What the line holds.</param>
internal readonly record struct JsonLine<T>(int Number, T Value);

/// <summary>Reads files with one JSON object a line; every problem names the file, the line and the field.</summary>
internal static class JsonLines
{
    private const int ProblemsTold = 10;

    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
    };

    /// <summary>The lines that can be read; the others are described in <paramref name="problems"/>.</summary>
    public static IEnumerable<JsonLine<T>> Read<T>(string path, List<string> problems)
    {
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            T? value;
            try
            {
                value = JsonSerializer.Deserialize<T>(line, Strict);
            }
            catch (JsonException e)
            {
                var field = e.Path is { Length: > 2 } place ? place[2..] : "line";
                problems.Add(Describe(path, number, field, $"is not valid: {e.Message}"));
                continue;
            }

            if (value is null)
            {
                problems.Add(Describe(path, number, "line", "is null; write one JSON object"));
                continue;
            }

            yield return new JsonLine<T>(number, value);
        }
    }

    public static string Describe(string path, int line, string field, string message) =>
        $"{Path.GetFileName(path)}, line {line}, {field}: {message}";

    public static void ThrowIfAny(List<string> problems)
    {
        if (problems.Count > 0)
        {
            var more = problems.Count > ProblemsTold ? $"{Environment.NewLine}… and {problems.Count - ProblemsTold} more" : "";
            throw new InvalidDataException(string.Join(Environment.NewLine, problems.Take(ProblemsTold)) + more);
        }
    }
}
