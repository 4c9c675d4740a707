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

    // The plan's, which are asked for with every unit.
    private readonly MetricDefinition[] _metrics;

    // The parts of the experiment that the unit at hand belongs to: its day, and its segment of each dimension.
    private readonly CellTable[] _parts;

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
        (_units, _metrics, _parts) = (new AnalyzedUnits(plan), [.. plan.Metrics], new CellTable[plan.Dimensions.Count + 1]);
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
        _parts[0] = _units.Day(DateOnly.FromDateTime(unit.ExposedAt.UtcDateTime));
        for (var d = 0; d < _parts.Length - 1; d++)
        {
            _parts[d + 1] = _units.Segment(d, unit.Segments.IsEmpty ? null : unit.Segments[d]);
        }

        foreach (var part in _parts)
        {
            part.Units[arm]++;
        }

        for (var m = 0; m < _metrics.Length; m++)
        {
            if (_metrics[m].ConversionWindow > watched)
            {
                _units.InProgress[m]++;
            }
            else
            {
                Add(arm, m, unit.Values[m]);
            }
        }

        _units.Lifetimes.Add(arm, (int)Math.Min(watched.TotalDays, LifetimeTable.MostDays), unit.Days);
    }

    /// <summary>What the units read so far say; more may be read afterwards.</summary>
    public ExperimentReport Report() => new ReportBuilder(_plan, _asOf, _limits, _units).Build();

    private void Add(int arm, int m, UnitValues values)
    {
        var kind = _metrics[m].Kind;
        if (kind == MetricKind.Quantile)
        {
            for (var part = 0; part < _parts.Length && !double.IsNaN(values.Value); part++)
            {
                _parts[part][arm, m].AddToSketch(values.Value);
            }

            return;
        }

        if (!double.IsInfinity(_limits[m]))
        {
            _units.Uncut[arm, m] = _units.Uncut[arm, m].Add(values);
        }

        values = values with { Value = Math.Min(values.Value, _limits[m]), Pre = Math.Min(values.Pre, _limits[m]) };
        foreach (var part in _parts)
        {
            part[arm, m].Add(values);
        }

        if (kind == MetricKind.Mean)
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

        if (unit.Values.Length != _metrics.Length || (!unit.Segments.IsEmpty && unit.Segments.Length != _plan.Dimensions.Count))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"A unit has values of {unit.Values.Length} metrics and {unit.Segments.Length} dimensions; the plan has {_metrics.Length} and {_plan.Dimensions.Count}."), nameof(unit));
        }

        for (var m = 0; m < unit.Values.Length; m++)
        {
            var (metric, (value, denominator, pre, preDenominator)) = (_metrics[m], unit.Values[m]);
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
