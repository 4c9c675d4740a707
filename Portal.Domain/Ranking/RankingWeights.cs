using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portal.Domain.Ranking;

/// <summary>Everything an admin can tune about the ranking. Data, not code: stored in versions, compared by <see cref="Fingerprint"/>.</summary>
public sealed record RankingWeights
{
    /// <summary>The weights a new portal starts with.</summary>
    public static readonly RankingWeights Default = new();

    /// <summary>Weight of each signal by its key, 0..10. A signal without an entry counts with its default weight.</summary>
    public ImmutableSortedDictionary<string, double> Signals { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>How much being like an item further up costs, 0..1 (the μ of maximal marginal relevance).</summary>
    public double Diversity { get; init; } = 0.12;

    /// <summary>Days after which a like counts half, above 0.</summary>
    public double LikeHalfLifeDays { get; init; } = 60;

    /// <summary>Days after which a statement has lost half of its lead over old ones, above 0.</summary>
    public double StatementHalfLifeDays { get; init; } = 3;

    /// <summary>What a statement counts that was written long ago, 0..1; one just written counts 1.</summary>
    public double OldStatement { get; init; } = 0.5;

    /// <summary>Years after which an item's freshness has halved, above 0.</summary>
    public double FreshnessHalfLifeYears { get; init; } = 6;

    /// <summary>How many opinions at the mean each item is given in advance when popularity is computed, at least 0.</summary>
    public double PopularityPrior { get; init; } = 10;

    /// <summary>SHA-256 of all of the above, lower-case hexadecimal: two profiles with the same fingerprint rank alike.</summary>
    [JsonIgnore]
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web)));

    /// <summary>The weight of a signal.</summary>
    public float Of(ISignal signal) => (float)(Signals.TryGetValue(signal.Key, out var weight) ? weight : signal.DefaultWeight);

    /// <summary>What is wrong with the values, one sentence each; empty when nothing is.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (var (key, weight) in Signals)
        {
            if (weight is not (>= 0 and <= 10))
            {
                yield return $"The weight of '{key}' is {weight}; allowed is 0 to 10.";
            }
        }

        if (Diversity is not (>= 0 and <= 1))
        {
            yield return $"{nameof(Diversity)} is {Diversity}; allowed is 0 to 1.";
        }

        if (OldStatement is not (>= 0 and <= 1))
        {
            yield return $"{nameof(OldStatement)} is {OldStatement}; allowed is 0 to 1.";
        }

        if (PopularityPrior is not (>= 0 and <= 1_000_000))
        {
            yield return $"{nameof(PopularityPrior)} is {PopularityPrior}; allowed is 0 to 1000000.";
        }

        foreach (var (name, value) in new[]
        {
            (nameof(LikeHalfLifeDays), LikeHalfLifeDays), (nameof(StatementHalfLifeDays), StatementHalfLifeDays), (nameof(FreshnessHalfLifeYears), FreshnessHalfLifeYears),
        })
        {
            if (value is not (> 0 and <= 100_000))
            {
                yield return $"{name} is {value}; allowed is more than 0, at most 100000.";
            }
        }
    }
}
