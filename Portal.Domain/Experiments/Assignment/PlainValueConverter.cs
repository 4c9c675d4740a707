using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portal.Domain.Experiments.Assignment;

/// <summary>Reads and writes values as what they are; a missing one is written as null.</summary>
internal sealed class PlainValueConverter : JsonConverter<PlainValue>
{
    public override bool HandleNull => true;

    public override PlainValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => PlainValue.From(JsonElement.ParseValue(ref reader));

    public override void Write(Utf8JsonWriter writer, PlainValue value, JsonSerializerOptions options)
    {
        switch (value.Kind)
        {
            case PlainValueKind.Boolean:
                writer.WriteBooleanValue(value.Flag);
                break;
            case PlainValueKind.Number:
                writer.WriteNumberValue(value.Number);
                break;
            case PlainValueKind.Text:
                writer.WriteStringValue(value.Text);
                break;
            case PlainValueKind.List:
                writer.WriteStartArray();
                foreach (var item in value.Items)
                {
                    Write(writer, item, options);
                }

                writer.WriteEndArray();
                break;
            case PlainValueKind.Map:
                writer.WriteStartObject();
                foreach (var (name, member) in value.Members)
                {
                    writer.WritePropertyName(name);
                    Write(writer, member, options);
                }

                writer.WriteEndObject();
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
