using Portal.Accounts;
using Portal.Domain.Ranking;

namespace Portal.Engine;

/// <summary>Weights that are to go live.</summary>
/// <param name="Weights">Their values.</param>
/// <param name="Version">The stored version with exactly these values; null when they are to become a new one.</param>
/// <param name="BaseVersion">What a new version was made from.</param>
/// <param name="Name">What a new version is called.</param>
/// <param name="Note">What a new version is for.</param>
public sealed record WeightPublication(RankingWeights Weights, int? Version, int? BaseVersion, string Name, string Note);

/// <summary>Makes weights live, by the rules of whoever keeps their versions: what an experiment found ranks everybody's lists.</summary>
public interface IWeightPublisher
{
    /// <summary>Makes weights live. Those that are live already stay so, so that asking twice changes nothing.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="publication">Which.</param>
    /// <param name="cancellationToken">Cancels before anything is live.</param>
    /// <returns>The version that is live; null when somebody made another one live at the same moment.</returns>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    Task<int?> PublishAsync(Actor actor, WeightPublication publication, CancellationToken cancellationToken);
}
