using Portal.Domain.Numerics;

namespace Portal.Domain.Experiments.Statistics;

/// <summary>Compares a treatment arm with a control arm: Welch's t test, the confidence sequence and the Bayesian view of the same difference.</summary>
public static class EffectEstimator
{
    /// <summary>The effect on a proportion, a mean or a ratio.</summary>
    /// <param name="kind">What the moments tell; not a quantile.</param>
    /// <param name="control">Moments of the control arm's units.</param>
    /// <param name="treatment">Moments of the treatment arm's units.</param>
    /// <param name="options">How they are compared.</param>
    /// <returns>An uninformative estimate where the arms say nothing.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">The kind is a quantile.</exception>
    public static EffectEstimate Estimate(MetricKind kind, ArmMoments control, ArmMoments treatment, EffectOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        if (kind == MetricKind.Quantile)
        {
            throw new ArgumentException($"A quantile is not told by moments; use {nameof(EstimateQuantile)}.", nameof(kind));
        }

        if (Worse(ArmSummary.Obstacle(kind, control), ArmSummary.Obstacle(kind, treatment)) is { } obstacle)
        {
            return Uninformative(obstacle, control.N + treatment.N, 0, 0, options.Scale);
        }

        var (own, other) = (ArmSummary.Of(kind, control, options.Cuped), ArmSummary.Of(kind, treatment, options.Cuped));
        var plain = Infer(Contrast.Of(own, other, options.Scale), options);
        return options.Cuped ? Adjust(kind, control, treatment, plain, options) : plain;
    }

    /// <summary>The effect on a quantile. CUPED does not apply.</summary>
    /// <param name="control">The control arm's quantile, see <see cref="QuantileEstimator"/>.</param>
    /// <param name="treatment">The treatment arm's.</param>
    /// <param name="options">How they are compared.</param>
    /// <returns>An uninformative estimate where the arms say nothing.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static EffectEstimate EstimateQuantile(QuantileArm control, QuantileArm treatment, EffectOptions options)
    {
        ArgumentNullException.ThrowIfNull(control);
        ArgumentNullException.ThrowIfNull(treatment);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        return Worse(control.Obstacle, treatment.Obstacle) is { } obstacle
            ? Uninformative(obstacle, control.N + treatment.N, control.Value, treatment.Value, options.Scale)
            : Infer(Contrast.Of(Summary(control), Summary(treatment), options.Scale), options);

        static ArmSummary Summary(QuantileArm arm) => new(arm.N, arm.Value, arm.StandardError * arm.StandardError * arm.N, 0, 0, 0);
    }

    private static EffectEstimate Adjust(MetricKind kind, ArmMoments control, ArmMoments treatment, EffectEstimate plain, EffectOptions options)
    {
        // Theta over the units of both arms, so that the same is taken off in both.
        var joint = ArmSummary.Of(kind, control + treatment, true);
        var theta = joint.PreVariance > 0 ? joint.Covariance / joint.PreVariance : 0;
        var (own, other) = (ArmSummary.Of(kind, control, true), ArmSummary.Of(kind, treatment, true));
        var adjusted = Infer(Contrast.Cuped(own, other, theta, options.Scale), options);
        var variance = own.SquaredError + other.SquaredError;
        var left = own.Adjusted(theta).SquaredError + other.Adjusted(theta).SquaredError;

        // Only deviations from the mean of all units are taken off, so that adjusted arms stay numbers like those that were observed.
        var mean = theta * joint.Pre;
        return adjusted with { Control = adjusted.Control + mean, Treatment = adjusted.Treatment + mean, Cuped = new CupedAdjustment(theta, variance > 0 ? 1 - (left / variance) : 0, plain) };
    }

    private static EffectEstimate Infer(Contrast contrast, EffectOptions options)
    {
        EffectObstacle? obstacle = contrast switch
        {
            { Baseline: 0 } when options.Scale == EffectScale.Relative => EffectObstacle.ZeroBaseline,
            { StandardError: 0 } => EffectObstacle.NoVariance,
            _ when !double.IsFinite(contrast.Effect / contrast.StandardError) || !double.IsFinite(contrast.StandardError) => EffectObstacle.NotFinite,
            _ => null,
        };
        return obstacle is { } found
            ? Uninformative(found, contrast.Units, contrast.Control, contrast.Treatment, options.Scale)
            : Informative(contrast, options);
    }

    private static EffectEstimate Informative(Contrast contrast, EffectOptions options)
    {
        var (fixedReach, pValue) = StudentTest(contrast, options);
        var sequence = new ConfidenceSequence(options.Alpha, options.PlannedUnits, options.Alternative != Alternative.TwoSided);
        var sequentialReach = sequence.HalfWidth(contrast.Units) * contrast.StandardError;
        var towards = options.Alternative == Alternative.Less ? -contrast.Effect : contrast.Effect;
        var (hasLow, hasHigh) = (options.Alternative != Alternative.Less, options.Alternative != Alternative.Greater);
        return new EffectEstimate
        {
            Scale = options.Scale,
            Units = contrast.Units,
            Control = contrast.Control,
            Treatment = contrast.Treatment,
            Effect = contrast.Effect,
            StandardError = contrast.StandardError,
            DegreesOfFreedom = contrast.DegreesOfFreedom,
            Low = hasLow ? contrast.Effect - fixedReach : double.NegativeInfinity,
            High = hasHigh ? contrast.Effect + fixedReach : double.PositiveInfinity,
            SequentialLow = hasLow ? contrast.Effect - sequentialReach : double.NegativeInfinity,
            SequentialHigh = hasHigh ? contrast.Effect + sequentialReach : double.PositiveInfinity,
            PValue = pValue,
            SequentialPValue = sequence.PValue(contrast.Units, towards / contrast.StandardError),
            Posterior = NormalPosterior.Of(contrast, options),
        };
    }

    private static (double Reach, double PValue) StudentTest(Contrast contrast, EffectOptions options)
    {
        var (t, degrees) = (contrast.Effect / contrast.StandardError, contrast.DegreesOfFreedom);
        var tail = options.Alternative == Alternative.TwoSided ? options.Alpha / 2 : options.Alpha;
        var pValue = options.Alternative switch
        {
            Alternative.TwoSided => Math.Min(1, 2 * StudentDistribution.Cdf(-Math.Abs(t), degrees)),
            Alternative.Greater => StudentDistribution.Cdf(-t, degrees),
            _ => StudentDistribution.Cdf(t, degrees),
        };
        return (-StudentDistribution.Quantile(tail, degrees) * contrast.StandardError, pValue);
    }

    // Obstacles are declared from the most to the least fundamental; which arm has it does not matter.
    private static EffectObstacle? Worse(EffectObstacle? one, EffectObstacle? other) =>
        one is null ? other : other is null || one < other ? one : other;

    private static EffectEstimate Uninformative(EffectObstacle obstacle, long units, double control, double treatment, EffectScale scale) => new()
    {
        Obstacle = obstacle,
        Scale = scale,
        Units = units,
        Control = double.IsFinite(control) ? control : 0,
        Treatment = double.IsFinite(treatment) ? treatment : 0,
    };
}
