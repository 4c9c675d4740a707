using System.Globalization;
using System.Text.Json;

namespace Portal.Tests.Support;

/// <summary>One node of the TensorFlow graph in a TensorFlow.js <c>model.json</c>.</summary>
internal sealed record TfNode(string Name, string Op, string[] Inputs, JsonElement Attributes)
{
    public long Integer(string name) => Attribute(name, "i") is { } value ? Parse(value) : 0;

    public bool Flag(string name) => Attribute(name, "b") is { } value && value.GetBoolean();

    public long[] Integers(string name) => Attributes.TryGetProperty(name, out var list) ? [.. list.GetProperty("list").GetProperty("i").EnumerateArray().Select(Parse)] : [];

    /// <summary>A TensorFlow DataType, which the file gives as a number or as a name.</summary>
    public int DataType(string name)
    {
        var type = Attributes.GetProperty(name).GetProperty("type");
        return type.ValueKind == JsonValueKind.Number ? type.GetInt32() : type.GetString() switch
        {
            "DT_FLOAT" => 1,
            "DT_INT32" => 3,
            "DT_INT64" => 9,
            "DT_BOOL" => 10,
            var other => throw new NotSupportedException(other),
        };
    }

    /// <summary>Sizes of a placeholder's dimensions; -1 where open.</summary>
    public IEnumerable<long> Shape() =>
        Attributes.GetProperty("shape").GetProperty("shape").GetProperty("dim").EnumerateArray().Select(d => Parse(d.GetProperty("size")));

    public static IEnumerable<TfNode> ReadAll(JsonElement model) => model.GetProperty("modelTopology").GetProperty("node").EnumerateArray().Select(n => new TfNode(
        n.GetProperty("name").GetString()!,
        n.GetProperty("op").GetString()!,
        n.TryGetProperty("input", out var inputs) ? [.. inputs.EnumerateArray().Select(i => i.GetString()!)] : [],
        n.TryGetProperty("attr", out var attributes) ? attributes.Clone() : default));

    private JsonElement? Attribute(string name, string kind) =>
        Attributes.ValueKind == JsonValueKind.Object && Attributes.TryGetProperty(name, out var attribute) && attribute.TryGetProperty(kind, out var value) ? value : null;

    private static long Parse(JsonElement number) =>
        number.ValueKind == JsonValueKind.String ? long.Parse(number.GetString()!, CultureInfo.InvariantCulture) : number.GetInt64();
}
