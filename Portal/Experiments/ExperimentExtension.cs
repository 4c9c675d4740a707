using System.Collections.Immutable;
using System.Globalization;

namespace Portal.Experiments;

/// <summary>How an experiment that runs goes on.</summary>
/// <param name="PlannedUnits">Units of all variants together after which it is read.</param>
/// <param name="MinimumDays">Days that it runs at least.</param>
/// <param name="Coverage">Share of the targeted units that take part.</param>
/// <param name="Weights">The variants' shares.</param>
public sealed record ExperimentExtension(long PlannedUnits, int MinimumDays, double Coverage, ImmutableArray<double> Weights)
{
    /// <summary>How far shares may be from adding up to 1: what their rounding brings about.</summary>
    public const double Tolerance = 1e-6;

    internal void Check()
    {
        var wrong = this switch
        {
            { PlannedUnits: < 1 } => Told($"{nameof(PlannedUnits)} is {PlannedUnits}; give a number above 0."),
            { MinimumDays: < 0 } => Told($"{nameof(MinimumDays)} is {MinimumDays}; give 0 or more."),
            { Coverage: not (> 0 and <= 1) } => Told($"{nameof(Coverage)} is {Coverage}; give a share above 0, up to 1."),
            _ when Weights.Any(weight => weight is not (> 0 and <= 1)) => Told($"A share is {Weights.First(weight => weight is not (> 0 and <= 1))}; give shares above 0, up to 1."),
            _ when Math.Abs(Weights.Sum() - 1) > Tolerance => Told($"The shares add up to {Weights.Sum()}; make it 1."),
            _ => null,
        };
        if (wrong is not null)
        {
            throw new ArgumentException(wrong);
        }
    }

    private static string Told(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
