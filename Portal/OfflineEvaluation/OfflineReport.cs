using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Domain.Evaluation;

namespace Portal.OfflineEvaluation;

/// <summary>What an evaluation found, as it is stored.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Report">The measures.</param>
/// <param name="K">Length of list by which models are compared.</param>
/// <param name="Breakdowns">How each model does for different people and items.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record OfflineReport(OfflineRequest Request, EvaluationReport Report, int K, IReadOnlyList<ListBreakdown> Breakdowns, double Seconds)
{
    /// <summary>What <c>EvaluationReports.Kind</c> says of them.</summary>
    public const string Kind = "offline";

    /// <summary>The measures that are compared, without their length of list.</summary>
    public static readonly IReadOnlyList<string> Compared = ["ndcg", "recall", "precision", "hr", "coverage_share", "ild", "novelty", "aplt"];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Runs of the same kind on the same sort of data are one line of the trend.</summary>
    [JsonIgnore]
    public string Series => $"{Request.Protocol}/{(Request.OnPortal ? "" : string.Join('|', Request.Files.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => file.Value)))}";

    /// <summary>A measure of a model; null where it is not defined.</summary>
    public double? Of(string model, string measure) =>
        Report.Results.FirstOrDefault(result => result.Model == model)?.Metrics.TryGetValue(string.Create(CultureInfo.InvariantCulture, $"{measure}@{K}"), out var value) == true ? value : null;

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static OfflineReport? FromJson(string json) => JsonSerializer.Deserialize<OfflineReport>(json, Json);

    /// <summary>All measures as a table: a line per model, a column per measure.</summary>
    public string ToCsv()
    {
        string[] measures = [.. Report.Results.SelectMany(result => result.Metrics.Keys).Distinct()];
        StringBuilder csv = new();
        csv.AppendLine(string.Join(',', (string[])["model", "people", "skipped", .. measures, "fit_seconds", "score_seconds"]));
        foreach (var result in Report.Results)
        {
            csv.AppendLine(string.Join(',', (string[])
            [
                result.Model, Number(result.Evaluated), Number(result.SkippedUsers),
                .. measures.Select(measure => result.Metrics.TryGetValue(measure, out var value) ? Number(value) : ""),
                Number(result.FitSeconds), Number(result.ScoreSeconds),
            ]));
        }

        return csv.ToString();
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
