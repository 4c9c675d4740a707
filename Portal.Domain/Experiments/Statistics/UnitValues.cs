namespace Portal.Domain.Experiments.Statistics;

/// <summary>What one unit adds to its arm.</summary>
/// <param name="Value">The metric: 0 or 1 for a proportion, the number for a mean, the numerator for a ratio.</param>
/// <param name="Denominator">The denominator of a ratio; 0 for other metrics.</param>
/// <param name="Pre">The same as <paramref name="Value"/> before the unit was exposed; 0 when nothing is known.</param>
/// <param name="PreDenominator">The denominator before.</param>
public readonly record struct UnitValues(double Value, double Denominator = 0, double Pre = 0, double PreDenominator = 0);
