using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Domain.Numerics;
using Portal.Domain.Profiles;

namespace Portal.Domain.Ranking;

/// <summary>
/// Everything an admin can tune about the ranking. Data, not code: stored in versions, compared by <see cref="Fingerprint"/>.
/// A profile stored before a number existed is read with that number's default.
/// </summary>
public sealed record RankingWeights
{
    /// <summary>The weights a new portal starts with.</summary>
    public static readonly RankingWeights Default = new();

    /// <summary>Weight of each signal by its key, 0..10. A signal without an entry counts with its default weight.</summary>
    public ImmutableSortedDictionary<string, double> Signals { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>How much being like an item further up costs (the μ of maximal marginal relevance).</summary>
    [Bounds(0, 1)]
    public double Diversity { get; init; } = 0.12;

    /// <summary>How much bringing the list's mix of genres nearer to the person's own is worth (the λ of calibrated recommendations).</summary>
    [Bounds(0, 5)]
    public double Balance { get; init; } = 0.3;

    /// <summary>Imaginary items of the person's own mix that a list begins with, so that its first places are not judged as if it ended there.</summary>
    [Bounds(1, 100)]
    public double BalancePrior { get; init; } = 2;

    /// <summary>Likes at which half of the balance counts: with fewer a mix says little.</summary>
    [Bounds(0, 100_000, Above = true)]
    public double BalanceHalfLikes { get; init; } = 5;

    /// <summary>How much being little known is worth.</summary>
    [Bounds(0, 1)]
    public double LongTail { get; init; } = 0.03;

    /// <summary>How many items of one creator may come among 24 cards in a row; 0 for no limit.</summary>
    [Bounds(0, 24)]
    public int MostPerCreator { get; init; } = 3;

    /// <summary>Share of the places that go to items of which little is known.</summary>
    [Bounds(0, 0.5)]
    public double ExplorationShare { get; init; } = 0.04;

    /// <summary>How much the drawn appeal of a little known item counts in such a place: the more, the less taste decides there.</summary>
    [Bounds(0, 10, Above = true)]
    public double ExplorationWeight { get; init; } = 1;

    /// <summary>Days after which a like counts half.</summary>
    [Bounds(0, 100_000, Above = true)]
    public double LikeHalfLifeDays { get; init; } = 60;

    /// <summary>Days after which a statement has lost half of its lead over old ones.</summary>
    [Bounds(0, 100_000, Above = true)]
    public double StatementHalfLifeDays { get; init; } = 3;

    /// <summary>What a statement counts that was written long ago; one just written counts 1.</summary>
    [Bounds(0, 1)]
    public double OldStatement { get; init; } = 0.5;

    /// <summary>Years after which an item's freshness has halved.</summary>
    [Bounds(0, 100_000, Above = true)]
    public double FreshnessHalfLifeYears { get; init; } = 6;

    /// <summary>How many opinions at the mean each item is given in advance when popularity is computed.</summary>
    [Bounds(0, 1_000_000)]
    public double PopularityPrior { get; init; } = 10;

    /// <summary>Likes of the person's own at which popularity counts half: it stands in for a taste that is not known yet.</summary>
    [Bounds(0, 100_000, Above = true)]
    public double PopularityHalfLikes { get; init; } = 7;

    /// <summary>Likes and dislikes at which what rests on them counts half.</summary>
    [Bounds(0, 100_000, Above = true)]
    public double TasteHalfLikes { get; init; } = 2;

    /// <summary>Items in the person's history at which what people like who did the same counts half.</summary>
    [Bounds(0, 100_000, Above = true)]
    public double PeopleHalfActions { get; init; } = 5;

    /// <summary>How far apart likes may lie to be one interest, with two items picked at random at 1.</summary>
    [Bounds(0.1, 10)]
    public double InterestCutOff { get; init; } = 1.2;

    /// <summary>Into how many interests the likes of a person fall at most.</summary>
    [Bounds(1, 20)]
    public int MostInterests { get; init; } = 8;

    /// <summary>How many of the session's last items count.</summary>
    [Bounds(1, 50)]
    public int SessionItems { get; init; } = 10;

    /// <summary>Share of a long session that goes on, beside a well-known taste.</summary>
    [Bounds(0.01, 0.99)]
    public double SessionShare { get; init; } = 0.5;

    /// <summary>Minutes since the last act after which a session speaks with half its voice.</summary>
    [Bounds(0, 100_000, Above = true)]
    public double SessionHalfLifeMinutes { get; init; } = 60;

    /// <summary>Likes and dislikes with which the taste speaks with half its voice beside the session.</summary>
    [Bounds(0, 100_000, Above = true)]
    public double SessionHalfLikes { get; init; } = 10;

    /// <summary>Share of what usually follows the session's items; what is like them has the rest.</summary>
    [Bounds(0, 1)]
    public double TransitionShare { get; init; } = 0.6;

    /// <summary>What each kind of action says about taste, for what is learned from everybody's actions and for a person's own history.</summary>
    public InteractionWeights Interactions { get; init; } = InteractionWeights.Default;

    /// <summary>SHA-256 of all of the above, lower-case hexadecimal: two profiles with the same fingerprint rank alike.</summary>
    [JsonIgnore]
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web)));

    /// <summary>The weight of a signal.</summary>
    public float Of(ISignal signal) => (float)ValueOf(signal);

    /// <summary>The weight of a signal as it was set, 0..10.</summary>
    public double ValueOf(ISignal signal) =>
        Signals.TryGetValue(signal.Key, out var weight) || (RankingSignals.FormerKeys.TryGetValue(signal.Key, out var former) && Signals.TryGetValue(former, out weight))
            ? weight
            : signal.DefaultWeight;

    /// <summary>The same profile in which one part of the score counts nothing.</summary>
    /// <param name="key">Key of a signal or of a term of the re-ranking.</param>
    /// <exception cref="ArgumentException">There is no such key.</exception>
    public RankingWeights Without(string key) => key switch
    {
        RankingSignals.Variety => this with { Diversity = 0 },
        RankingSignals.Balance => this with { Balance = 0 },
        RankingSignals.LongTail => this with { LongTail = 0 },
        RankingSignals.Exploration => this with { ExplorationShare = 0 },
        _ when RankingSignals.All.Any(signal => signal.Key == key) => this with { Signals = Signals.SetItem(key, 0) },
        _ => throw new ArgumentException($"There is no signal '{key}'; there are {string.Join(", ", RankingSignals.All.Select(signal => signal.Key).Concat(RankingSignals.Terms))}.", nameof(key)),
    };

    /// <summary>The same profile for a person who wants what is more familiar, or newer to them.</summary>
    /// <param name="adventure">From −1 to 1, see <see cref="PersonSettings.Adventure"/>.</param>
    public RankingWeights Towards(double adventure)
    {
        if (adventure == 0)
        {
            return this;
        }

        var signals = Signals;
        foreach (var (key, change) in AdventureSigns)
        {
            var signal = RankingSignals.All.First(signal => signal.Key == key);
            signals = signals.SetItem(key, Math.Min(10, Of(signal) * (1 - (change * adventure))));
        }

        return this with
        {
            Signals = signals,
            Diversity = Math.Clamp(Diversity + (0.12 * adventure), 0, 1),
            LongTail = Math.Clamp(LongTail + (0.12 * adventure), 0, 1),
            ExplorationShare = Math.Clamp(ExplorationShare + (0.16 * adventure), 0, 0.5),
        };
    }

    // By how much of its weight each signal that rests on what is known and well known loses to the adventurous, and gains for the others.
    private static readonly (string Key, double Change)[] AdventureSigns = [("popularity", 0.8), ("people", 0.4), ("interests", 0.4)];

    /// <summary>What is wrong with the values, one sentence each; empty when nothing is.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (var (key, weight) in Signals)
        {
            if (weight is not (>= 0 and <= 10))
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"The weight of '{key}' is {weight}; allowed is 0 to 10.");
            }
        }

        foreach (var problem in Interactions.Problems())
        {
            yield return $"{nameof(Interactions)}.{problem}";
        }

        foreach (var parameter in WeightParameter.All)
        {
            if (parameter.ProblemIn(this) is { } problem)
            {
                yield return problem;
            }
        }
    }
}
