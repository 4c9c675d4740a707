namespace Portal.Domain.Experiments.Analysis;

/// <summary>What may be said of an effect, after correction and for as many looks as there are.</summary>
public enum EffectVerdict
{
    /// <summary>Nothing.</summary>
    Undecided,

    /// <summary>It goes the way of the metric's goal.</summary>
    Better,

    /// <summary>It goes the other way.</summary>
    Worse,
}
