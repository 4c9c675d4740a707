using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portal.Domain.Embedding.Packs;

/// <summary><c>model.json</c> as it is written; whether its values make sense is for <see cref="ModelPackReader"/> to say.</summary>
internal sealed record ModelPackJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public string? Id { get; init; }

    public int? Dimensions { get; init; }

    public string? Pooling { get; init; }

    public bool? Normalise { get; init; }

    public int? MaxTokens { get; init; }

    public string? QueryPrefix { get; init; }

    public string? DocumentPrefix { get; init; }

    public string? Tokenizer { get; init; }

    public string[]? Languages { get; init; }

    public string? Precision { get; init; }

    public string? Revision { get; init; }

    public string? Sha256 { get; init; }

    public string? Converter { get; init; }

    public string? ConvertedFrom { get; init; }

    public string? Licence { get; init; }

    /// <summary>Fields the portal does not know.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; init; }
}
