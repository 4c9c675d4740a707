namespace Portal.Domain.Experiments.Bandits;

/// <summary>
/// The periods of a bandit. Its arms must not be compared over all units: when shares move while people change, the arm that grows gets more
/// of the later people. So arms are compared within each period, where their shares are constant, and the periods are averaged by their
/// size, which no arm's outcome has changed (stratification after the fact: Holt and Smith 1979).
/// </summary>
public sealed class BanditPeriods
{
    private readonly IReadOnlyList<BanditPeriod> _comparable;

    /// <param name="periods">At least one, all with the same arms.</param>
    /// <exception cref="ArgumentException">They have not.</exception>
    public BanditPeriods(IReadOnlyList<BanditPeriod> periods)
    {
        if (periods.Count == 0 || periods[0].Arms.Count < 2)
        {
            throw new ArgumentException("There is nothing to compare; give at least one period with two arms.", nameof(periods));
        }

        if (periods.FirstOrDefault(period => period.Arms.Count != periods[0].Arms.Count || period.Shares.Count != period.Arms.Count) is { } wrong)
        {
            throw new ArgumentException($"The period from {wrong.From:O} has {wrong.Arms.Count} arms and {wrong.Shares.Count} shares, the first has {periods[0].Arms.Count}; give all arms in each.", nameof(periods));
        }

        All = periods;
        _comparable = [.. periods.Where(period => period.IsComparable)];
        var total = (double)_comparable.Sum(period => period.Units);
        Arms = [.. Enumerable.Range(0, periods[0].Arms.Count).Select(arm => new BanditArm(
            periods.Sum(period => period.Arms[arm].N),
            total == 0 ? double.NaN : _comparable.Sum(period => period.Units / total * period.Arms[arm].Mean),
            total == 0 ? double.NaN : Math.Sqrt(_comparable.Sum(period => Square(period.Units / total) * period.Arms[arm].Variance / period.Arms[arm].N))))];
    }

    /// <summary>The periods.</summary>
    public IReadOnlyList<BanditPeriod> All { get; }

    /// <summary>The arms over all comparable periods.</summary>
    public IReadOnlyList<BanditArm> Arms { get; }

    /// <summary>Units of periods in which an arm has fewer than two, so that they say nothing of the differences.</summary>
    public long UnitsLeftOut => All.Where(period => !period.IsComparable).Sum(period => period.Units);

    /// <summary>Units of an arm in the periods that are compared.</summary>
    internal long Compared(int arm) => _comparable.Sum(period => period.Arms[arm].N);

    /// <summary>Units of each arm to be expected, each period by its own shares.</summary>
    internal double[] Expected() => [.. Arms.Select((_, arm) => All.Sum(period => period.Units * period.Shares[arm]))];

    private static double Square(double value) => value * value;
}
