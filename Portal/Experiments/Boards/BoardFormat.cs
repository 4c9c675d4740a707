using System.Globalization;
using Portal.Domain.Experiments.Analysis;
using Portal.Domain.Experiments.Statistics;
using Portal.Shared;

namespace Portal.Experiments.Boards;

/// <summary>How the dashboard writes numbers.</summary>
internal static class BoardFormat
{
    private const double LeastPValue = 0.001;

    /// <summary>A number so that it can be found in the files.</summary>
    public static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A coordinate of a drawing.</summary>
    public static string At(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    public static string Count(double value) => value.ToString("N0", CultureInfo.CurrentCulture);

    public static string Percent(double share) => share.ToString("0.0%", CultureInfo.CurrentCulture);

    /// <summary>A p-value; a very small one as a bound.</summary>
    public static string PValue(double p) => p < LeastPValue ? "<" + LeastPValue.ToString("0.000", CultureInfo.CurrentCulture) : p.ToString("0.000", CultureInfo.CurrentCulture);

    /// <summary>The same after "p".</summary>
    public static string IsPValue(double p) => p < LeastPValue ? PValue(p) : "= " + PValue(p);

    /// <summary>The value of a metric: rates as percentages, others with four digits that count.</summary>
    /// <param name="kind">What the metric tells.</param>
    /// <param name="value">The value.</param>
    /// <param name="beside">The one it is compared with, so that both are written alike.</param>
    public static string Value(MetricKind kind, double value, double beside) =>
        kind == MetricKind.Proportion || (kind == MetricKind.Ratio && Math.Abs(value) <= 1 && Math.Abs(beside) <= 1)
            ? value.ToString("0.00%", CultureInfo.CurrentCulture)
            : Number(value);

    /// <summary>An effect with its sign; one that is told of nothing as infinite.</summary>
    public static string Effect(EffectScale scale, double effect) => effect switch
    {
        double.PositiveInfinity => "∞",
        double.NegativeInfinity => "−∞",
        _ when scale == EffectScale.Relative => effect.ToString("+0.0%;−0.0%;0.0%", CultureInfo.CurrentCulture),
        _ => (effect > 0 ? "+" : effect < 0 ? "−" : "") + Number(Math.Abs(effect)),
    };

    /// <summary>A size of an effect, e.g. an error, without a sign.</summary>
    public static string Size(EffectScale scale, double size) => scale == EffectScale.Relative && double.IsFinite(size) ? size.ToString("0.00%", CultureInfo.CurrentCulture) : Number(size);

    /// <summary>A number with about four digits that count.</summary>
    public static string Number(double value) => Math.Abs(value) switch
    {
        double.PositiveInfinity => value > 0 ? "∞" : "−∞",
        >= 1000 => value.ToString("N0", CultureInfo.CurrentCulture),
        >= 100 => value.ToString("0.0", CultureInfo.CurrentCulture),
        >= 10 => value.ToString("0.00", CultureInfo.CurrentCulture),
        >= 0.1 or 0 => value.ToString("0.000", CultureInfo.CurrentCulture),
        _ => value.ToString("0.####e0", CultureInfo.CurrentCulture) is var tiny && Math.Abs(value) < 1e-4 ? tiny : value.ToString("0.00000", CultureInfo.CurrentCulture),
    };

    /// <summary>A day of the year, as the language orders its parts.</summary>
    public static string Day(DateOnly day) => day.ToString(CultureInfo.CurrentCulture.DateTimeFormat.MonthDayPattern.Replace("MMMM", "MMM", StringComparison.Ordinal), CultureInfo.CurrentCulture);

    /// <summary>What stands behind a verdict: its badge.</summary>
    public static BadgeKind Badge(EffectVerdict verdict) => verdict switch
    {
        EffectVerdict.Better => BadgeKind.Success,
        EffectVerdict.Worse => BadgeKind.Danger,
        _ => BadgeKind.Neutral,
    };
}
