namespace Portal.Domain.Experiments.Statistics;

/// <summary>What the adjustment for behaviour before the experiment did (CUPED: Deng, Xu, Kohavi and Walker 2013).</summary>
/// <param name="Theta">How much of a unit's deviation before is taken off its value, over both arms; 0 when nothing is known of before.</param>
/// <param name="VarianceSaved">Share of the variance of the difference of the arms that it took away, 0..1 (barely below 0 where before and after have nothing in common).</param>
/// <param name="Unadjusted">The same comparison without it.</param>
public sealed record CupedAdjustment(double Theta, double VarianceSaved, EffectEstimate Unadjusted);
