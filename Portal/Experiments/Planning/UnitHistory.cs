using Portal.Domain.Experiments.Statistics;
using Portal.Experiments.Metrics;

namespace Portal.Experiments.Planning;

/// <summary>What the portal's units did lately: what a new experiment may expect of them.</summary>
/// <param name="Units">What each was shown and did, in no order.</param>
/// <param name="NewUnits">How many were first seen on each day of the time, the oldest day first.</param>
public sealed record UnitHistory(IReadOnlyList<UnitTally> Units, IReadOnlyList<int> NewUnits)
{
    /// <summary>Days that are looked back.</summary>
    public const int Days = 28;

    // The days at the end from which it is told how many new units come each day; before, everybody is new.
    private const int SteadyDays = 14;

    /// <summary>Nobody.</summary>
    public static UnitHistory None { get; } = new([], [.. new int[Days]]);

    /// <summary>What a metric was for them.</summary>
    public ArmMoments Moments(ExperimentMetric metric) => Units.Aggregate(
        default(ArmMoments), (moments, tally) => moments.Add(new UnitValues(metric.Numerator(tally), metric.Denominator?.Invoke(tally) ?? 0)));

    /// <summary>Days until so many units were seen, if as many come as lately.</summary>
    /// <param name="units">How many.</param>
    /// <param name="share">The share of all units that takes part, 0..1.</param>
    /// <returns>Null when they never come.</returns>
    public int? DaysUntil(double units, double share)
    {
        double seen = 0;
        for (var day = 0; day < NewUnits.Count; day++)
        {
            seen += NewUnits[day] * share;
            if (seen >= units)
            {
                return day + 1;
            }
        }

        var perDay = NewUnits.TakeLast(SteadyDays).Sum() * share / SteadyDays;
        var days = perDay > 0 ? NewUnits.Count + Math.Ceiling((units - seen) / perDay) : double.PositiveInfinity;
        return days <= MostDays ? (int)days : null;
    }

    // Ten years: beyond, it is never.
    private const int MostDays = 3650;
}
