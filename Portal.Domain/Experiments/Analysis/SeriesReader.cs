using Portal.Domain.Experiments.Statistics;

namespace Portal.Domain.Experiments.Analysis;

/// <summary>Tells effects by the day of exposure and by days since exposure.</summary>
internal sealed class SeriesReader
{
    private readonly AnalysisPlan _plan;
    private readonly EffectReader _effects;
    private readonly AnalyzedUnits _units;
    private readonly List<(DateOnly Day, DayEffect[,] Effects)> _days = [];

    public SeriesReader(AnalysisPlan plan, EffectReader effects, AnalyzedUnits units)
    {
        (_plan, _effects, _units) = (plan, effects, units);
        CellTable until = new(plan.Arms.Count, plan.Metrics.Count);
        foreach (var (day, cells) in units.Days)
        {
            until.Add(cells);
            var points = new DayEffect[plan.Metrics.Count, plan.Arms.Count];
            foreach (var (metric, arm) in Pairs())
            {
                points[metric, arm] = new DayEffect(day, EffectPoint.Of(effects.Of(cells, metric, arm)), EffectPoint.Of(effects.Of(until, metric, arm)));
            }

            _days.Add((day, points));
        }
    }

    /// <summary>By the day of exposure.</summary>
    public IReadOnlyList<DayEffect> Days(int metric, int arm) => [.. _days.Select(day => day.Effects[metric, arm])];

    /// <summary>By days since exposure, as far as both arms have units.</summary>
    public IReadOnlyList<LifetimeEffect> Lifetime(int metric, int arm)
    {
        List<LifetimeEffect> effects = [];
        for (var day = 0; day < LifetimeTable.MostDays && !_units.Lifetimes.IsEmpty && _plan.Metrics[metric].Kind != MetricKind.Quantile; day++)
        {
            var (control, treatment) = (_units.Lifetimes.Of(_plan.Control, metric, day), _units.Lifetimes.Of(arm, metric, day));
            if (control.N < 2 || treatment.N < 2)
            {
                break;
            }

            effects.Add(new LifetimeEffect(day, EffectPoint.Of(_effects.Of(control, treatment, metric, arm, cuped: false))));
        }

        return effects;
    }

    private IEnumerable<(int Metric, int Arm)> Pairs() => Enumerable.Range(0, _plan.Metrics.Count)
        .SelectMany(metric => Enumerable.Range(0, _plan.Arms.Count).Where(arm => arm != _plan.Control).Select(arm => (metric, arm)));
}
