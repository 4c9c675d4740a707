using System.Globalization;
using Portal.Domain.Experiments.Statistics;

namespace Portal.Domain.Experiments.Analysis;

/// <summary>
/// Reads the units of an experiment one by one and tells what they say. Only moments and sketches are kept, of every arm, metric, day and
/// segment, so that memory does not grow with the number of units.
/// </summary>
/// <remarks>Not thread-safe. The order of the units changes the report by rounding only.</remarks>
public sealed class ExperimentAnalyzer
{
    /// <summary>Most values of a dimension that are kept apart; the units of further ones count as those of which nothing is known.</summary>
    public const int MostSegments = 50;

    private readonly AnalysisPlan _plan;
    private readonly DateTimeOffset _asOf;
    private readonly double[] _limits;
    private readonly AnalyzedUnits _units;

    /// <summary>Begins a reading.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="asOf">Until when the units were watched.</param>
    /// <param name="limits">What <see cref="WinsorisingPass"/> found; null when no metric is winsorised.</param>
    /// <exception cref="ArgumentException">The plan is wrong, or needs limits that are not given.</exception>
    public ExperimentAnalyzer(AnalysisPlan plan, DateTimeOffset asOf, IReadOnlyList<double>? limits = null)
    {
        plan.Check();
        if (limits is null && WinsorisingPass.IsNeeded(plan))
        {
            throw new ArgumentException($"A metric of the plan is winsorised; read the units with {nameof(WinsorisingPass)} first and give its limits.", nameof(limits));
        }

        (_plan, _asOf, _limits) = (plan, asOf, limits is null ? [.. plan.Metrics.Select(_ => double.PositiveInfinity)] : [.. limits]);
        _units = new AnalyzedUnits(plan);
    }

    /// <summary>Reads a unit. One that is exposed after the end of the watch is left out.</summary>
    /// <exception cref="ArgumentException">Something about the unit is not as the plan has it.</exception>
    public void Add(in UnitObservation unit)
    {
        Check(unit);
        var watched = _asOf - unit.ExposedAt;
        if (watched < TimeSpan.Zero)
        {
            return;
        }

        if (unit.SeenInSeveralArms)
        {
            _units.InSeveralArms++;
            return;
        }

        var arm = unit.Arm;
        _units.Watch(unit.ExposedAt);
        var day = _units.Day(DateOnly.FromDateTime(unit.ExposedAt.UtcDateTime));
        day.Units[arm]++;
        for (var d = 0; d < _plan.Dimensions.Count; d++)
        {
            _units.Segment(d, unit.Segments.IsEmpty ? null : unit.Segments[d]).Units[arm]++;
        }

        for (var m = 0; m < _plan.Metrics.Count; m++)
        {
            if (_plan.Metrics[m].ConversionWindow > watched)
            {
                _units.InProgress[m]++;
            }
            else
            {
                Add(unit, day, m);
            }
        }

        _units.Lifetimes.Add(arm, (int)Math.Min(watched.TotalDays, LifetimeTable.MostDays), unit.Days);
    }

    /// <summary>What the units read so far say; more may be read afterwards.</summary>
    public ExperimentReport Report() => new ReportBuilder(_plan, _asOf, _limits, _units).Build();

    private void Add(in UnitObservation unit, CellTable day, int m)
    {
        var (arm, values, limit) = (unit.Arm, unit.Values[m], _limits[m]);
        if (_plan.Metrics[m].Kind == MetricKind.Quantile)
        {
            if (!double.IsNaN(values.Value))
            {
                day[arm, m].AddToSketch(values.Value);
                for (var d = 0; d < _plan.Dimensions.Count; d++)
                {
                    _units.Segment(d, unit.Segments.IsEmpty ? null : unit.Segments[d])[arm, m].AddToSketch(values.Value);
                }
            }

            return;
        }

        if (!double.IsInfinity(limit))
        {
            _units.Uncut[arm, m] = _units.Uncut[arm, m].Add(values);
        }

        values = values with { Value = Math.Min(values.Value, limit), Pre = Math.Min(values.Pre, limit) };
        day[arm, m].Add(values);
        for (var d = 0; d < _plan.Dimensions.Count; d++)
        {
            _units.Segment(d, unit.Segments.IsEmpty ? null : unit.Segments[d])[arm, m].Add(values);
        }

        if (_plan.Metrics[m].Kind == MetricKind.Mean)
        {
            _units.Spread(arm, m).Add(values.Value);
        }
    }

    private void Check(in UnitObservation unit)
    {
        if (unit.Arm < 0 || unit.Arm >= _plan.Arms.Count)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"A unit is in arm {unit.Arm} of {_plan.Arms.Count}; number them from 0."), nameof(unit));
        }

        if (unit.Values.Length != _plan.Metrics.Count || (!unit.Segments.IsEmpty && unit.Segments.Length != _plan.Dimensions.Count))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"A unit has values of {unit.Values.Length} metrics and {unit.Segments.Length} dimensions; the plan has {_plan.Metrics.Count} and {_plan.Dimensions.Count}."), nameof(unit));
        }

        for (var m = 0; m < unit.Values.Length; m++)
        {
            var (metric, (value, denominator, pre, preDenominator)) = (_plan.Metrics[m], unit.Values[m]);
            var fits = metric.Kind switch
            {
                MetricKind.Proportion => value is 0 or 1,
                MetricKind.Quantile => !double.IsInfinity(value),
                _ => double.IsFinite(value),
            };
            if (!fits || !double.IsFinite(denominator + pre + preDenominator))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Metric '{metric.Key}' of a unit is {unit.Values[m]}; give {(metric.Kind == MetricKind.Proportion ? "0 or 1" : "finite numbers")}."), nameof(unit));
            }
        }
    }
}
