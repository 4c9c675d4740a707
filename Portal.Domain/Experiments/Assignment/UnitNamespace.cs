using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portal.Domain.Experiments.Assignment;

/// <summary>
/// A division of all units that experiments share: two with ranges that do not meet never have a unit in common. Always hashed in version 1, in steps of 0.001.
/// In JSON <c>["name", start, end]</c>, or <c>["name", [[start, end], …]]</c> for several parts.
/// </summary>
/// <param name="Name">The division's name.</param>
/// <param name="Ranges">The parts that belong to the experiment.</param>
[JsonConverter(typeof(UnitNamespaceConverter))]
public sealed record UnitNamespace(string Name, IReadOnlyList<BucketRange> Ranges)
{
    private readonly string _seed = "__" + Name;

    /// <summary>Whether a unit is in one of the parts.</summary>
    public bool Contains(string unit) => UnitHash.Of(_seed, unit, 1) is { } bucket && Ranges.Any(range => range.Contains(bucket));

    private sealed class UnitNamespaceConverter : JsonConverter<UnitNamespace>
    {
        public override UnitNamespace Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var element = JsonElement.ParseValue(ref reader);
            if (element.ValueKind == JsonValueKind.Array && element.GetArrayLength() is var length and (2 or 3) && element[0].ValueKind == JsonValueKind.String)
            {
                BucketRange[] ranges = length == 3 ? [new(element[1].Deserialize<double>(options), element[2].Deserialize<double>(options))] : element[1].Deserialize<BucketRange[]>(options)!;
                return new(element[0].GetString()!, ranges);
            }

            throw new JsonException("A namespace is [name, start, end] or [name, [[start, end], …]].");
        }

        public override void Write(Utf8JsonWriter writer, UnitNamespace value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(value.Name);
            if (value.Ranges is [var only])
            {
                writer.WriteNumberValue(only.Start);
                writer.WriteNumberValue(only.End);
            }
            else
            {
                JsonSerializer.Serialize(writer, value.Ranges, options);
            }

            writer.WriteEndArray();
        }
    }
}
