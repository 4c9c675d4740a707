namespace Portal.Domain.Experiments.Statistics;

/// <summary>The difference of two arms before anything is inferred from it.</summary>
/// <param name="Units">Units of both arms.</param>
/// <param name="Control">The control arm's metric.</param>
/// <param name="Treatment">The treatment arm's metric.</param>
/// <param name="Baseline">What a relative effect is relative to, 0 or more: the control arm's metric, without CUPED.</param>
/// <param name="Effect">The effect in its scale.</param>
/// <param name="StandardError">Its error.</param>
/// <param name="DegreesOfFreedom">By Welch (1947).</param>
internal readonly record struct Contrast(long Units, double Control, double Treatment, double Baseline, double Effect, double StandardError, double DegreesOfFreedom)
{
    /// <summary>The plain difference; a relative one has its error by the delta method.</summary>
    public static Contrast Of(ArmSummary control, ArmSummary treatment, EffectScale scale)
    {
        var baseline = Math.Abs(control.Value);
        var difference = treatment.Value - control.Value;
        var plain = new Contrast(control.N + treatment.N, control.Value, treatment.Value, baseline,
            difference, Math.Sqrt(control.SquaredError + treatment.SquaredError), Welch(control, treatment));
        if (scale == EffectScale.Absolute)
        {
            return plain;
        }

        // The control arm moves both what is divided and what is divided by.
        var ratio = treatment.Value / control.Value;
        return plain with { Effect = difference / baseline, StandardError = Math.Sqrt(treatment.SquaredError + (ratio * ratio * control.SquaredError)) / baseline };
    }

    /// <summary>The difference of adjusted arms. A relative one is relative to what the control arm really did, and its error knows that both go together.</summary>
    /// <param name="control">Control arm, not adjusted.</param>
    /// <param name="treatment">Treatment arm, not adjusted.</param>
    /// <param name="theta">How much of the past is taken off.</param>
    /// <param name="scale">In what the effect is told.</param>
    public static Contrast Cuped(ArmSummary control, ArmSummary treatment, double theta, EffectScale scale)
    {
        var (own, other) = (control.Adjusted(theta), treatment.Adjusted(theta));
        var adjusted = Of(own, other, EffectScale.Absolute) with { Baseline = Math.Abs(control.Value) };
        if (scale == EffectScale.Absolute)
        {
            return adjusted;
        }

        var ratio = treatment.Value / control.Value;
        var controlError = ((ratio * ratio * control.Variance) - (2 * ratio * theta * control.Covariance) + (theta * theta * control.PreVariance)) / control.N;
        return adjusted with
        {
            Effect = adjusted.Effect / adjusted.Baseline,
            StandardError = Math.Sqrt(Math.Max(0, other.SquaredError + controlError)) / adjusted.Baseline,
        };
    }

    private static double Welch(ArmSummary control, ArmSummary treatment)
    {
        double a = control.SquaredError, b = treatment.SquaredError, most = Math.Max(a, b);
        if (most == 0)
        {
            return control.N + treatment.N - 2;
        }

        // By shares of the larger error: squares of small errors must not vanish.
        (a, b) = (a / most, b / most);
        return (a + b) * (a + b) / ((a * a / (control.N - 1)) + (b * b / (treatment.N - 1)));
    }
}
