using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portal.Domain.Experiments.Assignment;

/// <summary>An experiment as it is stored. <see cref="ExperimentCheck"/> says whether it may start, <see cref="ExperimentRule"/> carries it out.</summary>
public sealed record ExperimentDefinition : RuleDefinition
{
    internal static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>By which it is known, for good.</summary>
    public required string Key { get; init; }

    /// <summary>What its variants change. Experiments on one setting exclude each other, on different ones they combine (<see cref="ExperimentPlan"/>).</summary>
    public string? Setting { get; init; }

    /// <summary>Whether it runs; a stopped one can still be looked at (<see cref="AssignmentContext.ForcedVariants"/>).</summary>
    public bool Active { get; init; } = true;

    /// <summary>The variant that everybody gets who would take part, from 0; nobody is counted then.</summary>
    public int? Force { get; init; }

    /// <summary>Reads a definition.</summary>
    /// <exception cref="ArgumentException">It is not JSON, or a field has the wrong kind; the message says where.</exception>
    public static ExperimentDefinition Parse(string json) => Read<ExperimentDefinition>(json, "experiment");

    /// <summary>Writes it as <see cref="Parse"/> reads it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Options);

    internal static T Read<T>(string json, string what)
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
