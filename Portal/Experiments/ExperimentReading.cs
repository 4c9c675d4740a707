using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Domain.Experiments.Analysis;
using Portal.Domain.Experiments.Bandits;
using Portal.Domain.Experiments.Interleaving;

namespace Portal.Experiments;

/// <summary>What a count of an experiment found: stored as JSON, and all that its page and its files show.</summary>
public sealed record ExperimentReading
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>As readings are stored, but for a reader outside.</summary>
    internal static JsonSerializerOptions Readable { get; } = new(Json) { WriteIndented = true };

    /// <summary>What the units of a test or a bandit say; null of an interleaving, whose units see all variants.</summary>
    public ExperimentReport? Report { get; init; }

    /// <summary>Which variant units prefer; of an interleaving.</summary>
    public InterleavingResult? Interleaving { get; init; }

    /// <summary>How the variants stand when each period is compared by itself; of a bandit.</summary>
    public BanditReport? Bandit { get; init; }

    /// <summary>Units that do not count because they belong to administrators and analysts.</summary>
    public long Staff { get; init; }

    /// <summary>Units that do not count because nobody reads so many lists.</summary>
    public long Bots { get; init; }

    /// <summary>As it is stored.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>As it was stored.</summary>
    /// <exception cref="JsonException">It is no reading.</exception>
    public static ExperimentReading FromJson(string json) => JsonSerializer.Deserialize<ExperimentReading>(json, Json) ?? throw new JsonException("An experiment's reading is null.");
}
