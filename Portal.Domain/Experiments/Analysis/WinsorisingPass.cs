using Portal.Domain.Experiments.Statistics;

namespace Portal.Domain.Experiments.Analysis;

/// <summary>
/// The first reading of the units, which finds where the values of metrics are cut: at a quantile of all arms together, so that no arm is cut
/// otherwise than another. Only sketches are kept. Needed when a metric of the plan is winsorised.
/// </summary>
public sealed class WinsorisingPass
{
    private const double RelativeError = 0.005;

    private readonly AnalysisPlan _plan;
    private readonly QuantileSketch?[] _sketches;

    /// <param name="plan">The plan.</param>
    /// <exception cref="ArgumentException">The plan is wrong.</exception>
    public WinsorisingPass(AnalysisPlan plan)
    {
        plan.Check();
        _plan = plan;
        _sketches = [.. plan.Metrics.Select(metric => metric.WinsoriseAt is null ? null : new QuantileSketch(RelativeError))];
    }

    /// <summary>Whether a plan needs this pass.</summary>
    public static bool IsNeeded(AnalysisPlan plan) => plan.Metrics.Any(metric => metric.WinsoriseAt is not null);

    /// <summary>Looks at a unit.</summary>
    public void Add(in UnitObservation unit)
    {
        for (var m = 0; m < _sketches.Length; m++)
        {
            if (_sketches[m] is { } sketch && !unit.SeenInSeveralArms && double.IsFinite(unit.Values[m].Value))
            {
                sketch.Add(unit.Values[m].Value);
            }
        }
    }

    /// <summary>
    /// For each metric the greatest value that counts, within half a per cent; infinite where nothing is cut. Where the quantile is 0, because
    /// only few units have anything, nothing is cut either: it would leave nothing.
    /// </summary>
    public IReadOnlyList<double> Limits() =>
        [.. _sketches.Select((sketch, m) => sketch?.Quantiles(_plan.Metrics[m].WinsoriseAt!.Value)[0] is { } limit and > 0 ? limit : double.PositiveInfinity)];
}
