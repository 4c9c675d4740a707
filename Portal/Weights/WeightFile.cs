using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Localization;
using Portal.Domain.Ranking;

namespace Portal.Weights;

/// <summary>A version of the weights as a file, and the schema of such files: both made from the list of numbers, none kept by hand.</summary>
internal static class WeightFile
{
    public const string SchemaAddress = "/admin/weights/schema.json";

    /// <summary>What a file may say besides the weights: who keeps it by hand may say what it is, the rest is read by nobody.</summary>
    public static readonly IReadOnlyList<string> Words = ["$schema", "name", "note", "version", "fingerprint"];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The file of a version.</summary>
    public static byte[] Write(WeightVersion version, string schema)
    {
        JsonObject file = new()
        {
            ["$schema"] = schema,
            ["name"] = version.Name,
            ["note"] = version.Note,
            ["version"] = version.Version,
            ["fingerprint"] = version.Fingerprint,
            ["weights"] = Tree(weight => weight.Whole ? JsonValue.Create((int)weight.Of(version.Weights)) : JsonValue.Create(weight.Of(version.Weights))),
        };
        return JsonSerializer.SerializeToUtf8Bytes(file, Indented);
    }

    /// <summary>What a file of weights may hold (JSON Schema, draft 2020-12).</summary>
    public static byte[] Schema(IStringLocalizer<WeightText> text)
    {
        JsonObject schema = new()
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = text["SchemaTitle"].Value,
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["$schema"] = Type("string"),
                ["name"] = new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = WeightProfiles.LongestName },
                ["note"] = new JsonObject { ["type"] = "string", ["maxLength"] = WeightProfiles.LongestNote },
                ["version"] = Type("integer"),
                ["fingerprint"] = Type("string"),
                ["weights"] = Closed(Tree(weight => Describe(weight, text))),
            },
            ["required"] = new JsonArray("weights"),
            ["additionalProperties"] = false,
        };
        return JsonSerializer.SerializeToUtf8Bytes(schema, Indented);
    }

    private static JsonObject Describe(TunableWeight weight, IStringLocalizer<WeightText> text) => new()
    {
        ["type"] = weight.Whole ? "integer" : "number",
        [weight.Bounds.Above ? "exclusiveMinimum" : "minimum"] = weight.Bounds.Least,
        ["maximum"] = weight.Bounds.Most,
        ["default"] = weight.Default,
        ["description"] = text.About(weight),
    };

    // An object of properties becomes a schema that knows no others; so do those within it.
    private static JsonObject Closed(JsonObject properties)
    {
        foreach (var (name, part) in properties.ToList())
        {
            if (part is JsonObject inner && !inner.ContainsKey("type"))
            {
                properties[name] = Closed(inner.DeepClone().AsObject());
            }
        }

        return new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
    }

    private static JsonObject Tree(Func<TunableWeight, JsonNode> value)
    {
        JsonObject root = [];
        foreach (var weight in TunableWeight.All)
        {
            var (place, parts) = (root, weight.Path.Split('.'));
            foreach (var part in parts[..^1])
            {
                place = (place[part] ??= new JsonObject()).AsObject();
            }

            place[parts[^1]] = value(weight);
        }

        return root;
    }

    private static JsonObject Type(string type) => new() { ["type"] = type };
}
