namespace Portal.Domain.Experiments.Statistics;

/// <summary>
/// The asymptotic confidence sequence of a mean (Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas 2024, arXiv 2103.06476): an interval that
/// holds at all sample sizes at once, so that one may look at any time. It is narrowest at the planned size, and should be read only once
/// the arms are large enough for the central limit theorem.
/// </summary>
public sealed class ConfidenceSequence
{
    private readonly double _alpha, _squaredRho;
    private readonly bool _oneSided;

    /// <param name="alpha">Level, in (0, 1).</param>
    /// <param name="plannedUnits">N*, where it is narrowest: units of both arms together. Above 0.</param>
    /// <param name="oneSided">Whether only one side is bounded, and more tightly.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number out of its range.</exception>
    public ConfidenceSequence(double alpha, double plannedUnits, bool oneSided = false)
    {
        Probability.CheckOpen(alpha, nameof(alpha));
        Probability.CheckPositive(plannedUnits, nameof(plannedUnits));
        (_alpha, _oneSided) = (alpha, oneSided);

        // One-sided, the best is that of the two-sided one at twice the level; any ρ above 0 is valid.
        var log = -2 * Math.Log(oneSided ? Math.Min(2 * alpha, 0.99) : alpha);
        _squaredRho = (log + Math.Log(log + 1)) / plannedUnits;
    }

    /// <summary>How far the interval reaches, in standard errors of the estimate at this size.</summary>
    /// <param name="units">Units of both arms, 1 or more.</param>
    public double HalfWidth(long units)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(units, 1);
        var size = units * _squaredRho;
        var root = Math.Sqrt(size + 1);
        var log = _oneSided ? Math.Log(1 + (root / (2 * _alpha))) : Math.Log(root / _alpha);
        return Math.Sqrt(2 * (size + 1) / size * log);
    }

    /// <summary>
    /// The level at which the interval of this size would just reach 0, with the same ρ. Valid at every look; the least of all looks so far is valid too.
    /// </summary>
    /// <param name="units">Units of both arms, 1 or more.</param>
    /// <param name="z">The estimate in standard errors; one-sided, positive when it lies where it is looked for.</param>
    public double PValue(long units, double z)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(units, 1);
        var size = units * _squaredRho;
        var root = Math.Sqrt(size + 1);
        var exponent = size * z * z / (2 * (size + 1));
        if (!_oneSided)
        {
            return Math.Min(1, root * Math.Exp(-exponent));
        }

        return z <= 0 || exponent == 0 ? 1 : Math.Min(1, root / (2 * (Math.Exp(exponent) - 1)));
    }
}
