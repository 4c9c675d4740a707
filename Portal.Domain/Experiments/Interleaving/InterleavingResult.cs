using System.Text.Json;

namespace Portal.Domain.Experiments.Interleaving;

/// <summary>Which rankings units prefer. It orders rankings and does not tell by how much a metric would change: an A/B test does.</summary>
/// <param name="Units">Units that were shown interleaved lists.</param>
/// <param name="ActiveUnits">Those that did something with them.</param>
/// <param name="Control">Index of the ranking the others are compared with.</param>
/// <param name="Comparisons">Every other ranking.</param>
public sealed record InterleavingResult(long Units, long ActiveUnits, int Control, IReadOnlyList<TeamComparison> Comparisons)
{
    /// <summary>The result as JSON.</summary>
    public string ToJson() => ExperimentJson.Write(this);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">It is no result.</exception>
    public static InterleavingResult FromJson(string json) => ExperimentJson.Read<InterleavingResult>(json);
}
