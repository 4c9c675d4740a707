using Portal.Domain.Ranking;

namespace Portal.Weights;

/// <summary>A part of the tuner's page.</summary>
/// <param name="Key">Its texts: <c>Section{Key}</c> and <c>Section{Key}Text</c>.</param>
/// <param name="Weights">Its numbers.</param>
internal sealed record WeightSection(string Key, IReadOnlyList<TunableWeight> Weights)
{
    // A number that belongs nowhere in particular is a gate or a horizon, as most are: none can be forgotten.
    private static readonly string[] Order = ["Signals", "Reranking", "Exploration", "Session", "Gates", "Interactions"];

    /// <summary>Every number of a profile, each in one section.</summary>
    public static IReadOnlyList<WeightSection> All { get; } = [.. TunableWeight.All.GroupBy(KeyOf).Select(group => new WeightSection(group.Key, [.. group])).OrderBy(section => Array.IndexOf(Order, section.Key))];

    private static string KeyOf(TunableWeight weight) => weight switch
    {
        { Sort: WeightSort.Signal } => "Signals",
        { Sort: WeightSort.Interaction } => "Interactions",
        { Key: nameof(RankingWeights.Diversity) or nameof(RankingWeights.LongTail) or nameof(RankingWeights.MostPerCreator) } => "Reranking",
        _ when weight.Key.StartsWith(nameof(RankingWeights.Balance), StringComparison.Ordinal) => "Reranking",
        _ when weight.Key.StartsWith("Exploration", StringComparison.Ordinal) => "Exploration",
        _ when weight.Key.StartsWith("Session", StringComparison.Ordinal) || weight.Key == nameof(RankingWeights.TransitionShare) => "Session",
        _ => "Gates",
    };
}
