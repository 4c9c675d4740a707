namespace Portal.Domain.Experiments.Analysis;

/// <summary>The effect on what units do in one of the days after their exposure: whether a novelty wears off.</summary>
/// <param name="Day">Full days since exposure, from 0.</param>
/// <param name="Effect">On the units that have lived through that day.</param>
public sealed record LifetimeEffect(int Day, EffectPoint Effect);
