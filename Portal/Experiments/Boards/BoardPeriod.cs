namespace Portal.Experiments.Boards;

/// <summary>A time in which the variants' shares did not change.</summary>
/// <param name="FromUtc">When it began.</param>
/// <param name="ToUtc">When it ended; null for the one that lasts.</param>
/// <param name="Shares">The share of each variant, 0..1.</param>
public sealed record BoardPeriod(DateTime FromUtc, DateTime? ToUtc, IReadOnlyList<double> Shares);
