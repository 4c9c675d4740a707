namespace Portal.Experiments.Boards;

/// <summary>A number of the dashboard with all that says which one it is.</summary>
/// <param name="Part">The part of the page.</param>
/// <param name="Measure">What is told.</param>
/// <param name="Value">The number.</param>
internal readonly record struct BoardRow(string Part, string Measure, double Value)
{
    public string? Metric { get; init; }

    /// <summary>Name of the variant; empty where the number is about all of them.</summary>
    public string? Variant { get; init; }

    public string? Dimension { get; init; }

    public string? Segment { get; init; }

    /// <summary>A day, the number of days since exposure, the lower bound of a bin, or when a period began.</summary>
    public string? At { get; init; }
}
