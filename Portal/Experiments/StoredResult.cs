namespace Portal.Experiments;

/// <summary>The newest that is known of an experiment.</summary>
/// <param name="ExperimentId">Of which experiment.</param>
/// <param name="AtUtc">When it was counted.</param>
/// <param name="Units">Units that were read for it, those that do not count among them.</param>
/// <param name="Reading">What they say.</param>
public sealed record StoredResult(int ExperimentId, DateTime AtUtc, long Units, ExperimentReading Reading);
