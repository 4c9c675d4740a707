using Portal.Domain.Experiments.Statistics;

namespace Portal.Domain.Experiments.Bandits;

/// <summary>Tells how a bandit stands, honestly although its shares follow its outcomes: see <see cref="BanditPeriods"/>.</summary>
/// <param name="policy">How units are divided.</param>
public sealed class BanditAnalyzer(BanditPolicy policy)
{
    /// <summary>The report.</summary>
    /// <param name="periods">The periods so far.</param>
    /// <param name="control">Index of the arm the others are compared with.</param>
    /// <param name="options">How they are compared; of a bandit without CUPED.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such arm, or an option is out of its range.</exception>
    public BanditReport Report(BanditPeriods periods, int control, EffectOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(control);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(control, periods.Arms.Count);
        var (chances, next, expected) = (policy.ChancesToBeBest(periods), policy.NextShares(periods), periods.Expected());
        var units = periods.Arms.Sum(arm => arm.Units);
        var ratio = units == 0 ? 1 : SampleRatio.PValue([.. periods.Arms.Select(arm => arm.Units)], expected);
        return new BanditReport
        {
            Units = units,
            UnitsLeftOut = periods.UnitsLeftOut,
            IsBurningIn = periods.Arms.Any(arm => arm.Units < policy.BurnIn),
            Arms = [.. periods.Arms.Select((arm, i) => new BanditArmReport(arm, chances[i], next[i], i == control ? null : Compare(periods, control, i, options)))],
            Expected = expected,
            RatioPValue = ratio,
            IsBlocked = ratio < SampleRatio.UsualAlpha,
        };
    }

    private static EffectEstimate Compare(BanditPeriods periods, int control, int arm, EffectOptions options) => EffectEstimator.Estimate(
        MetricKind.Mean,
        periods.Arms[control].Equivalent(periods.Compared(control)),
        periods.Arms[arm].Equivalent(periods.Compared(arm)),
        options);
}
