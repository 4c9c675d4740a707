using System.Text.Json;
using Portal.Domain.Experiments.Analysis;

namespace Portal.Experiments;

/// <summary>What a list tells of the newest result of an experiment.</summary>
/// <param name="AtUtc">When it was found.</param>
/// <param name="Units">Units that count.</param>
/// <param name="Status">Where it stands; null where the comparison is not of the usual kind.</param>
/// <param name="DaysLeft">Days left; null when it is over, or nobody comes.</param>
/// <param name="Effect">The effect on the first primary metric: of the arm that the status is about, or else of the first; null without any.</param>
/// <param name="Verdict">What may be said of it.</param>
public sealed record ResultSummary(DateTime AtUtc, long Units, DecisionStatus? Status, int? DaysLeft, double? Effect, EffectVerdict? Verdict)
{
    /// <summary>The summary of a stored result; null when it cannot be read by this version of the portal.</summary>
    public static ResultSummary? Of(DateTime atUtc, string json)
    {
        ExperimentReading reading;
        try
        {
            reading = ExperimentReading.FromJson(json);
        }
        catch (JsonException)
        {
            return null;
        }

        if (reading.Report is not { } report)
        {
            return new ResultSummary(atUtc, reading.Interleaving?.Units ?? 0, null, null, null, null);
        }

        var arms = report.Metrics.FirstOrDefault(metric => metric.Metric.Role == MetricRole.Primary)?.Arms;
        var arm = report.IsBlocked ? null : arms?.FirstOrDefault(arm => arm.Arm == report.Decision.Arm) ?? (arms is [var first, ..] ? first : null);
        return new ResultSummary(atUtc, report.Units, report.Decision.Status, report.Decision.DaysLeft, arm is { Effect.IsInformative: true } ? arm.Effect.Effect : null, arm?.Verdict);
    }
}
