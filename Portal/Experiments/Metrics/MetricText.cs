namespace Portal.Experiments.Metrics;

/// <summary>Names the texts of the metrics (MetricText.resx).</summary>
public sealed class MetricText;
