using Portal.Domain.Experiments.Statistics;

namespace Portal.Domain.Experiments.Analysis;

/// <summary>What is kept of a metric of the units of one arm in one part of the experiment: moments, or of a quantile a sketch.</summary>
internal struct MetricCell
{
    /// <summary>Moments; empty for a quantile.</summary>
    public ArmMoments Moments { get; private set; }

    /// <summary>Numbers of a quantile; null while there are none.</summary>
    public QuantileSketch? Sketch { get; private set; }

    public void Add(in UnitValues unit) => Moments = Moments.Add(unit);

    public void AddToSketch(double value) => (Sketch ??= new QuantileSketch(QuantileSketch.FineError)).Add(value);

    public void Add(in MetricCell other)
    {
        Moments += other.Moments;
        if (other.Sketch is { } sketch)
        {
            (Sketch ??= new QuantileSketch(QuantileSketch.FineError)).Add(sketch);
        }
    }
}
