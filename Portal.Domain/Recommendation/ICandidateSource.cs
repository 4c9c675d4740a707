using Portal.Domain.Ranking;

namespace Portal.Domain.Recommendation;

/// <summary>Finds items worth ranking. To add a source: a class and its line in <see cref="CandidateSources"/>.</summary>
/// <remarks>Stateless and safe for concurrent use. What it shares with a signal is computed once per request, see <see cref="RankingContext.Shared"/>.</remarks>
public interface ICandidateSource
{
    /// <summary>Stable lower-case name.</summary>
    string Key { get; }

    /// <summary>Offers its items to the pool; how many of them it takes is the pool's business.</summary>
    void Find(RankingContext context, CandidatePool pool);
}
