namespace Portal.Experiments.Boards;

/// <summary>What of the dashboard is looked at: it stands in the address, so that a link shows the same.</summary>
/// <param name="Variant">Index of the variant that is compared with the control.</param>
/// <param name="Metric">Key of the metric of the charts and segments.</param>
/// <param name="View">Which chart: one of <see cref="Views"/>.</param>
/// <param name="Plain">Whether effects are shown without CUPED.</param>
/// <param name="Anyway">Whether what should not be read is shown all the same.</param>
public sealed record BoardChoice(int Variant, string Metric, string View, bool Plain, bool Anyway)
{
    public const string Cumulative = "cumulative", Daily = "daily", Lifetime = "lifetime", Spread = "spread";

    /// <summary>All charts, in their order.</summary>
    public static IReadOnlyList<string> Views { get; } = [Cumulative, Daily, Lifetime, Spread];
}
