using Portal.Domain.Experiments.Statistics;

namespace Portal.Domain.Experiments.Bandits;

/// <summary>How an arm of a bandit did.</summary>
/// <param name="Arm">What is known of it.</param>
/// <param name="ChanceToBeBest">Probability that it is the best, 0..1.</param>
/// <param name="NextShare">Its share of the next period.</param>
/// <param name="Effect">Compared with the control within the periods; null of the control itself.</param>
public sealed record BanditArmReport(BanditArm Arm, double ChanceToBeBest, double NextShare, EffectEstimate? Effect);
