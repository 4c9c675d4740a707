using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portal.Domain.Evaluation;

/// <summary>What an evaluation found, with what is needed to make the numbers again.</summary>
/// <param name="Protocol">Name of the protocol.</param>
/// <param name="Data">Sizes of the data.</param>
/// <param name="Seed">The seed of everything random.</param>
/// <param name="DataHash">SHA-256 of the files; null where there are none.</param>
/// <param name="Notes">What a reader should know.</param>
/// <param name="Results">One result per model; where the protocol varies n, one per model and n.</param>
public sealed record EvaluationReport(
    string Protocol, DataSummary Data, int Seed, string? DataHash, IReadOnlyList<string> Notes, IReadOnlyList<ModelResult> Results)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The report as JSON; properties are in camel case, and those without a value are absent.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);
}

/// <summary>How a model did.</summary>
public sealed record ModelResult
{
    /// <summary>Name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>How many likes the people were known by, where the protocol varies that; else null.</summary>
    public int? N { get; init; }

    /// <summary>What the model was set to, or chose by itself.</summary>
    public required IReadOnlyDictionary<string, object> Parameters { get; init; }

    /// <summary>Seconds to learn, tuning included; the same in every result of one model.</summary>
    public required double FitSeconds { get; init; }

    /// <summary>Seconds to score and rank all cases on all cores.</summary>
    public required double ScoreSeconds { get; init; }

    /// <summary>Highest working set of the whole process while the model learned and scored, in MiB.</summary>
    public required double PeakMemoryMb { get; init; }

    /// <summary>How many cases, or test items where the protocol counts those, the accuracy is the mean of.</summary>
    public required int Evaluated { get; init; }

    /// <summary>People without anything to be judged on.</summary>
    public required int SkippedUsers { get; init; }

    /// <summary>Measures by their full names, e.g. <c>ndcg@10</c>; those that are not defined are absent.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }
}
