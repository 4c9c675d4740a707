namespace Portal.Experiments.Boards;

/// <summary>Other weights that went live while an experiment ran.</summary>
/// <param name="AtUtc">When.</param>
/// <param name="Weights">Name and version.</param>
/// <param name="By">Who made them live.</param>
public sealed record LiveChange(DateTime AtUtc, string Weights, string By);
