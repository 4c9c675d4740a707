using System.Text.Json;
using Portal.Data.Entities;
using Portal.Domain.Experiments.Analysis;
using Portal.Domain.Experiments.Statistics;
using Portal.Experiments.Metrics;

namespace Portal.Experiments.Counting;

/// <summary>A time in which the shares of the variants did not change.</summary>
/// <param name="FromUtc">When it began.</param>
/// <param name="Shares">A share for each variant.</param>
/// <param name="Units">Units that were exposed first in it.</param>
public sealed record SharePeriod(DateTime FromUtc, IReadOnlyList<double> Shares, long Units)
{
    /// <summary>Of what is stored.</summary>
    /// <exception cref="JsonException">Its shares are no list of numbers.</exception>
    public static SharePeriod Of(ExperimentPeriodEntity row) => new(row.FromUtc, JsonSerializer.Deserialize<double[]>(row.Weights) ?? [], 0);
}

/// <summary>Makes the plan by which the engine reads an experiment's units.</summary>
public static class ExperimentPlans
{
    /// <summary>The metrics of an experiment, the one that decides first; keys that do not exist any more are left out.</summary>
    public static IReadOnlyList<(ExperimentMetric Metric, MetricRole Role)> MetricsOf(CountedExperiment experiment) =>
    [
        .. new[] { (Key: experiment.Plan.PrimaryMetric, Role: MetricRole.Primary) }
            .Concat(experiment.Plan.SecondaryMetrics.Select(key => (Key: key, Role: MetricRole.Secondary)))
            .Concat(experiment.Plan.Guardrails.Select(key => (Key: key, Role: MetricRole.Guardrail)))
            .DistinctBy(entry => entry.Key)
            .Select(entry => (Metric: ExperimentMetrics.Find(entry.Key)!, entry.Role))
            .Where(entry => entry.Metric is not null),
    ];

    /// <summary>The plan.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="periods">Its periods; the variants' shares are to be expected as they were while units came.</param>
    public static AnalysisPlan Of(CountedExperiment experiment, IReadOnlyList<SharePeriod> periods)
    {
        var (plan, shares) = (experiment.Plan, Shares(experiment, periods));
        return new AnalysisPlan
        {
            Arms = [.. plan.Variants.Select((variant, i) => new PlannedArm(NameOf(experiment, i), shares[i]))],
            Metrics = [.. MetricsOf(experiment).Select(entry => Definition(experiment, entry.Metric, entry.Role))],
            PlannedUnits = Math.Max(1, plan.PlannedUnits),
            Dimensions = plan.Segments,
            Alpha = plan.Alpha,
            Power = plan.Power,

            // A bandit's shares follow its outcomes: what is taken off for the past is then not the same for all variants.
            Cuped = plan.CupedDays > 0 && experiment.Mode != ExperimentMode.Bandit,
            Sequential = plan.Sequential,
            MinimumDays = plan.MinimumDays,
        };
    }

    private static MetricDefinition Definition(CountedExperiment experiment, ExperimentMetric metric, MetricRole role) => new(metric.Key, metric.Kind)
    {
        Goal = metric.Goal,
        Role = role,
        WinsoriseAt = metric.Kind is MetricKind.Mean or MetricKind.Ratio && experiment.Plan.Winsorise < 1 ? experiment.Plan.Winsorise : null,
        ConversionWindow = experiment.Plan.ConversionDays is { } days ? TimeSpan.FromDays(days) : null,
        Quantile = ExperimentMetrics.SlowShare,
        MinimumEffect = role == MetricRole.Primary && experiment.Plan.MinimumEffect > 0 ? experiment.Plan.MinimumEffect : null,
    };

    // Names may be the same; the engine's must not.
    private static string NameOf(CountedExperiment experiment, int variant)
    {
        var name = experiment.Plan.Variants[variant].Name;
        return experiment.Plan.Variants.Take(variant).Any(other => other.Name == name) ? $"{name} ({variant + 1})" : name;
    }

    private static double[] Shares(CountedExperiment experiment, IReadOnlyList<SharePeriod> periods)
    {
        var total = periods.Sum(period => period.Units);
        return total == 0
            ? [.. periods.Count == 0 ? experiment.Plan.Weights : periods[^1].Shares]
            : [.. experiment.Plan.Variants.Select((_, i) => periods.Sum(period => period.Units / (double)total * period.Shares[i]))];
    }
}
