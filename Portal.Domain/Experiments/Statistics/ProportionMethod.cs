namespace Portal.Domain.Experiments.Statistics;

/// <summary>How the interval of one proportion is made.</summary>
public enum ProportionMethod
{
    /// <summary>Inverts the score test (Wilson 1927). The one to take.</summary>
    Wilson,

    /// <summary>The plain one after adding z² ÷ 2 successes and failures (Agresti and Coull 1998).</summary>
    AgrestiCoull,

    /// <summary>Inverts the exact test: too wide rather than too narrow (Clopper and Pearson 1934).</summary>
    ClopperPearson,

    /// <summary>The plain one from the normal distribution. Far too narrow near 0 and 1.</summary>
    Wald,

    /// <summary>Quantiles of the posterior under Jeffreys' prior, Beta(½, ½).</summary>
    Jeffreys,
}
