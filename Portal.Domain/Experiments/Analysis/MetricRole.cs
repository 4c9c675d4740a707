namespace Portal.Domain.Experiments.Analysis;

/// <summary>What part a metric has in the decision.</summary>
public enum MetricRole
{
    /// <summary>What the experiment is decided by; p-values are corrected over all primary metrics and arms.</summary>
    Primary,

    /// <summary>Exploratory: corrected over all secondary metrics and arms, and never decides.</summary>
    Secondary,

    /// <summary>What must not get worse; never corrected, so that it stays sensitive.</summary>
    Guardrail,
}
