namespace Portal.Experiments;

/// <summary>Names the texts of the metrics (MetricText.resx).</summary>
public sealed class MetricText;
