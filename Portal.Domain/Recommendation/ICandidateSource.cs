using Portal.Domain.Ranking;

namespace Portal.Domain.Recommendation;

/// <summary>Finds items worth ranking. To add a source: a class and its line in <see cref="CandidateSources"/>.</summary>
/// <remarks>Stateless and safe for concurrent use.</remarks>
public interface ICandidateSource
{
    /// <summary>Stable lower-case name.</summary>
    string Key { get; }

    /// <summary>Scores every item of the catalogue for this source; higher is better, NaN means "not from here".</summary>
    void Score(RankingContext context, Span<float> scores);
}
