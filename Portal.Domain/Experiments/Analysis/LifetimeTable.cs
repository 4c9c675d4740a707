using Portal.Domain.Experiments.Statistics;

namespace Portal.Domain.Experiments.Analysis;

/// <summary>
/// What units did in each day since their own exposure. Only those that have lived through a day count for it, and those of them that did
/// nothing count with 0, without being told one by one.
/// </summary>
internal sealed class LifetimeTable(int arms, int metrics)
{
    /// <summary>Days beyond these are not kept.</summary>
    public const int MostDays = 60;

    private readonly long[,] _lifetimes = new long[arms, MostDays + 1];
    private readonly ArmMoments[,,] _active = new ArmMoments[arms, metrics, MostDays];

    /// <summary>Whether anything was told of days.</summary>
    public bool IsEmpty { get; private set; } = true;

    /// <param name="arm">The unit's arm.</param>
    /// <param name="lifetime">Full days it has lived through, at least 0.</param>
    /// <param name="days">What it did on them.</param>
    public void Add(int arm, int lifetime, ReadOnlySpan<DayValue> days)
    {
        _lifetimes[arm, Math.Min(lifetime, MostDays)]++;
        foreach (var (day, metric, value, denominator) in days)
        {
            if (day >= 0 && day < Math.Min(lifetime, MostDays))
            {
                _active[arm, metric, day] = _active[arm, metric, day].Add(new UnitValues(value, denominator));
                IsEmpty = false;
            }
        }
    }

    /// <summary>All units of an arm that have lived through a day.</summary>
    public ArmMoments Of(int arm, int metric, int day)
    {
        var lived = 0L;
        for (var days = day + 1; days <= MostDays; days++)
        {
            lived += _lifetimes[arm, days];
        }

        var active = _active[arm, metric, day];
        return active + ArmMoments.FromSums(new ArmSums { N = lived - active.N });
    }
}
