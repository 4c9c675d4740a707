using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Portal.Domain.Language.Chat;

/// <summary>What is asked of a chat endpoint.</summary>
/// <param name="Instructions">What to do, in the system's voice.</param>
/// <param name="Content">What to do it with.</param>
/// <param name="SchemaName">Name of the answer's schema: letters, digits and underscores.</param>
/// <param name="Schema">JSON schema that the answer has to keep, in the strict form: every property required, no others.</param>
public sealed record ChatQuestion(string Instructions, string Content, string SchemaName, JsonNode Schema);

/// <summary>Body of <c>POST /v1/chat/completions</c>.</summary>
internal sealed record ChatRequest(
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("messages")] IReadOnlyList<ChatMessage> Messages,
    [property: JsonPropertyName("response_format")] ChatFormat Format,
    [property: JsonPropertyName("temperature")] double Temperature);

/// <summary>One message of a conversation.</summary>
internal sealed record ChatMessage([property: JsonPropertyName("role")] string Role, [property: JsonPropertyName("content")] string? Content);

/// <summary>The form of the answer.</summary>
internal sealed record ChatFormat([property: JsonPropertyName("type")] string Type, [property: JsonPropertyName("json_schema")] ChatSchema Schema);

/// <summary>The schema of the answer.</summary>
internal sealed record ChatSchema(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("strict")] bool Strict,
    [property: JsonPropertyName("schema")] JsonNode Schema);

/// <summary>Answer of the endpoint.</summary>
internal sealed record ChatResponse([property: JsonPropertyName("choices")] IReadOnlyList<ChatChoice>? Choices);

/// <summary>One of its answers.</summary>
internal sealed record ChatChoice([property: JsonPropertyName("message")] ChatMessage? Message);
