using Portal.Domain.Experiments.Statistics;

namespace Portal.Domain.Experiments.Bandits;

/// <summary>A time in which the shares of the arms did not change.</summary>
/// <param name="From">When it began; the first exposure of its units lies in it.</param>
/// <param name="Shares">The share of each arm, all of them together 1.</param>
/// <param name="Arms">What its units did, for each arm.</param>
public sealed record BanditPeriod(DateTimeOffset From, IReadOnlyList<double> Shares, IReadOnlyList<ArmMoments> Arms)
{
    /// <summary>Units of all arms.</summary>
    public long Units => Arms.Sum(arm => arm.N);

    /// <summary>Whether all arms can be compared in it: each has two units.</summary>
    internal bool IsComparable => Arms.All(arm => arm.N >= 2);
}
