namespace Portal.Domain.Experiments.Analysis;

/// <summary>Which rule gave a decision. They are asked in this order, and the first that applies decides.</summary>
public enum DecisionRule
{
    /// <summary>Fewer than two arms, the control among them, have units: <see cref="DecisionStatus.NoData"/>.</summary>
    NoUnits,

    /// <summary>The units are not split as planned: <see cref="DecisionStatus.Unhealthy"/>. Value: p-value; limit: the level.</summary>
    SampleRatio,

    /// <summary>The units of a segment are not: <see cref="DecisionStatus.Unhealthy"/>. Value: corrected p-value; limit: the level.</summary>
    SegmentRatio,

    /// <summary>Too many units were exposed to several arms: <see cref="DecisionStatus.Unhealthy"/>. Value: their share; limit: the most.</summary>
    InSeveralArms,

    /// <summary>The first day is not over: <see cref="DecisionStatus.DaysLeft"/>. Value: days; limit: 1.</summary>
    FirstDay,

    /// <summary>In every other arm a guardrail or primary metric got worse and no primary metric got better: <see cref="DecisionStatus.RollBackNow"/>. Value: p-value; limit: alpha.</summary>
    Harm,

    /// <summary>A primary metric got better in an arm, and nothing got worse: <see cref="DecisionStatus.ShipNow"/>. Value: corrected p-value; limit: alpha.</summary>
    Win,

    /// <summary>In an arm a primary metric got better and another or a guardrail worse: <see cref="DecisionStatus.ReadyForReview"/>. Value: p-value of the harm; limit: alpha.</summary>
    Contradiction,

    /// <summary>The planned size is reached without any of this: <see cref="DecisionStatus.ReadyForReview"/>. Value: units; limit: planned units.</summary>
    PlanReached,

    /// <summary>It has run for fewer days than it must: <see cref="DecisionStatus.DaysLeft"/>. Value: days; limit: the fewest.</summary>
    MinimumDays,

    /// <summary>It has fewer units than planned: <see cref="DecisionStatus.DaysLeft"/>. Value: units; limit: planned units.</summary>
    PlanNotReached,
}
