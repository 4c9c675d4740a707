namespace Portal.Domain.Experiments.Analysis;

/// <summary>Whether the units are split as planned (sample ratio mismatch). Where they are not, no effect can be trusted.</summary>
public sealed record SampleRatioReport
{
    /// <summary>
    /// How near to the plan the sequential check expects a mismatch, see <see cref="Statistics.SequentialSampleRatio"/>: 1.6 points of 50, so that
    /// a large one is found among few hundred units, and a small one not much later than with the usual 10,000.
    /// </summary>
    public const double SequentialConcentration = 1000;

    /// <summary>Units of each arm.</summary>
    public required IReadOnlyList<long> Units { get; init; }

    /// <summary>Units of each arm to be expected of the planned weights.</summary>
    public required IReadOnlyList<double> Expected { get; init; }

    /// <summary>Chi-square p-value, for one look.</summary>
    public required double PValue { get; init; }

    /// <summary>The p-value that is valid at every look, over the days of exposure.</summary>
    public required double SequentialPValue { get; init; }

    /// <summary>Whether either is below the plan's level.</summary>
    public required bool IsWrong { get; init; }

    /// <summary>The split of each segment.</summary>
    public required IReadOnlyList<SegmentRatio> Segments { get; init; }
}
