using Portal.Domain.Content;
using Portal.Domain.Profiles;
using Portal.Domain.Ranking.Derived;
using Portal.Domain.Ranking.Signals;
using Portal.Domain.Retrieval;

namespace Portal.Domain.Ranking;

/// <summary>The interests by which a person's lists are ranked, for pages that tell of them.</summary>
public static class LearnedInterests
{
    /// <summary>The interests in what a person took to, the most important first.</summary>
    public static IReadOnlyList<Interest> Of(EngineSnapshot snapshot, PersonProfile person, RankingWeights weights, DateTimeOffset now)
    {
        using RankingContext context = new(snapshot, person with { Statements = [] }, mood: null, weights, now);
        var liked = Taste.Of(context).Liked;
        return liked.Length == 0 ? [] : InterestKnowledge.Of(snapshot).Of(liked, weights).Profile.Interests;
    }
}
