using Portal.Domain.Experiments.Statistics;

namespace Portal.Domain.Experiments.Bandits;

/// <summary>
/// How the units of the next period are divided: each arm gets them with the probability that it is the best one (Thompson 1933, a period at
/// a time), the means being normally distributed around what was seen.
/// </summary>
public sealed record BanditPolicy
{
    /// <summary>The least share of an arm, so that none is given up for ever, 0 to 1 ÷ arms.</summary>
    public double Floor { get; init; } = 0.01;

    /// <summary>All arms get the same share until each has had this many units.</summary>
    public long BurnIn { get; init; } = 100;

    /// <summary>Whether less of the metric is better.</summary>
    public bool LessIsBetter { get; init; }

    /// <summary>Probability of each arm to be the best; all the same while nothing can be told of an arm, or its units do not differ.</summary>
    /// <param name="periods">The periods so far.</param>
    public IReadOnlyList<double> ChancesToBeBest(BanditPeriods periods) =>
        periods.Arms.All(arm => arm.StandardError > 0)
            ? BestArm.Probabilities([.. periods.Arms.Select(arm => LessIsBetter ? -arm.Mean : arm.Mean)], [.. periods.Arms.Select(arm => arm.StandardError)])
            : [.. periods.Arms.Select(_ => 1.0 / periods.Arms.Count)];

    /// <summary>The shares of the next period.</summary>
    /// <param name="periods">The periods so far.</param>
    /// <returns>A share for each arm, all of them together 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The floor is impossible for so many arms.</exception>
    public IReadOnlyList<double> NextShares(BanditPeriods periods) =>
        BestArm.Weights(ChancesToBeBest(periods), [.. periods.Arms.Select(arm => arm.Units)], Floor, BurnIn);
}
