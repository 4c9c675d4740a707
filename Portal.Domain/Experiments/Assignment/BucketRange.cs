using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portal.Domain.Experiments.Assignment;

/// <summary>A part of [0, 1): from the start on, up to but without the end. In JSON a pair.</summary>
/// <param name="Start">0..1.</param>
/// <param name="End">0..1; not above the start for an empty range.</param>
[JsonConverter(typeof(BucketRangeConverter))]
public readonly record struct BucketRange(double Start, double End)
{
    /// <summary>Whether a unit's hash falls into it.</summary>
    public bool Contains(double bucket) => bucket >= Start && bucket < End;

    private sealed class BucketRangeConverter : JsonConverter<BucketRange>
    {
        public override BucketRange Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<double[]>(ref reader, options) is [var start, var end] ? new(start, end) : throw new JsonException("A range is a pair of numbers, [start, end].");

        public override void Write(Utf8JsonWriter writer, BucketRange value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, (double[])[value.Start, value.End], options);
    }
}
