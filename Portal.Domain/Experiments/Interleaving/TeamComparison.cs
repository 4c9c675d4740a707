namespace Portal.Domain.Experiments.Interleaving;

/// <summary>A ranking compared with the control. Ties are told, and left out of every test.</summary>
/// <param name="Team">Index of the ranking.</param>
/// <param name="Wins">Units that prefer it.</param>
/// <param name="Losses">Units that prefer the control.</param>
/// <param name="Ties">Units that prefer neither.</param>
public sealed record TeamComparison(int Team, long Wins, long Losses, long Ties)
{
    /// <summary>Share of the units with a preference that prefer it, 0..1; null when there are none.</summary>
    public double? WinShare => Wins + Losses == 0 ? null : Wins / (double)(Wins + Losses);

    /// <summary>Lower end of the exact interval of that share (Clopper and Pearson 1934), for one look planned beforehand.</summary>
    public required double Low { get; init; }

    /// <summary>Upper end.</summary>
    public required double High { get; init; }

    /// <summary>Lower end of the interval that holds at every look, see <see cref="SignSequence"/>.</summary>
    public required double SequentialLow { get; init; }

    /// <summary>Upper end.</summary>
    public required double SequentialHigh { get; init; }

    /// <summary>p-value of the exact sign test for one look, corrected over all rankings (Holm).</summary>
    public required double PValue { get; init; }

    /// <summary>p-value that is valid at every look, corrected likewise.</summary>
    public required double SequentialPValue { get; init; }

    /// <summary>What may be said; by the p-value that is valid at every look.</summary>
    public required TeamVerdict Verdict { get; init; }
}
