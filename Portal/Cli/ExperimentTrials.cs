using Portal.Domain.Experiments.Statistics;
using Portal.Domain.Numerics;

namespace Portal.Cli;

/// <summary>
/// Experiments of known truth: two arms of units with normal values of deviation 1, control mean 0, looked at every so many units until the
/// planned size.
/// </summary>
/// <param name="Planned">Units of both arms at the end.</param>
/// <param name="Every">Units between two looks.</param>
/// <param name="Effect">What the treatment adds, in deviations between units.</param>
internal sealed record ExperimentTrials(int Planned, int Every, double Effect)
{
    /// <summary>How well the past of a unit tells its value, −1..1.</summary>
    public double Correlation { get; init; }

    /// <summary>What one experiment came to.</summary>
    /// <param name="Sequence">Whether the confidence sequence excluded 0 at any look.</param>
    /// <param name="AnyFixed">Whether the fixed test did at any look, which it is not made for.</param>
    /// <param name="LastFixed">Whether the fixed test did at the last one.</param>
    /// <param name="CoveredAtStop">Whether the sequence held the truth where somebody stopped who stops at the first claim, or at a look drawn by chance.</param>
    /// <param name="CoveredAlways">Whether it did at all looks.</param>
    /// <param name="StopLook">Number of the look at which the sequence excluded 0, from 1; of looks when it never did.</param>
    internal readonly record struct Outcome(bool Sequence, bool AnyFixed, bool LastFixed, bool CoveredAtStop, bool CoveredAlways, int StopLook);

    private EffectOptions Options => new() { Scale = EffectScale.Absolute, PlannedUnits = Planned };

    /// <summary>Runs one experiment.</summary>
    public Outcome Run(ulong seed, int run)
    {
        SplitMix64 random = new(seed, run);
        ArmMoments control = default, treatment = default;
        var looks = Planned / Every;
        var chance = 1 + random.NextBelow(looks);
        var (sequence, anyFixed, lastFixed, covered, always, stop) = (false, false, false, false, true, looks);
        for (var look = 1; look <= looks; look++)
        {
            Draw(ref random, ref control, ref treatment);
            var estimate = EffectEstimator.Estimate(MetricKind.Mean, control, treatment, Options);
            var holds = estimate.SequentialLow <= Effect && Effect <= estimate.SequentialHigh;
            var claims = estimate.SequentialPValue <= 0.05;
            always &= holds;
            if (!sequence && (claims || look == chance))
            {
                covered = holds;
                (sequence, stop) = claims ? (true, look) : (sequence, stop);
            }

            lastFixed = estimate.PValue <= 0.05;
            anyFixed |= lastFixed;
        }

        return new Outcome(sequence, anyFixed, lastFixed, covered, always, stop);
    }

    /// <summary>The effect found at the end, with and without what the units did before, and the share of variance said to be saved.</summary>
    public (double Plain, double Adjusted, double Saved) RunWithPast(ulong seed, int run)
    {
        SplitMix64 random = new(seed, run);
        ArmMoments control = default, treatment = default;
        for (var units = 0; units < Planned; units += Every)
        {
            Draw(ref random, ref control, ref treatment);
        }

        var estimate = EffectEstimator.Estimate(MetricKind.Mean, control, treatment, Options with { Cuped = true });
        return (estimate.Cuped!.Unadjusted.Effect, estimate.Effect, estimate.Cuped.VarianceSaved);
    }

    private void Draw(ref SplitMix64 random, ref ArmMoments control, ref ArmMoments treatment)
    {
        for (var unit = 0; unit < Every; unit++)
        {
            var (treated, past) = (random.NextShare() < 0.5, Correlation == 0 ? 0 : random.NextNormal());
            var value = (Correlation * past) + (Math.Sqrt(1 - (Correlation * Correlation)) * random.NextNormal());
            if (treated)
            {
                treatment = treatment.Add(new UnitValues(value + Effect, Pre: past));
            }
            else
            {
                control = control.Add(new UnitValues(value, Pre: past));
            }
        }
    }
}
