using System.Runtime.InteropServices;
using Portal.Data.Entities;
using Portal.Domain.Experiments.Analysis;
using Portal.Domain.Experiments.Bandits;
using Portal.Domain.Experiments.Interleaving;
using Portal.Domain.Experiments.Statistics;
using Portal.Experiments.Metrics;

namespace Portal.Experiments.Counting;

/// <summary>Takes in counted units one by one, twice where values are cut, and tells what they say. Not thread-safe.</summary>
internal sealed class UnitFold
{
    private readonly CountedExperiment _experiment;
    private readonly IReadOnlyList<SharePeriod> _periods;
    private readonly DateTime _asOf;
    private readonly AnalysisPlan _plan;
    private readonly ExperimentMetric[] _metrics;
    private readonly UnitValues[] _values;

    // Metrics by their indexes, and those of them whose values are cut.
    private readonly int[] _all, _cut;
    private readonly ArmMoments[,] _moments;
    private readonly OutcomeBuffer _outcomes = new();
    private readonly InterleavingTally _tally = new(CountedExperiment.Teams);
    private readonly Dictionary<string, string?[]> _segments = new(StringComparer.Ordinal);
    private readonly List<DayValue> _days = [];
    private WinsorisingPass? _limits;
    private ExperimentAnalyzer? _analyzer;
    private long _staff, _bots;

    public UnitFold(CountedExperiment experiment, IReadOnlyList<SharePeriod> periods, DateTime asOf)
    {
        (_experiment, _periods, _asOf, _plan) = (experiment, periods, asOf, ExperimentPlans.Of(experiment, periods));
        _metrics = [.. ExperimentPlans.MetricsOf(experiment).Select(entry => entry.Metric)];
        _values = new UnitValues[_metrics.Length];
        _moments = new ArmMoments[Math.Max(1, periods.Count), experiment.Plan.Variants.Length];
        _all = [.. Enumerable.Range(0, _metrics.Length)];
        _cut = [.. _all.Where(m => _plan.Metrics[m].WinsoriseAt is not null)];
        NeedsLimits = !experiment.IsInterleaved && WinsorisingPass.IsNeeded(_plan);
    }

    /// <summary>Whether all units are to be looked at before any is added.</summary>
    public bool NeedsLimits { get; }

    // Made when the limits are known; an interleaving has no use for it.
    private ExperimentAnalyzer Analyzer => _analyzer ??= new ExperimentAnalyzer(_plan, _asOf, NeedsLimits ? (_limits ?? new WinsorisingPass(_plan)).Limits() : null);

    /// <summary>Units that were added, those that do not count among them.</summary>
    public long Units { get; private set; }

    /// <summary>The period in which something happened, by its index.</summary>
    public static int PeriodOf(IReadOnlyList<SharePeriod> periods, DateTime at)
    {
        var period = periods.Count - 1;
        while (period > 0 && periods[period].FromUtc > at)
        {
            period--;
        }

        return Math.Max(0, period);
    }

    public void Look(IEnumerable<StoredUnit> units)
    {
        _limits ??= new WinsorisingPass(_plan);
        foreach (var unit in units)
        {
            if (unit.Exclusion == UnitExclusion.None && Read(unit, _cut))
            {
                _limits.Add(new UnitObservation { Arm = unit.Variant, ExposedAt = unit.ExposedUtc, Values = _values });
            }
        }
    }

    public void Add(IEnumerable<StoredUnit> units)
    {
        foreach (var unit in units)
        {
            Units++;
            _staff += unit.Exclusion == UnitExclusion.Staff ? 1 : 0;
            _bots += unit.Exclusion == UnitExclusion.Bot ? 1 : 0;
            if (unit.Exclusion is UnitExclusion.None or UnitExclusion.SeveralVariants && Read(unit, _all))
            {
                Add(unit);
            }
        }
    }

    public ExperimentReading Reading()
    {
        ExperimentReading reading = new() { Staff = _staff, Bots = _bots };
        return _experiment.Mode switch
        {
            ExperimentMode.Interleaving => reading with { Interleaving = _tally.Result(_plan.Alpha, _plan.PlannedUnits) },
            ExperimentMode.Bandit when Bandit() is { } periods => reading with
            {
                Report = Analyzer.Report(),
                Bandit = new BanditAnalyzer(BanditShares.Policy(_experiment)).Report(periods, 0, new EffectOptions { Alpha = _plan.Alpha, PlannedUnits = _plan.PlannedUnits, LessIsBetter = _metrics[0].Goal == MetricGoal.Decrease }),
            },
            _ => reading with { Report = Analyzer.Report() },
        };
    }

    private BanditPeriods? Bandit() => _periods.Count == 0 ? null : new BanditPeriods(
    [
        .. _periods.Select((period, i) => new BanditPeriod(period.FromUtc, period.Shares, [.. Enumerable.Range(0, _moments.GetLength(1)).Select(arm => _moments[i, arm])])),
    ]);

    private void Add(in StoredUnit unit)
    {
        var several = unit.Exclusion == UnitExclusion.SeveralVariants;
        if (_experiment.IsInterleaved)
        {
            if (!several && _outcomes.Credit.Count == CountedExperiment.Teams)
            {
                _tally.Add(CollectionsMarshal.AsSpan(_outcomes.Credit));
            }

            return;
        }

        _days.Clear();
        foreach (var day in _outcomes.Days)
        {
            _days.Add(new DayValue(day.Day, 0, day.Value, day.Denominator));
        }

        Analyzer.Add(new UnitObservation
        {
            Arm = unit.Variant,
            ExposedAt = unit.ExposedUtc,
            SeenInSeveralArms = several,
            Values = _values,
            Segments = SegmentsOf(unit.Segments),
            Days = CollectionsMarshal.AsSpan(_days),
        });
        if (!several)
        {
            ref var moments = ref _moments[PeriodOf(_periods, unit.ExposedUtc), unit.Variant];
            moments = moments.Add(new UnitValues(_values[0].Value));
        }
    }

    private bool Read(in StoredUnit unit, int[] metrics)
    {
        if (!Outcomes.Decode(unit.Values, _outcomes))
        {
            return false;
        }

        foreach (var m in metrics)
        {
            _values[m] = _metrics[m].Of(_outcomes.Since, _outcomes.Before);
        }

        return true;
    }

    private string?[] SegmentsOf(string segments) => _segments.TryGetValue(segments, out var known) ? known : _segments[segments] = UnitSegments.Parse(segments, _plan.Dimensions);
}
