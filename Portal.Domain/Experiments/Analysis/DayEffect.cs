namespace Portal.Domain.Experiments.Analysis;

/// <summary>The effect on the units by the day of their first exposure.</summary>
/// <param name="Day">The day (UTC).</param>
/// <param name="OfDay">On the units first exposed on that day.</param>
/// <param name="UntilDay">On those exposed on that day or before, with all they have done until the end of the watch.</param>
public sealed record DayEffect(DateOnly Day, EffectPoint OfDay, EffectPoint UntilDay);
