using Microsoft.Extensions.Localization;

namespace Portal.Experiments.Metrics;

/// <summary>What metrics are called.</summary>
internal static class MetricNames
{
    /// <summary>"Likes per person".</summary>
    public static string Name(this IStringLocalizer<MetricText> text, string key) => text[$"Metric.{key}"];

    /// <summary>One sentence on what it counts.</summary>
    public static string About(this IStringLocalizer<MetricText> text, string key) => text[$"Metric.{key}.About"];
}
