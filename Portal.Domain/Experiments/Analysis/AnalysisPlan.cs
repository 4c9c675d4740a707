using Portal.Domain.Experiments.Statistics;

namespace Portal.Domain.Experiments.Analysis;

/// <summary>What was decided before an experiment began, by which its data are read.</summary>
public sealed record AnalysisPlan
{
    /// <summary>The arms, at least two.</summary>
    public required IReadOnlyList<PlannedArm> Arms { get; init; }

    /// <summary>Index of the arm the others are compared with.</summary>
    public int Control { get; init; }

    /// <summary>The metrics, at least one.</summary>
    public required IReadOnlyList<MetricDefinition> Metrics { get; init; }

    /// <summary>Units of all arms the experiment was planned for, above 0: the confidence sequence is tightest there, and there it ends.</summary>
    public required long PlannedUnits { get; init; }

    /// <summary>Names of what units are divided by, e.g. <c>device</c>.</summary>
    public IReadOnlyList<string> Dimensions { get; init; } = [];

    /// <summary>Share of experiments without an effect in which one is claimed, in (0, 1).</summary>
    public double Alpha { get; init; } = 0.05;

    /// <summary>Wanted probability of finding the smallest effect worth knowing of, in (0, 1).</summary>
    public double Power { get; init; } = 0.8;

    /// <summary>Share of sound experiments whose split is called wrong, in (0, 1), over arms and segments each.</summary>
    public double RatioAlpha { get; init; } = 0.001;

    /// <summary>More units than this share in several arms make the experiment unhealthy, 0..1.</summary>
    public double MostInSeveralArms { get; init; } = 0.01;

    /// <summary>Whether what units did before exposure reduces the variance (CUPED).</summary>
    public bool Cuped { get; init; } = true;

    /// <summary>Whether decisions rest on the confidence sequence, so that they may be taken at any look; else on the fixed test, when the planned size is reached.</summary>
    public bool Sequential { get; init; } = true;

    /// <summary>Belief before the data for the Bayesian view; null for none.</summary>
    public NormalPrior? Prior { get; init; }

    /// <summary>Full days before which nothing is shipped, so that every day of the week is in it.</summary>
    public int MinimumDays { get; init; } = 7;

    /// <summary>The share of the pairs of control and another arm in the planned units.</summary>
    /// <param name="arm">Index of the other arm.</param>
    internal double PlannedUnitsWith(int arm) => Math.Max(1, PlannedUnits * (Arms[Control].Weight + Arms[arm].Weight));

    internal void Check()
    {
        var wrong = this switch
        {
            { Arms.Count: < 2 } => $"The plan has {Arms.Count} arms; give at least two.",
            { Metrics.Count: 0 } => "The plan has no metrics; give at least one.",
            { PlannedUnits: < 1 } => $"{nameof(PlannedUnits)} is {PlannedUnits}; give how many units the experiment was planned for.",
            _ when Control < 0 || Control >= Arms.Count => $"{nameof(Control)} is {Control}; give the index of one of the {Arms.Count} arms.",
            _ when Arms.FirstOrDefault(arm => arm.Weight is not (>= 0 and <= 1)) is { } arm => $"The weight of arm '{arm.Key}' is {arm.Weight}; give a share from 0 to 1.",
            _ when Math.Abs(Arms.Sum(arm => arm.Weight) - 1) > 1e-6 => $"The weights of the arms add up to {Arms.Sum(arm => arm.Weight)}; make it 1.",
            _ when Repeated(Arms.Select(arm => arm.Key)) is { } key => $"Two arms are called '{key}'; give each a name of its own.",
            _ when Repeated(Metrics.Select(metric => metric.Key)) is { } key => $"Two metrics are called '{key}'; give each a name of its own.",
            _ when new[] { Alpha, Power, RatioAlpha }.Any(share => share is not (> 0 and < 1)) => $"{nameof(Alpha)}, {nameof(Power)} and {nameof(RatioAlpha)} are {Alpha}, {Power} and {RatioAlpha}; give probabilities between 0 and 1.",
            _ => null,
        };
        if (wrong is not null)
        {
            throw new ArgumentException(wrong);
        }

        foreach (var metric in Metrics)
        {
            metric.Check();
        }
    }

    private static string? Repeated(IEnumerable<string> keys) => keys.GroupBy(key => key, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)?.Key;
}
