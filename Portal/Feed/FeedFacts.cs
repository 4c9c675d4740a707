using Portal.Domain.Ranking;
using Portal.Engine;
using Portal.Engine.Experiments;
using Portal.Engine.Models;
using Portal.People;

namespace Portal.Feed;

/// <summary>A signal with the weight in force.</summary>
/// <param name="Key">Key of the signal.</param>
/// <param name="Weight">Its weight.</param>
/// <param name="Share">Its part of all weights, 0..1.</param>
public readonly record struct SignalWeight(string Key, double Weight, double Share);

/// <summary>What decides about feeds at present.</summary>
/// <param name="Signals">The signals, the heaviest first.</param>
/// <param name="Weights">The weights in force, as the person's own settings turn them.</param>
/// <param name="WeightsName">Name and version of those that rank the person's feed, before these settings.</param>
/// <param name="Fingerprint">Their digest.</param>
/// <param name="Tried">Whether they are tried out on some people, and not those that rank for everybody else.</param>
/// <param name="Variants">The variants of experiments that the person is served under.</param>
/// <param name="Vectors">Items with a vector.</param>
/// <param name="Encoder">How the text encoder is.</param>
/// <param name="Models">How the models learned from everybody's actions are.</param>
/// <param name="Basis">What the person's own feed is put together from.</param>
public sealed record FeedFacts(
    IReadOnlyList<SignalWeight> Signals, RankingWeights Weights, string WeightsName, string Fingerprint, bool Tried, IReadOnlyList<AssignedVariant> Variants, int Vectors, EncoderStatus Encoder, ModelStatus Models, FeedBasis Basis);

/// <summary>Reads the facts of the page about the feed from what ranks right now.</summary>
public sealed class FeedFactsReader(EngineService engine, EncoderHost encoder, ModelStore models, FeedService feed)
{
    public async Task<FeedFacts> ReadAsync(string userId, Surroundings surroundings, CancellationToken cancellationToken)
    {
        var live = await engine.GetAsync(cancellationToken);
        var (treatment, basis) = await feed.InForceAsync(userId, new FeedRequest { Surroundings = surroundings }, cancellationToken);
        var state = treatment.State;
        var weights = basis.Settings.Unpersonalised ? state.Weights : state.Weights.Towards(basis.Settings.Adventure);
        var signals = RankingSignals.All.Select(signal => (signal.Key, Weight: (double)weights.Of(signal))).ToList();
        var total = signals.Sum(entry => entry.Weight);
        return new FeedFacts(
            [.. signals.Select(entry => new SignalWeight(entry.Key, entry.Weight, total > 0 ? entry.Weight / total : 0)).OrderByDescending(entry => entry.Weight)],
            weights,
            state.WeightsName,
            state.Weights.Fingerprint,
            state.Weights.Fingerprint != live.Weights.Fingerprint || treatment.Interleaved is not null,
            treatment.Variants,
            state.Snapshot.Vectors?.Count ?? 0,
            encoder.Status,
            models.Status,
            basis);
    }
}
