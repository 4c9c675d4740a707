using Portal.Domain.Ranking.Signals;

namespace Portal.Domain.Ranking;

/// <summary>The signals in force, in the order in which pages list them.</summary>
public static class RankingSignals
{
    /// <summary>Key of the contribution that the re-ranking adds: what an item loses by being like those before it.</summary>
    public const string Variety = "variety";

    /// <summary>All signals.</summary>
    public static IReadOnlyList<ISignal> All { get; } =
    [
        new MoodSignal(),
        new StatementSignal(),
        new TasteSignal(),
        new PopularitySignal(),
        new FreshnessSignal(),
        new RepetitionSignal(),
    ];
}
