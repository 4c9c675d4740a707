namespace Portal.Domain.Experiments.Statistics;

/// <summary>Plans an experiment on a metric from how units behave now, and looks ahead while it runs.</summary>
public static class ExperimentPower
{
    /// <summary>How many units two equal arms need to find an effect.</summary>
    /// <param name="kind">What the moments tell; not a quantile.</param>
    /// <param name="now">Moments of units without the treatment, over a time as long as the experiment's.</param>
    /// <param name="relativeEffect">The least effect worth finding, relative to the metric now; not 0.</param>
    /// <param name="options">Level and power.</param>
    public static PowerEstimate UnitsNeeded(MetricKind kind, ArmMoments now, double relativeEffect, PowerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        StudentPower.Check(options.Alpha, options.Power);
        Probability.CheckPositive(Math.Abs(relativeEffect), nameof(relativeEffect));
        if (Spread(kind, now, options.Cuped, out var spread) is { } obstacle)
        {
            return new PowerEstimate { Obstacle = obstacle };
        }

        var size = Math.Abs(relativeEffect) / spread;
        var units = StudentPower.UnitsPerArm(size, options.Alpha, options.Power, options.OneSided);
        return new PowerEstimate { ControlUnits = units, TreatmentUnits = units, RelativeEffect = Math.Abs(relativeEffect), EffectSize = size, Power = options.Power };
    }

    /// <summary>Which effect arms of a given size find.</summary>
    /// <param name="kind">What the moments tell; not a quantile.</param>
    /// <param name="now">Moments of units without the treatment.</param>
    /// <param name="controlUnits">Units of the control arm, 2 or more.</param>
    /// <param name="treatmentUnits">Units of the treatment arm, 2 or more.</param>
    /// <param name="options">Level and power.</param>
    public static PowerEstimate DetectableEffect(MetricKind kind, ArmMoments now, double controlUnits, double treatmentUnits, PowerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(controlUnits, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(treatmentUnits, 2);
        StudentPower.Check(options.Alpha, options.Power);
        if (Spread(kind, now, options.Cuped, out var spread) is { } obstacle)
        {
            return new PowerEstimate { Obstacle = obstacle };
        }

        var size = StudentPower.DetectableEffect(controlUnits, treatmentUnits, options.Alpha, options.Power, options.OneSided);
        return new PowerEstimate { ControlUnits = controlUnits, TreatmentUnits = treatmentUnits, RelativeEffect = size * spread, EffectSize = size, Power = options.Power };
    }

    /// <summary>How likely arms of a given size find an effect.</summary>
    /// <param name="kind">What the moments tell; not a quantile.</param>
    /// <param name="now">Moments of units without the treatment.</param>
    /// <param name="relativeEffect">The effect, relative to the metric now; not 0.</param>
    /// <param name="controlUnits">Units of the control arm, 2 or more.</param>
    /// <param name="treatmentUnits">Units of the treatment arm, 2 or more.</param>
    /// <param name="options">The level; its power is not used.</param>
    public static PowerEstimate PowerAt(MetricKind kind, ArmMoments now, double relativeEffect, double controlUnits, double treatmentUnits, PowerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Probability.CheckPositive(Math.Abs(relativeEffect), nameof(relativeEffect));
        if (Spread(kind, now, options.Cuped, out var spread) is { } obstacle)
        {
            return new PowerEstimate { Obstacle = obstacle };
        }

        var size = Math.Abs(relativeEffect) / spread;
        return new PowerEstimate
        {
            ControlUnits = controlUnits,
            TreatmentUnits = treatmentUnits,
            RelativeEffect = Math.Abs(relativeEffect),
            EffectSize = size,
            Power = StudentPower.Power(size, controlUnits, treatmentUnits, options.Alpha, options.OneSided),
        };
    }

    /// <summary>Whole days until both arms have the units they need.</summary>
    /// <param name="needed">Of <see cref="UnitsNeeded"/>.</param>
    /// <param name="controlUnits">Units of the control arm so far, 0 or more.</param>
    /// <param name="treatmentUnits">Units of the treatment arm so far, 0 or more.</param>
    /// <param name="controlPerDay">New units of the control arm a day, 0 or more.</param>
    /// <param name="treatmentPerDay">New units of the treatment arm a day, 0 or more.</param>
    /// <returns>0 when they have; null when they never will at this pace.</returns>
    public static int? DaysLeft(PowerEstimate needed, long controlUnits, long treatmentUnits, double controlPerDay, double treatmentPerDay)
    {
        ArgumentNullException.ThrowIfNull(needed);
        ArgumentOutOfRangeException.ThrowIfNegative(controlUnits);
        ArgumentOutOfRangeException.ThrowIfNegative(treatmentUnits);
        ArgumentOutOfRangeException.ThrowIfNegative(controlPerDay);
        ArgumentOutOfRangeException.ThrowIfNegative(treatmentPerDay);
        var days = Math.Max(Days(needed.ControlUnits - controlUnits, controlPerDay), Days(needed.TreatmentUnits - treatmentUnits, treatmentPerDay));
        return days <= int.MaxValue ? (int)days : null;

        static double Days(double missing, double perDay) => missing <= 0 ? 0 : perDay > 0 ? Math.Ceiling(missing / perDay) : double.PositiveInfinity;
    }

    // Standard deviation between units, relative to the metric; with CUPED of what the past does not explain.
    private static EffectObstacle? Spread(MetricKind kind, ArmMoments now, bool cuped, out double spread)
    {
        spread = double.PositiveInfinity;
        if (ArmSummary.Obstacle(kind, now) is { } obstacle)
        {
            return obstacle;
        }

        var arm = ArmSummary.Of(kind, now, cuped);
        var variance = cuped && arm.PreVariance > 0 ? arm.Adjusted(arm.Covariance / arm.PreVariance).Variance : arm.Variance;
        if (arm.Value == 0 || variance == 0)
        {
            return arm.Value == 0 ? EffectObstacle.ZeroBaseline : EffectObstacle.NoVariance;
        }

        spread = Math.Sqrt(variance) / Math.Abs(arm.Value);
        return null;
    }
}
