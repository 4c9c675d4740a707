namespace Portal.Domain.Experiments.Analysis;

/// <summary>Which way a metric should move.</summary>
public enum MetricGoal
{
    /// <summary>More is better.</summary>
    Increase,

    /// <summary>Less is better.</summary>
    Decrease,
}
