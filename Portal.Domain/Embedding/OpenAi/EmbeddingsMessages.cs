using System.Text.Json.Serialization;

namespace Portal.Domain.Embedding.OpenAi;

/// <summary>Body of <c>POST /v1/embeddings</c>.</summary>
internal sealed record EmbeddingsRequest(
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("input")] IReadOnlyList<string> Input,
    [property: JsonPropertyName("encoding_format")] string EncodingFormat,
    [property: JsonPropertyName("dimensions"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Dimensions);

/// <summary>Answer of the endpoint; entries may come in any order.</summary>
internal sealed record EmbeddingsResponse([property: JsonPropertyName("data")] IReadOnlyList<EmbeddingsEntry>? Data);

/// <summary>One text's vector.</summary>
internal sealed record EmbeddingsEntry(
    [property: JsonPropertyName("index")] int Index,
    [property: JsonPropertyName("embedding")] float[]? Embedding);

/// <summary>What an endpoint says when it refuses.</summary>
internal sealed record EmbeddingsError([property: JsonPropertyName("error")] EmbeddingsErrorDetail? Error);

/// <summary>The human part of a refusal.</summary>
internal sealed record EmbeddingsErrorDetail([property: JsonPropertyName("message")] string? Message);
