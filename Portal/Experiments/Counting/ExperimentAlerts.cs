using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Diagnostics;
using Portal.Domain.Experiments.Analysis;
using Portal.Experiments.Metrics;

namespace Portal.Experiments.Counting;

/// <summary>What is wrong with experiments that run: a broken split, harm, a plan that is fulfilled and not decided on, or one that cannot be read.</summary>
public sealed class ExperimentAlerts(
    IDbContextFactory<PortalDbContext> contexts, IExperimentResults results, IStringLocalizer<CountingText> texts, IStringLocalizer<MetricText> metrics) : IAlertRule
{
    public async Task<IReadOnlyList<Alert>> CheckAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        List<Alert> alerts = [];
        var open = db.Experiments.AsNoTracking().Where(row => !row.Simulated && row.Decision == ExperimentDecision.None && (row.State == ExperimentState.Running || row.State == ExperimentState.Paused));
        foreach (var row in await open.OrderBy(row => row.Id).ToListAsync(ct))
        {
            if (Problem(row) is { } problem)
            {
                alerts.Add(new Alert(AlertLevel.Danger, texts["AlertBroken", row.Name], problem, Page(row)));
            }
            else if (await ReportAsync(row.Id, ct) is { } report)
            {
                Check(row, report, alerts);
            }
        }

        return alerts;
    }

    private static string Page(ExperimentEntity row) => $"/admin/experiments/{row.Key}";

    private string? Problem(ExperimentEntity row)
    {
        try
        {
            if (CountedExperiment.Of(row) is { } experiment)
            {
                // It checks the plan.
                _ = new WinsorisingPass(ExperimentPlans.Of(experiment, []));
                return null;
            }

            return Engine.Experiments.ExperimentPlan.FromJson(row.Plan).Variants.Length < 2 ? texts["AlertBrokenVariants"].Value : null;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return e.Message;
        }
    }

    private async Task<ExperimentReport?> ReportAsync(int id, CancellationToken ct)
    {
        try
        {
            return (await results.NewestAsync(id, ct))?.Reading.Report;
        }
        catch (JsonException)
        {
            // By an earlier version; the next count writes another.
            return null;
        }
    }

    private void Check(ExperimentEntity row, ExperimentReport report, List<Alert> alerts)
    {
        if (report.SampleRatio.IsWrong)
        {
            alerts.Add(new Alert(AlertLevel.Danger, texts["AlertSplit", row.Name], texts["AlertSplitText", string.Join(" : ", report.SampleRatio.Units)], Page(row)));
            return;
        }

        var harm = report.Metrics.Where(metric => metric.Metric.Role == MetricRole.Guardrail && metric.Arms.Any(arm => arm.Verdict == EffectVerdict.Worse)).Select(metric => metrics[ExperimentMetrics.NameKey(metric.Metric.Key)].Value).ToList();
        if (harm.Count > 0)
        {
            alerts.Add(new Alert(AlertLevel.Danger, texts["AlertHarm", row.Name], texts["AlertHarmText", string.Join(", ", harm)], Page(row)));
        }

        if (report.Decision.Status is DecisionStatus.ReadyForReview)
        {
            alerts.Add(new Alert(AlertLevel.Warning, texts["AlertUndecided", row.Name], texts["AlertUndecidedText", report.Units], Page(row)));
        }
    }
}
