namespace Portal.Domain.Experiments.Statistics;

/// <summary>In what an effect is told.</summary>
public enum EffectScale
{
    /// <summary>(treatment − control) ÷ |control|: 0.1 is ten per cent more.</summary>
    Relative,

    /// <summary>treatment − control, in the unit of the metric.</summary>
    Absolute,
}
