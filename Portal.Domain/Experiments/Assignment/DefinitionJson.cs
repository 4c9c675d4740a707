using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portal.Domain.Experiments.Assignment;

/// <summary>How definitions are written: with the names of the GrowthBook specification.</summary>
internal static class DefinitionJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write<T>(T definition) => JsonSerializer.Serialize(definition, Options);

    /// <param name="json">The text.</param>
    /// <param name="what">What it defines, for the error.</param>
    /// <exception cref="ArgumentException">It is not JSON, or a field has the wrong kind.</exception>
    public static T Read<T>(string json, string what)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("It is null, but must be an object.");
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"The definition of the {what} cannot be read at {e.Path ?? "its begin"}: {e.Message}", nameof(json), e);
        }
    }
}
