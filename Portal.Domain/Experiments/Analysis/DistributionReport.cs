namespace Portal.Domain.Experiments.Analysis;

/// <summary>How the values of units are spread.</summary>
/// <param name="Bounds">Bounds of the bins, ascending, one more than bins; the last bin holds all that is beyond the 99th percentile.</param>
/// <param name="Shares">For each arm the share of its units in each bin, within two per cent of the bounds.</param>
public sealed record DistributionReport(IReadOnlyList<double> Bounds, IReadOnlyList<IReadOnlyList<double>> Shares);
