using Portal.Domain.Content;
using Portal.Domain.Language;
using Portal.Domain.Ranking.Signals;

namespace Portal.Domain.Ranking.Derived;

/// <summary>A person's interests as a list is ranked by them, for a page to show.</summary>
/// <param name="Profile">The interests.</param>
/// <param name="OverruledBy">For each the person's own words that are against it; null where none are.</param>
/// <param name="SessionShare">What the present session decides of a list beside the lasting taste, 0..1.</param>
public sealed record InterestReading(InterestProfile Profile, IReadOnlyList<Clause?> OverruledBy, double SessionShare)
{
    /// <summary>Reads them; null where the person has not liked anything yet.</summary>
    public static InterestReading? Of(RankingContext context)
    {
        if (InterestSignal.InterestsOf(context)?.Profile is not { Interests.Count: > 0 } profile)
        {
            return null;
        }

        var said = InterestRulings.Of(context.Rules, context.Person.Statements, context.Mood?.Parsed);
        return new InterestReading(
            profile, [.. profile.Interests.Select(interest => interest.Overruled ? InterestRulings.Against(context.Snapshot.Catalogue, interest, said) : null)], Signals.SessionShare.Present(context));
    }
}
