namespace Portal.Domain.Experiments.Interleaving;

/// <summary>What may be said of a ranking compared with the control, however often one looks.</summary>
public enum TeamVerdict
{
    /// <summary>Nothing.</summary>
    Undecided,

    /// <summary>More units prefer it to the control.</summary>
    Preferred,

    /// <summary>More units prefer the control.</summary>
    Rejected,
}
