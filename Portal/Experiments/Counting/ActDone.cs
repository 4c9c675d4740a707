using Portal.Domain.Profiles;

namespace Portal.Experiments.Counting;

/// <summary>What a unit did with an item and did not take back.</summary>
/// <param name="Kind">What.</param>
/// <param name="AtUtc">When.</param>
/// <param name="Value">Stars of a rating.</param>
public readonly record struct ActDone(InteractionKind Kind, DateTime AtUtc, double? Value = null);
