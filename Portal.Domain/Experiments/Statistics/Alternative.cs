namespace Portal.Domain.Experiments.Statistics;

/// <summary>Which effects a test looks for. One-sided tests have an interval that is infinite on the other side.</summary>
public enum Alternative
{
    /// <summary>Any effect but 0.</summary>
    TwoSided,

    /// <summary>Effects above 0.</summary>
    Greater,

    /// <summary>Effects below 0.</summary>
    Less,
}
