namespace Portal.Demo.Simulation;

/// <summary>Parameters of <see cref="ReaderSimulator"/>; docs/demo-data.md explains each.</summary>
public sealed record SimulationOptions
{
    public int Seed { get; init; } = 20_260_101;

    public int Readers { get; init; } = 400;

    /// <summary>How far back the readers' history goes.</summary>
    public int Days { get; init; } = 180;

    /// <summary>Median of the log-normal number of interactions of a reader.</summary>
    public double MedianInteractions { get; init; } = 25;

    /// <summary>Standard deviation of its logarithm.</summary>
    public double InteractionsSpread { get; init; } = 0.8;

    public int FewestInteractions { get; init; } = 4;

    public int MostInteractions { get; init; } = 120;

    /// <summary>What full agreement with a reader's taste adds to an item's utility.</summary>
    public double TasteWeight { get; init; } = 6;

    /// <summary>Exponent of the Zipf-like popularity by rank of fame.</summary>
    public double PopularityExponent { get; init; } = 0.8;

    /// <summary>Added to every rank, so that the first few do not outshine the rest (Zipf and Mandelbrot).</summary>
    public double PopularityOffset { get; init; } = 10;

    /// <summary>What full likeness to the item before it in the same session adds to an item's utility.</summary>
    public double SessionCoherence { get; init; } = 4;

    public int ShortestSession { get; init; } = 3;

    public int LongestSession { get; init; } = 8;

    /// <summary>Probability that an item is opened, rather than judged from its card.</summary>
    public double ClickProbability { get; init; } = 0.85;

    /// <summary>Probability that an opened item is judged as well.</summary>
    public double OpinionProbability { get; init; } = 0.4;

    /// <summary>Standard deviation of the error between how well an item fits, 0 to 1, and how the reader judges it.</summary>
    public double OpinionNoise { get; init; } = 0.25;
}
