using Portal.Domain.Ranking;

namespace Portal.Engine.Experiments;

/// <summary>A version of the weights by which a variant ranks.</summary>
/// <param name="Weights">The weights.</param>
/// <param name="Name">Their name and version.</param>
/// <param name="Fingerprint">Their digest.</param>
public sealed record WeightsOfVersion(RankingWeights Weights, string Name, string Fingerprint);
