using Portal.Domain.Experiments.Statistics;

namespace Portal.Domain.Experiments.Analysis;

/// <summary>Makes the report of what was kept of the units.</summary>
internal sealed class ReportBuilder(AnalysisPlan plan, DateTimeOffset asOf, double[] limits, AnalyzedUnits units)
{
    private readonly EffectReader _effects = new(plan);
    private readonly CellTable _total = units.Total();

    private IEnumerable<int> Treatments => Enumerable.Range(0, plan.Arms.Count).Where(arm => arm != plan.Control);

    public ExperimentReport Build()
    {
        var ratio = new RatioReader(plan).Read(units, _total.Units);
        var metrics = Metrics();
        return new ExperimentReport
        {
            Plan = plan,
            AsOf = asOf,
            FirstExposure = units.First,
            LastExposure = units.Last,
            Units = _total.Units.Sum(),
            InSeveralArms = units.InSeveralArms,
            Decision = new DecisionRules(plan, ratio, metrics).Decide(_total.Units.Sum(), units.InSeveralArms, units.First is { } first ? (asOf - first).TotalDays : 0),
            SampleRatio = ratio,
            Exposures = [.. units.Days.Select(day => new ExposureDay(day.Key, day.Value.Units))],
            Metrics = metrics,
        };
    }

    private MetricReport[] Metrics()
    {
        var effects = plan.Metrics.Select((_, m) => Treatments.Select(arm => _effects.Of(_total, m, arm)).ToArray()).ToArray();
        var (once, always) = (Adjusted(effects, effect => effect.PValue), Adjusted(effects, effect => effect.SequentialPValue));
        var series = new SeriesReader(plan, _effects, units);
        return [.. plan.Metrics.Select((metric, m) => new MetricReport
        {
            Metric = metric,
            Limit = double.IsInfinity(limits[m]) ? null : limits[m],
            InProgress = units.InProgress[m],
            Sums = metric.Kind == MetricKind.Quantile ? [] : [.. plan.Arms.Select((_, arm) => _total[arm, m].Moments.ToSums())],
            UncutSums = double.IsInfinity(limits[m]) ? [] : [.. plan.Arms.Select((_, arm) => units.Uncut[arm, m].ToSums())],
            Arms = [.. Treatments.Select((arm, i) => new ArmEffect
            {
                Arm = arm,
                Effect = effects[m][i],
                Uncut = double.IsInfinity(limits[m]) ? null : _effects.Of(units.Uncut[plan.Control, m], units.Uncut[arm, m], m, arm, cuped: false),
                AdjustedPValue = once[m][i],
                AdjustedSequentialPValue = always[m][i],
                Verdict = Verdict(metric, effects[m][i], once[m][i], always[m][i]),
                Power = new PowerReader(plan).Of(_total, m, arm),
                Segments = [.. Segments(m, arm)],
                Days = series.Days(m, arm),
                Lifetime = series.Lifetime(m, arm),
            })],
            Distribution = new SpreadReader(plan, units).Of(_total, m),
        })];
    }

    // Over all metrics of a role and all arms; what says nothing is no test.
    private double[][] Adjusted(EffectEstimate[][] effects, Func<EffectEstimate, double> p)
    {
        var adjusted = effects.Select(arms => arms.Select(_ => 1.0).ToArray()).ToArray();
        foreach (var (role, correction) in new[] { (MetricRole.Primary, Correction.Holm), (MetricRole.Secondary, Correction.BenjaminiHochberg), (MetricRole.Guardrail, Correction.None) })
        {
            var tests = effects.SelectMany((arms, m) => arms.Select((effect, i) => (Metric: m, Place: i, Effect: effect)))
                .Where(test => plan.Metrics[test.Metric].Role == role && test.Effect.IsInformative).ToList();
            foreach (var (test, value) in tests.Zip(MultipleTesting.Adjust(tests.ConvertAll(test => p(test.Effect)), correction)))
            {
                adjusted[test.Metric][test.Place] = value;
            }
        }

        return adjusted;
    }

    private EffectVerdict Verdict(MetricDefinition metric, EffectEstimate effect, double once, double always)
    {
        var isDecided = plan.Sequential ? always <= plan.Alpha : once <= plan.Alpha && _total.Units.Sum() >= plan.PlannedUnits;
        return !isDecided || !effect.IsInformative ? EffectVerdict.Undecided
            : effect.Effect > 0 == (metric.Goal == MetricGoal.Increase) ? EffectVerdict.Better : EffectVerdict.Worse;
    }

    private IEnumerable<SegmentEffect> Segments(int metric, int arm)
    {
        var segments = plan.Dimensions.Index()
            .SelectMany(dimension => units.Segments(dimension.Index).Select(segment => (Dimension: dimension.Item, segment.Value, Effect: _effects.Of(segment.Cells, metric, arm)))).ToList();
        var once = MultipleTesting.Adjust(segments.ConvertAll(segment => segment.Effect.PValue), Correction.Holm);
        var always = MultipleTesting.Adjust(segments.ConvertAll(segment => segment.Effect.SequentialPValue), Correction.Holm);
        return segments.Select((segment, i) => new SegmentEffect(segment.Dimension, segment.Value, segment.Effect, once[i], always[i]));
    }
}
