using Portal.Domain.Experiments.Analysis;
using Portal.Domain.Experiments.Statistics;

namespace Portal.Experiments.Metrics;

/// <summary>The metrics of experiments. To add one: a line here, and its texts <c>Metric.{key}</c> and <c>Metric.{key}.About</c>.</summary>
public static class ExperimentMetrics
{
    /// <summary>All, in the order in which pages offer them.</summary>
    public static IReadOnlyList<ExperimentMetric> All { get; } =
    [
        new("likes-per-unit", MetricKind.Mean, MetricGoal.Increase, MetricRole.Primary, tally => tally.Likes),
        new("liked-any", MetricKind.Proportion, MetricGoal.Increase, MetricRole.Primary, tally => tally.Likes > 0 ? 1 : 0),
        new("click-rate", MetricKind.Ratio, MetricGoal.Increase, MetricRole.Primary, tally => tally.Clicks, tally => tally.Looks),
        new("like-rate", MetricKind.Ratio, MetricGoal.Increase, MetricRole.Primary, tally => tally.Likes, tally => tally.Looks),
        new("rating", MetricKind.Ratio, MetricGoal.Increase, MetricRole.Primary, tally => tally.Stars, tally => tally.Ratings),
        new("lists-per-unit", MetricKind.Mean, MetricGoal.Increase, MetricRole.Primary, tally => tally.Lists),
        new("returned", MetricKind.Proportion, MetricGoal.Increase, MetricRole.Primary, tally => tally.Returned ? 1 : 0),
        new("against-rate", MetricKind.Ratio, MetricGoal.Decrease, MetricRole.Guardrail, tally => tally.Against, tally => tally.Looks),
        new("empty-lists", MetricKind.Ratio, MetricGoal.Decrease, MetricRole.Guardrail, tally => tally.EmptyLists, tally => tally.Lists),
        new("violations", MetricKind.Ratio, MetricGoal.Decrease, MetricRole.Guardrail, tally => tally.Violations, tally => tally.Places),
        new("latency", MetricKind.Ratio, MetricGoal.Decrease, MetricRole.Guardrail, tally => tally.Milliseconds, tally => tally.Lists),
        new("latency-p95", MetricKind.Quantile, MetricGoal.Decrease, MetricRole.Guardrail, tally => tally.Milliseconds),
        new("repeat-share", MetricKind.Ratio, MetricGoal.Decrease, MetricRole.Guardrail, tally => tally.RepeatShares, tally => tally.MeasuredLists),
        new("long-tail-share", MetricKind.Ratio, MetricGoal.Increase, MetricRole.Guardrail, tally => tally.LongTailShares, tally => tally.MeasuredLists),
        new("diversity", MetricKind.Ratio, MetricGoal.Increase, MetricRole.Guardrail, tally => tally.Diversities, tally => tally.MeasuredLists),
    ];

    /// <summary>A metric by its key; null for none.</summary>
    public static ExperimentMetric? Find(string key) => All.FirstOrDefault(metric => metric.Key == key);
}
