using Portal.Diagnostics;

namespace Portal.Overview;

/// <summary>The span the numbers speak of.</summary>
/// <param name="Key">In the address.</param>
/// <param name="Hours">How long it is, the hour that is going on included.</param>
/// <param name="BucketHours">Hours of each point of a drawing.</param>
public sealed record OverviewRange(string Key, int Hours, int BucketHours)
{
    public static IReadOnlyList<OverviewRange> All { get; } = [new("24h", 24, 1), new("7d", 7 * 24, 6), new("30d", 30 * 24, 24)];

    public int Buckets => Hours / BucketHours;

    /// <summary>The range of that key; a day for any other.</summary>
    public static OverviewRange Of(string? key) => All.FirstOrDefault(range => range.Key == key) ?? All[0];
}

/// <summary>How a number is written.</summary>
public enum NumberFormat
{
    Count,

    /// <summary>An estimate of a count.</summary>
    About,
    Share,
    Milliseconds,
}

/// <summary>Whether more of it is good; null where it is neither.</summary>
public enum NumberSense
{
    Neutral,
    MoreIsBetter,
    LessIsBetter,
}

/// <summary>A number of the home page.</summary>
/// <param name="Key">Its texts: <c>{Key}Name</c>, and <c>{Key}Source</c> for where it comes from.</param>
/// <param name="Value">NaN where there is nothing to tell it from.</param>
/// <param name="Before">The same of as long a time before; NaN where it is not known.</param>
/// <param name="Trend">Over the span, oldest first; NaN where nothing is known. Empty where no course is kept.</param>
/// <param name="Href">The page where more is told, or something can be done about it.</param>
public sealed record OverviewNumber(string Key, NumberFormat Format, NumberSense Sense, double Value, double Before, IReadOnlyList<double> Trend, string Href)
{
    /// <summary>Change against the time before, as a share of it; NaN where there is none to tell. Of shares it is the difference.</summary>
    public double Change => Format == NumberFormat.Share ? Value - Before : Before > 0 ? (Value - Before) / Before : double.NaN;
}

/// <summary>Numbers that belong together.</summary>
/// <param name="Key">Its heading: <c>{Key}Group</c>.</param>
public sealed record OverviewGroup(string Key, IReadOnlyList<OverviewNumber> Numbers);

/// <summary>The home page of the administration.</summary>
/// <param name="From">Since when, UTC.</param>
/// <param name="Groups">In the order of the page.</param>
/// <param name="Alerts">What has to be known.</param>
/// <param name="SimulatedPeople">Share of people who are made up.</param>
/// <param name="SimulatedActs">Share of what happened in the span that they did; NaN where nothing happened.</param>
/// <param name="CountedUntil">Until when hours are rolled up; null before the first time.</param>
/// <param name="Late">Whether hours between that and now are missing.</param>
public sealed record OverviewView(
    DateTime From, IReadOnlyList<OverviewGroup> Groups, AlertReport Alerts, double SimulatedPeople, double SimulatedActs, DateTime? CountedUntil, bool Late);
