namespace Portal.Experiments;

/// <summary>Names the texts of the metrics (MetricText.resx): see <see cref="Metrics.ExperimentMetrics.NameKey"/>.</summary>
public sealed class MetricText;
