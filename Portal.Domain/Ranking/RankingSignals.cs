using Portal.Domain.Ranking.Signals;

namespace Portal.Domain.Ranking;

/// <summary>The signals in force, in the order in which pages list them.</summary>
public static class RankingSignals
{
    /// <summary>Key of the contribution that the re-ranking adds: what an item loses by being like those before it.</summary>
    public const string Variety = "variety";

    /// <summary>Key of the contribution that the re-ranking adds: how far an item brings the list's mix of genres nearer to the person's own.</summary>
    public const string Balance = "balance";

    /// <summary>Key of the contribution that the re-ranking adds: what an item gains by being little known.</summary>
    public const string LongTail = "longtail";

    /// <summary>Key of the contribution that the re-ranking adds to a card that is there to find something out.</summary>
    public const string Exploration = "exploration";

    /// <summary>The keys of what the re-ranking adds, in the order in which pages list them.</summary>
    public static IReadOnlyList<string> Terms { get; } = [Variety, Balance, LongTail, Exploration];

    /// <summary>Under which key a signal's weight was stored before it got its own.</summary>
    internal static IReadOnlyDictionary<string, string> FormerKeys { get; } = new Dictionary<string, string> { ["interests"] = "taste" };

    /// <summary>All signals.</summary>
    public static IReadOnlyList<ISignal> All { get; } =
    [
        new MoodSignal(),
        new StatementSignal(),
        new LessSignal(),
        SessionSignal.Instance,
        new InterestSignal(),
        new PeopleSignal(),
        new GraphSignal(),
        new ContextSignal(),
        new PopularitySignal(),
        new FreshnessSignal(),
        new RepetitionSignal(),
    ];

    /// <summary>Whether a contribution rests on this session or on the lasting taste.</summary>
    /// <param name="key">Key of a signal or of a term of the re-ranking.</param>
    public static Horizon HorizonOf(string key) => All.FirstOrDefault(signal => signal.Key == key)?.Horizon ?? Horizon.Any;
}
