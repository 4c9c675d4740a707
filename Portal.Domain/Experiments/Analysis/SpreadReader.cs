using Portal.Domain.Experiments.Statistics;

namespace Portal.Domain.Experiments.Analysis;

/// <summary>Tells how the values of units are spread.</summary>
internal sealed class SpreadReader(AnalysisPlan plan, AnalyzedUnits units)
{
    private const int Bins = 20;
    private const double Tail = 0.99;

    /// <summary>The spread of a metric; null where there is nothing to show.</summary>
    public DistributionReport? Of(CellTable total, int metric)
    {
        var kind = plan.Metrics[metric].Kind;
        if (kind is not (MetricKind.Mean or MetricKind.Quantile))
        {
            return null;
        }

        var sketches = Enumerable.Range(0, plan.Arms.Count).Select(arm => kind == MetricKind.Mean ? units.Spread(arm, metric) : total[arm, metric].Sketch).OfType<QuantileSketch>().ToList();
        if (sketches.Count < plan.Arms.Count || sketches.Sum(sketch => sketch.Count) == 0)
        {
            return null;
        }

        QuantileSketch all = new(kind == MetricKind.Mean ? QuantileSketch.CoarseError : QuantileSketch.FineError);
        sketches.ForEach(all.Add);
        if (all.Minimum == all.Maximum)
        {
            return null;
        }

        var bounds = Bounds(all.Minimum, all.Quantiles(Tail)[0], all.Maximum);
        return new DistributionReport(bounds, [.. sketches.Select(sketch => (IReadOnlyList<double>)[.. sketch.Histogram(bounds).Select(count => sketch.Count == 0 ? 0 : count / sketch.Count)])]);
    }

    // Evenly up to the tail, which is one bin; all evenly where there is no tail, or nothing before it.
    private static double[] Bounds(double least, double tail, double most)
    {
        var hasTail = tail > least && tail < most;
        var (even, last) = hasTail ? (Bins - 1, tail) : (Bins, most);
        double[] bounds = [.. Enumerable.Range(0, even + 1).Select(bin => least + ((last - least) * bin / even))];
        return hasTail ? [.. bounds, most] : bounds;
    }
}
