using System.Collections.Concurrent;
using System.Globalization;
using Portal.Domain.Ranking;
using Portal.Domain.Recommendation;

namespace Portal.Engine.Experiments;

/// <summary>What is live under the weights of variants, made once for each weights and each state that is live.</summary>
public sealed class TreatedStates
{
    // Combinations of experiments multiply; a state costs little unless it measures popularity otherwise.
    private const int Most = 1000;

    private volatile OfLive? _cache;

    /// <summary>What is live with other weights.</summary>
    /// <param name="live">What is live; all that was made of another is let go.</param>
    /// <param name="change">What to change of its weights.</param>
    public async ValueTask<EngineState> UnderAsync(EngineState live, WeightChange change)
    {
        if (change.IsEmpty)
        {
            return live;
        }

        var cache = _cache;
        if (cache is null || !ReferenceEquals(cache.Live, live))
        {
            _cache = cache = new OfLive(live);
        }

        if (cache.States.Count >= Most)
        {
            cache.States.Clear();
        }

        var state = cache.States.GetOrAdd(change.Key, _ => new Lazy<EngineState>(() => Make(cache, change)));

        // Another measure of popularity is arithmetic over the catalogue: off the caller's context.
        return state.IsValueCreated ? state.Value : await Task.Run(() => state.Value);
    }

    private static EngineState Make(OfLive cache, WeightChange change)
    {
        var weights = change.Of(cache.Live.Weights);
        var measured = weights.PopularityPrior == cache.Live.Weights.PopularityPrior ? cache.Live : cache.Measured.GetOrAdd(weights.PopularityPrior, prior => new Lazy<EngineState>(() =>
        {
            var state = cache.Live.Under(cache.Live.Weights with { PopularityPrior = prior }, cache.Live.WeightsName);
            Recommender.Prepare(state.Snapshot);
            return state;
        })).Value;
        return measured.Under(weights, change.Profile?.Name ?? cache.Live.WeightsName);
    }

    private sealed class OfLive(EngineState live)
    {
        public EngineState Live => live;

        public ConcurrentDictionary<string, Lazy<EngineState>> States { get; } = new(StringComparer.Ordinal);

        public ConcurrentDictionary<double, Lazy<EngineState>> Measured { get; } = new();
    }
}

/// <summary>What variants change of the weights.</summary>
/// <param name="Profile">The weights that take the place of those that are live; null for none.</param>
/// <param name="Numbers">Single numbers besides, in the order of their paths.</param>
public sealed record WeightChange(WeightsOfVersion? Profile, IReadOnlyList<(TunableWeight Number, double Value)> Numbers)
{
    /// <summary>Whether it changes nothing.</summary>
    public bool IsEmpty => Profile is null && Numbers.Count == 0;

    /// <summary>The same for what makes the same weights of what is live.</summary>
    public string Key { get; } = string.Join(' ', Numbers.Select(number => string.Create(CultureInfo.InvariantCulture, $"{number.Number.Path}={number.Value:R}")).Prepend(Profile?.Fingerprint ?? "live"));

    /// <summary>The weights it makes of others.</summary>
    public RankingWeights Of(RankingWeights live) => Numbers.Aggregate(Profile?.Weights ?? live, (weights, number) => number.Number.With(weights, number.Value));
}
