namespace Portal.Domain.Experiments.Statistics;

/// <summary>How p-values are adjusted when several are read together.</summary>
public enum Correction
{
    /// <summary>Not at all: guardrails must stay sensitive.</summary>
    None,

    /// <summary>Times their number (family-wise; any dependence).</summary>
    Bonferroni,

    /// <summary>By the chance of the least of independent ones (family-wise; Šidák 1967).</summary>
    Sidak,

    /// <summary>Bonferroni's step by step (family-wise; any dependence; Holm 1979). For primary metrics.</summary>
    Holm,

    /// <summary>Šidák's step by step (family-wise; independence).</summary>
    HolmSidak,

    /// <summary>Share of false ones among those claimed (independence or positive dependence; Benjamini and Hochberg 1995). For secondary metrics.</summary>
    BenjaminiHochberg,

    /// <summary>The same under any dependence (Benjamini and Yekutieli 2001).</summary>
    BenjaminiYekutieli,

    /// <summary>The closure of Simes' test (family-wise; independence or positive dependence; Hommel 1988).</summary>
    Hommel,
}
