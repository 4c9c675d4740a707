namespace Portal.Domain.Experiments.Analysis;

/// <summary>The units that were first exposed on a day.</summary>
/// <param name="Day">The day (UTC).</param>
/// <param name="Units">Units of each arm.</param>
public sealed record ExposureDay(DateOnly Day, IReadOnlyList<long> Units);
