using System.Text.Json;
using Portal.Domain.Experiments.Assignment;
using Portal.Domain.Experiments.Assignment.Flags;
using Portal.Tests.Support;

namespace Portal.Tests.Domain.Experiments.Assignment;

/// <summary>The cases by which implementations of the GrowthBook specification agree across languages.</summary>
internal static class GrowthBookCases
{
    public const string File = "growthbook/cases.json";

    private static readonly Lazy<JsonElement> All = new(() =>
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllText(Path.Combine(Repository.SharedData, File)));
        return document.RootElement.Clone();
    });

    public static IReadOnlyList<JsonElement> Of(string group) => [.. All.Value.GetProperty(group).EnumerateArray()];

    public static AssignmentContext Context(JsonElement json, IEnumerable<StickyBucket>? sticky = null) => new()
    {
        Attributes = Optional(json, "attributes") is { } attributes ? PlainValue.From(attributes).Members : new Dictionary<string, PlainValue>(),
        IsEnabled = Optional(json, "enabled")?.GetBoolean() ?? true,
        IsQaMode = Optional(json, "qaMode")?.GetBoolean() ?? false,
        ForcedVariants = Optional(json, "forcedVariations")?.Deserialize<Dictionary<string, int>>() ?? [],
        Url = Optional(json, "url")?.GetString(),
        Groups = Groups(Optional(json, "savedGroups")),
        Features = Optional(json, "features") is { } features ? FeatureSet.Parse(features.GetRawText()) : FeatureSet.Empty,
        Sticky = sticky is null ? null : new StickyBuckets(sticky),
    };

    public static SavedGroups Groups(JsonElement? json) => json is { } groups
        ? new(groups.EnumerateObject().Select(group => KeyValuePair.Create(group.Name, PlainValue.From(group.Value).Items.AsEnumerable())))
        : SavedGroups.None;

    public static JsonElement? Optional(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>What a document of the specification remembers; a version stands behind the experiment's key.</summary>
    public static IEnumerable<StickyBucket> Remembered(JsonElement document) => document.GetProperty("assignments").EnumerateObject().Select(assignment =>
    {
        var at = assignment.Name.LastIndexOf("__", StringComparison.Ordinal);
        return new StickyBucket(
            document.GetProperty("attributeName").GetString()!,
            document.GetProperty("attributeValue").GetString()!,
            assignment.Name[..at],
            int.Parse(assignment.Name[(at + 2)..], System.Globalization.CultureInfo.InvariantCulture),
            assignment.Value.GetString()!);
    });

    public static FeatureSource Source(string name) => Enum.Parse<FeatureSource>(name, ignoreCase: true);
}
