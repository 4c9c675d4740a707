using Microsoft.Extensions.Localization;

namespace Portal.Experiments.Metrics;

/// <summary>What metrics are called: the texts <c>MetricLikesPerUnit</c> and <c>AboutLikesPerUnit</c> of MetricText.resx.</summary>
internal static class MetricNames
{
    /// <summary>"Likes per person".</summary>
    public static string Name(this IStringLocalizer<MetricText> text, string key) => text["Metric" + Words(key)];

    /// <summary>One sentence on what it counts.</summary>
    public static string About(this IStringLocalizer<MetricText> text, string key) => text["About" + Words(key)];

    private static string Words(string key) => string.Concat(key.Split('-').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
