using System.Globalization;
using System.Text.Json;
using Portal.Domain.Ranking;

namespace Portal.Weights;

/// <summary>What is wrong with a file of weights.</summary>
public enum FileProblemKind
{
    NotJson,
    NotAnObject,
    NoWeights,
    Unknown,
    NotANumber,
    NotWhole,
    OutOfRange,
    NotText,
    TextLength,
    TooLarge,
}

/// <summary>One thing that is wrong with a file of weights.</summary>
/// <param name="Kind">What.</param>
/// <param name="Path">Of which property; where it stands, for a file that is not JSON.</param>
/// <param name="Value">As it stands in the file.</param>
/// <param name="Allowed">What is allowed there: a range, the known names.</param>
public sealed record FileProblem(FileProblemKind Kind, string Path, string Value = "", string Allowed = "");

/// <summary>What a file of weights says.</summary>
/// <param name="Weights">The weights; null when something is wrong.</param>
/// <param name="Name">What it calls itself; null when it does not.</param>
/// <param name="Note">What it says it is for.</param>
/// <param name="Missing">How many numbers it does not name, which keep their defaults.</param>
/// <param name="Problems">Everything that is wrong, in the order of the file.</param>
public sealed record WeightFileContent(RankingWeights? Weights, string? Name, string Note, int Missing, IReadOnlyList<FileProblem> Problems);

/// <summary>Reads a file of weights: all of it or nothing, and every mistake is told at once.</summary>
public sealed class WeightFileReader
{
    /// <summary>More than any file of weights has, in bytes.</summary>
    public const int LongestFile = 256 * 1024;

    private const int LongestValue = 40;

    private static readonly Dictionary<string, TunableWeight> Known = TunableWeight.All.ToDictionary(weight => weight.Path, StringComparer.Ordinal);

    private readonly List<FileProblem> _problems = [];
    private readonly HashSet<string> _named = new(StringComparer.Ordinal);
    private RankingWeights _weights = RankingWeights.Default;
    private string? _name;
    private string _note = "";

    private WeightFileReader()
    {
    }

    /// <summary>Reads a file.</summary>
    public static WeightFileContent Read(ReadOnlyMemory<byte> json)
    {
        WeightFileReader reader = new();
        try
        {
            // Editors begin files with a mark that is no part of JSON.
            using var document = JsonDocument.Parse(json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json, new JsonDocumentOptions { AllowDuplicateProperties = false, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            reader.ReadFile(document.RootElement);
        }
        catch (JsonException e)
        {
            reader.Add(new FileProblem(FileProblemKind.NotJson, string.Create(CultureInfo.InvariantCulture, $"{(e.LineNumber ?? 0) + 1}:{(e.BytePositionInLine ?? 0) + 1}"), e.Message));
        }

        var missing = Known.Count - reader._named.Count;
        return new WeightFileContent(reader._problems.Count == 0 ? reader._weights : null, reader._name, reader._note, missing, reader._problems);
    }

    private void ReadFile(JsonElement file)
    {
        if (file.ValueKind != JsonValueKind.Object)
        {
            Add(new FileProblem(FileProblemKind.NotAnObject, "$", Shown(file)));
            return;
        }

        var found = false;
        foreach (var property in file.EnumerateObject())
        {
            switch (property.Name)
            {
                case "weights":
                    found = true;
                    ReadPart(property.Value, "", "weights");
                    break;
                case "name":
                    _name = Text(property, 1, WeightProfiles.LongestName);
                    break;
                case "note":
                    _note = Text(property, 0, WeightProfiles.LongestNote) ?? "";
                    break;
                case var name when !WeightFile.Words.Contains(name):
                    Add(new FileProblem(FileProblemKind.Unknown, name, Shown(property.Value), string.Join(", ", [.. WeightFile.Words, "weights"])));
                    break;
            }
        }

        if (!found)
        {
            Add(new FileProblem(FileProblemKind.NoWeights, "weights"));
        }
    }

    private void ReadPart(JsonElement part, string prefix, string path)
    {
        if (part.ValueKind != JsonValueKind.Object)
        {
            Add(new FileProblem(FileProblemKind.NotAnObject, path, Shown(part)));
            return;
        }

        foreach (var property in part.EnumerateObject())
        {
            var name = prefix + property.Name;
            if (Known.TryGetValue(name, out var weight))
            {
                ReadNumber(weight, property.Value);
            }
            else if (Known.Keys.Any(known => known.StartsWith(name + ".", StringComparison.Ordinal)))
            {
                ReadPart(property.Value, name + ".", $"weights.{name}");
            }
            else
            {
                Add(new FileProblem(FileProblemKind.Unknown, $"weights.{name}", Shown(property.Value), string.Join(", ", Names(prefix))));
            }
        }
    }

    private void ReadNumber(TunableWeight weight, JsonElement element)
    {
        var path = $"weights.{weight.Path}";
        _named.Add(weight.Path);
        if (element.ValueKind != JsonValueKind.Number || !element.TryGetDouble(out var value))
        {
            Add(new FileProblem(FileProblemKind.NotANumber, path, Shown(element), weight.Bounds.Words));
        }
        else if (!weight.Bounds.Contains(value))
        {
            Add(new FileProblem(FileProblemKind.OutOfRange, path, Shown(element), weight.Bounds.Words));
        }
        else if (!weight.Allows(value))
        {
            Add(new FileProblem(FileProblemKind.NotWhole, path, Shown(element), weight.Bounds.Words));
        }
        else
        {
            _weights = weight.With(_weights, value);
        }
    }

    private string? Text(JsonProperty property, int least, int most)
    {
        if (property.Value.ValueKind != JsonValueKind.String)
        {
            Add(new FileProblem(FileProblemKind.NotText, property.Name, Shown(property.Value)));
            return null;
        }

        var words = property.Value.GetString()!.Trim();
        if (words.Length < least || words.Length > most || words.Contains('\0', StringComparison.Ordinal))
        {
            Add(new FileProblem(FileProblemKind.TextLength, property.Name, words.Length.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"{least} to {most}")));
            return null;
        }

        return words;
    }

    private static IEnumerable<string> Names(string prefix) =>
        Known.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Select(name => name[prefix.Length..].Split('.')[0]).Distinct();

    private static string Shown(JsonElement element) => element.GetRawText() is { Length: > LongestValue } text ? text[..LongestValue] + "…" : element.GetRawText();

    // A file of nothing but mistakes need not be told in full.
    private void Add(FileProblem problem)
    {
        if (_problems.Count < 50)
        {
            _problems.Add(problem);
        }
    }
}
