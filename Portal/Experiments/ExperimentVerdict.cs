using Portal.Data.Entities;

namespace Portal.Experiments;

/// <summary>What somebody decides.</summary>
/// <param name="Decision">What.</param>
/// <param name="Variant">The variant that is shipped or rolled back; null for none.</param>
/// <param name="Note">Why.</param>
public sealed record ExperimentVerdict(ExperimentDecision Decision, int? Variant, string Note);
