namespace Portal.Domain.Experiments.Statistics;

/// <summary>What a metric tells of the units of an arm.</summary>
public enum MetricKind
{
    /// <summary>The share of units with something, each 0 or 1; variance p(1 − p).</summary>
    Proportion,

    /// <summary>The mean of a number per unit.</summary>
    Mean,

    /// <summary>A sum of one number over a sum of another, e.g. clicks per list shown, where units have any number of lists; variance by the delta method.</summary>
    Ratio,

    /// <summary>A quantile of numbers, one or several per unit; variance by order statistics.</summary>
    Quantile,
}
