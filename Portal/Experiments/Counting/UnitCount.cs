using System.Globalization;
using Portal.Data.Entities;
using Portal.Domain.Experiments.Statistics;
using Portal.Domain.Profiles;
using Portal.Experiments.Metrics;

namespace Portal.Experiments.Counting;

/// <summary>
/// Counts a unit from all that is known of it. It follows from these rows alone, not from what was counted before, so that counting again, late rows,
/// what is taken back and two processes at once all come to the same. Not thread-safe.
/// </summary>
/// <param name="experiment">The experiment.</param>
/// <param name="staff">Ids of administrators and analysts.</param>
public sealed class UnitCount(CountedExperiment experiment, IReadOnlySet<string> staff)
{
    // What people do in four weeks, looking aside: the lightest third of readers a few things, the heaviest more than one a day.
    private const int Medium = 5, Heavy = 30;

    private readonly DayTallies _days = new();

    // Used again for the next unit.
    private readonly UnitTally _since = new(), _before = new();
    private readonly ExperimentMetric? _primary = ExperimentMetrics.Find(experiment.Plan.PrimaryMetric) is { Kind: not MetricKind.Quantile } metric ? metric : null;

    /// <summary>Counts.</summary>
    /// <param name="unit">Its id.</param>
    /// <param name="log">Its lists and acts; put in order.</param>
    /// <param name="stored">As it was counted before; the first exposure that is known stays, even where its list has been cleaned up.</param>
    /// <param name="now">When it is counted.</param>
    /// <returns>Null for one that was not exposed.</returns>
    public ExperimentUnitEntity? Of(string unit, UnitLog log, ExperimentUnitEntity? stored, DateTime now)
    {
        // Lists of the same instant are told apart by their ids, so that every count takes the same one for the first.
        log.Lists.Sort((one, other) => one.AtUtc.CompareTo(other.AtUtc) is var order and not 0 ? order : one.Id.CompareTo(other.Id));
        if (FirstExposure(log, stored) is not { } first)
        {
            return null;
        }

        var several = false;
        foreach (var list in log.Lists)
        {
            several |= experiment.VariantOf(list.Variants) is { } variant && variant != first.Variant && IsDuring(list.AtUtc);
        }

        return new ExperimentUnitEntity
        {
            ExperimentId = experiment.Id,
            Unit = unit,
            Variant = first.Variant,
            ExposedUtc = first.AtUtc,
            RequestId = first.RequestId,
            Exclusion = IsStaff(log, stored) ? UnitExclusion.Staff : IsBot(log, stored) ? UnitExclusion.Bot : several ? UnitExclusion.SeveralVariants : UnitExclusion.None,
            Segments = first.Segments ?? Segments(log, first),
            Values = Outcomes.Encode(Count(log, first.AtUtc)),
            UpdatedUtc = now,
        };
    }

    private Exposure? FirstExposure(UnitLog log, ExperimentUnitEntity? stored)
    {
        foreach (var list in log.Lists)
        {
            if (IsDuring(list.AtUtc) && experiment.VariantOf(list.Variants) is { } variant)
            {
                // A stored one that came earlier, or is the same, is the first; its segments were told from rows that may be gone.
                return stored is not null && stored.ExposedUtc < list.AtUtc ? Exposure.Of(stored) : new Exposure(list.AtUtc, variant, list.Id, list, null);
            }
        }

        return stored is null ? null : Exposure.Of(stored);
    }

    private bool IsDuring(DateTime at) => at >= experiment.StartedUtc && !(at >= experiment.EndedUtc);

    private bool IsStaff(UnitLog log, ExperimentUnitEntity? stored) =>
        experiment.Plan.LeaveOutStaff && (log.Lists.Exists(list => staff.Contains(list.UserId)) || (log.Lists.Count == 0 && stored?.Exclusion == UnitExclusion.Staff));

    // More lists within some hour, whichever it is, than the plan allows.
    private bool IsBot(UnitLog log, ExperimentUnitEntity? stored)
    {
        if (experiment.Plan.MostListsPerHour is not { } most)
        {
            return false;
        }

        for (var last = most; last < log.Lists.Count; last++)
        {
            if (log.Lists[last].AtUtc - log.Lists[last - most].AtUtc < TimeSpan.FromHours(1))
            {
                return true;
            }
        }

        return log.Lists.Count == 0 && stored?.Exclusion == UnitExclusion.Bot;
    }

    private static string Segments(UnitLog log, Exposure first)
    {
        var since = first.AtUtc.AddDays(-CountedExperiment.ActivityDays);
        var acts = 0;
        foreach (var act in log.Acts)
        {
            acts += act.Kind != InteractionKind.Impression && act.AtUtc >= since && act.AtUtc < first.AtUtc ? 1 : 0;
        }

        return UnitSegments.Format(first.List?.Device, acts >= Heavy ? "heavy" : acts >= Medium ? "medium" : "light");
    }

    private UnitOutcomes Count(UnitLog log, DateTime exposed)
    {
        var (until, from) = (experiment.Until(exposed), exposed.AddDays(-experiment.Plan.CupedDays));
        var (since, before) = (_since, _before);
        since.Clear();
        before.Clear();
        _days.Clear();
        DateTime? firstSince = null, firstBefore = null;
        foreach (var list in log.Lists)
        {
            if (list.AtUtc >= exposed && !(list.AtUtc >= until))
            {
                Add(since, list, ref firstSince);
                DateTime? firstOfDay = list.AtUtc;
                Add(_days.Of(exposed, list.AtUtc), list, ref firstOfDay);
            }
            else if (list.AtUtc < exposed && list.AtUtc >= from)
            {
                Add(before, list, ref firstBefore);
            }
        }

        foreach (var act in log.Acts)
        {
            if (act.AtUtc >= exposed && !(act.AtUtc >= until))
            {
                since.Did(act.Kind, act.Value);
                _days.Of(exposed, act.AtUtc).Did(act.Kind, act.Value);
            }
            else if (act.AtUtc < exposed && act.AtUtc >= from)
            {
                before.Did(act.Kind, act.Value);
            }
        }

        return new UnitOutcomes { Since = since, Before = before, Credit = Credit(log, exposed, until), Days = _days.Of(_primary) };
    }

    private int[] Credit(UnitLog log, DateTime exposed, DateTime? until)
    {
        if (!experiment.IsInterleaved)
        {
            return [];
        }

        var credit = new int[CountedExperiment.Teams];
        foreach (var (at, team) in log.Credits)
        {
            if (at >= exposed && !(at >= until) && team is >= 0 and < CountedExperiment.Teams)
            {
                credit[team]++;
            }
        }

        return credit;
    }

    private static void Add(UnitTally tally, ListServed list, ref DateTime? first)
    {
        first ??= list.AtUtc;
        tally.Lists++;
        tally.EmptyLists += list.Items == 0 ? 1 : 0;
        tally.Places += list.Items ?? 0;
        tally.Violations += list.Violations ?? 0;
        tally.Milliseconds += list.DurationMs;
        tally.Returned |= list.AtUtc.Date > first.Value.Date;
        if (list is { RepeatShare: { } repeat, LongTailShare: { } tail, Diversity: { } diversity })
        {
            tally.MeasuredLists++;
            tally.RepeatShares += repeat;
            tally.LongTailShares += tail;
            tally.Diversities += diversity;
        }
    }

    private readonly record struct Exposure(DateTime AtUtc, int Variant, Guid? RequestId, ListServed? List, string? Segments)
    {
        public static Exposure Of(ExperimentUnitEntity stored) => new(stored.ExposedUtc, stored.Variant, stored.RequestId, null, stored.Segments);
    }
}
