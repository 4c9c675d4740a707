using Portal.Domain.ShortTerm;

namespace Portal.Domain.Ranking.Signals;

/// <summary>How a list is divided between the interest of the moment and the lasting taste (<see cref="InterestGate"/>).</summary>
internal static class SessionShare
{
    /// <summary>The part of the session, 0..1; 0 when its signal is switched off or has nothing to go by.</summary>
    public static float Present(RankingContext context) => context.Shared("session share", static shared =>
        shared.Weights.Of(SessionSignal.Instance) > 0 && (shared.Models.Transitions is not null || shared.Snapshot.Vectors is not null)
            ? (float)Gate(shared.Weights).ShortTermShare(shared.Session, shared.Now, shared.Person.Liked.Count + shared.Person.Disliked.Count)
            : 0);

    /// <summary>What is left to the lasting taste, 0..1.</summary>
    public static float Lasting(RankingContext context) => 1 - Present(context);

    private static InterestGate Gate(RankingWeights weights) => new()
    {
        MostShare = weights.SessionShare,
        HalfLife = TimeSpan.FromMinutes(weights.SessionHalfLifeMinutes),
        HalfHistory = weights.SessionHalfLikes,
    };
}
