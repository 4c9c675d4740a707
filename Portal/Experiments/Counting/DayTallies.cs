using Portal.Domain.Experiments.Statistics;
using Portal.Experiments.Metrics;

namespace Portal.Experiments.Counting;

/// <summary>What a unit did on each day since its exposure; used again for the next one. Most units did something on few days. Not thread-safe.</summary>
internal sealed class DayTallies
{
    private readonly List<(int Day, UnitTally Tally)> _days = [];
    private readonly Stack<UnitTally> _spare = [];

    /// <summary>Forgets the unit.</summary>
    public void Clear()
    {
        foreach (var (_, tally) in _days)
        {
            tally.Clear();
            _spare.Push(tally);
        }

        _days.Clear();
    }

    /// <summary>The tally of the day of an instant.</summary>
    public UnitTally Of(DateTime exposed, DateTime at)
    {
        var day = (int)(at - exposed).TotalDays;
        foreach (var (known, tally) in _days)
        {
            if (known == day)
            {
                return tally;
            }
        }

        var added = _spare.TryPop(out var spare) ? spare : new UnitTally();
        _days.Add((day, added));
        return added;
    }

    /// <summary>A metric on each day on which it is not nothing, in their order.</summary>
    public IReadOnlyList<DayOutcome> Of(ExperimentMetric? metric)
    {
        if (metric is null)
        {
            return [];
        }

        List<DayOutcome> outcomes = [];
        foreach (var (day, tally) in _days)
        {
            var (value, denominator, _, _) = metric.Of(tally, tally);
            if (value != 0 || denominator != 0)
            {
                outcomes.Add(new DayOutcome(day, value, denominator));
            }
        }

        outcomes.Sort((one, other) => one.Day.CompareTo(other.Day));
        return outcomes;
    }
}
