using Portal.Data.Entities;
using Portal.Domain.Experiments.Statistics;
using Portal.Engine.Experiments;
using Portal.Experiments.Metrics;

namespace Portal.Experiments.Planning;

/// <summary>A point of the curve: which effect needs how many units.</summary>
/// <param name="Effect">Relative effect, above 0.</param>
/// <param name="Units">Units of all variants together.</param>
public sealed record PowerPoint(double Effect, double Units);

/// <summary>How many units an experiment needs, and when they will have come.</summary>
public sealed record PowerForecast
{
    // The curve by the square law of the planned effect: beside it the exact numbers differ by less than a line is thick.
    private const double LeastFactor = 0.4, MostFactor = 3;
    private const int CurvePoints = 25;

    // Of two lists that are equally good, each wins as often.
    private const double EvenShare = 0.5;

    /// <summary>Why nothing can be told; null when it can.</summary>
    public EffectObstacle? Obstacle { get; private init; }

    /// <summary>The metric at present: its value over the last days; of interleaving the share of wins when nothing differs.</summary>
    public double Baseline { get; private init; }

    /// <summary>Units on which that rests.</summary>
    public long Units { get; private init; }

    /// <summary>Units of all variants together that find the smallest effect that matters; ∞ when nothing can be told.</summary>
    public double Needed { get; private init; } = double.PositiveInfinity;

    /// <summary>Units of each variant, in their order.</summary>
    public IReadOnlyList<double> PerVariant { get; private init; } = [];

    /// <summary>Days until they have come; null for never.</summary>
    public int? Days { get; private init; }

    /// <summary>Share of all units that takes part, 0..1.</summary>
    public double Share { get; private init; }

    /// <summary>Which effect needs how many units, the smallest effect first; empty when nothing can be told.</summary>
    public IReadOnlyList<PowerPoint> Curve { get; private init; } = [];

    /// <summary>Looks ahead.</summary>
    /// <param name="draft">What is planned.</param>
    /// <param name="facts">What is known.</param>
    public static PowerForecast Of(ExperimentDraft draft, LaunchFacts facts)
    {
        var plan = draft.Plan;
        var share = Math.Clamp(plan.Coverage, 0, 1) * facts.Audience.Share * (plan.Namespace is { } part ? Math.Clamp(part.To - part.From, 0, 1) : 1) * (1 - facts.Holdout);
        if (ExperimentMetrics.Find(plan.PrimaryMetric) is not { Kind: not MetricKind.Quantile } metric || !Sound(draft))
        {
            return new PowerForecast { Obstacle = EffectObstacle.NotFinite, Share = share };
        }

        var moments = facts.History.Moments(metric);
        var needed = draft.Mode == ExperimentMode.Interleaving
            ? OfPreference(plan)
            : ExperimentPower.UnitsNeeded(metric.Kind, moments, plan.MinimumEffect, new PowerOptions { Alpha = plan.Alpha / (plan.Variants.Length - 1), Power = plan.Power });
        if (needed.Obstacle is { } obstacle)
        {
            return new PowerForecast { Obstacle = obstacle, Units = moments.N, Share = share };
        }

        var all = Total(needed, draft);
        return new PowerForecast
        {
            Baseline = draft.Mode == ExperimentMode.Interleaving ? EvenShare : metric.Kind == MetricKind.Ratio ? moments.Mean / moments.DenominatorMean : moments.Mean,
            Units = moments.N,
            Needed = all,
            PerVariant = [.. plan.Weights.Select(weight => Math.Ceiling(draft.Mode == ExperimentMode.Interleaving ? all : all * weight))],
            Days = double.IsFinite(all) ? facts.History.DaysUntil(all, share) : null,
            Share = share,
            Curve = double.IsFinite(all) ? [.. Enumerable.Range(0, CurvePoints).Select(i => LeastFactor * Math.Pow(MostFactor / LeastFactor, i / (CurvePoints - 1.0))).Select(factor => new PowerPoint(plan.MinimumEffect * factor, all / (factor * factor)))] : [],
        };
    }

    // Interleaving compares wins: half of the units that prefer one of two equal lists prefer the first. Each unit decides for itself, so that it needs one group, not two.
    private static PowerEstimate OfPreference(ExperimentPlan plan)
    {
        var wins = Math.Min(0.99, EvenShare * (1 + plan.MinimumEffect));
        var units = ProportionPower.UnitsPerArm(ProportionPower.EffectSize(EvenShare, wins), plan.Alpha, plan.Power) / 2;
        return new PowerEstimate { ControlUnits = units, TreatmentUnits = units, RelativeEffect = plan.MinimumEffect, Power = plan.Power };
    }

    // The estimate is for two equal groups; of unequal ones the pair of control and the smallest other decides, by n₁n₂ ÷ (n₁ + n₂).
    private static double Total(PowerEstimate needed, ExperimentDraft draft)
    {
        if (draft.Mode == ExperimentMode.Interleaving)
        {
            return Math.Ceiling(needed.ControlUnits);
        }

        var (control, other) = (draft.Plan.Weights[0], draft.Plan.Weights.Skip(1).Min());
        return Math.Ceiling(needed.ControlUnits / 2 * (control + other) / (control * other));
    }

    private static bool Sound(ExperimentDraft draft)
    {
        var plan = draft.Plan;
        return plan.Variants.Length >= 2 && plan.Weights.Length == plan.Variants.Length && plan.Weights.All(weight => weight is > 0 and <= 1)
            && plan.MinimumEffect is > 0 and < 10 && plan.Alpha is > 0 and < 1 && plan.Power < 1 && plan.Power > plan.Alpha;
    }
}
