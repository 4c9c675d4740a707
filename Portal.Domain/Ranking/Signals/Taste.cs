using Portal.Domain.Catalogue;
using Portal.Domain.Fusion;
using Portal.Domain.Profiles;

namespace Portal.Domain.Ranking.Signals;

/// <summary>What a person likes and dislikes, as far as it still counts.</summary>
/// <param name="Liked">The heaviest likes, the heaviest first: strength, faded by how much older than the person's latest opinion they are.</param>
/// <param name="Disliked">The heaviest dislikes, likewise.</param>
/// <param name="Likes">Strengths of all likes, faded by their age.</param>
/// <param name="Dislikes">Strengths of all dislikes, faded by their age.</param>
internal sealed record Taste(ItemWeight[] Liked, ItemWeight[] Disliked, double Likes, double Dislikes)
{
    /// <summary>How many opinions of either side count, so that a long history costs no more than this.</summary>
    public const int MostOpinions = 64;

    /// <summary>The request's.</summary>
    public static Taste Of(RankingContext context) => context.Shared("taste", static shared =>
    {
        var (person, halfLife) = (shared.Person, TimeSpan.FromDays(shared.Weights.LikeHalfLifeDays));

        // Against the latest opinion, not against now: so the weights stay what they are until the person says something new.
        var latest = person.Liked.Concat(person.Disliked).Select(opinion => opinion.At).DefaultIfEmpty().Max();
        return new Taste(Heaviest(person.Liked), Heaviest(person.Disliked), Sum(person.Liked), Sum(person.Disliked));

        ItemWeight[] Heaviest(IReadOnlyList<Opinion> opinions) =>
        [
            .. opinions.Where(opinion => opinion.Strength > 0).Select(opinion => new ItemWeight(opinion.Item, opinion.Strength * (float)Math.Pow(2, -((latest - opinion.At) / halfLife))))
                .OrderByDescending(opinion => opinion.Weight).ThenBy(opinion => opinion.Item.Value).Take(MostOpinions),
        ];

        double Sum(IReadOnlyList<Opinion> opinions) => opinions.Sum(opinion => opinion.Strength * shared.Decay(opinion.At, halfLife));
    });

    /// <summary>How far a signal that rests on opinions may count: the more of them the further, and as far as the session leaves it.</summary>
    public static float Gate(RankingContext context)
    {
        var taste = Of(context);
        return EvidenceGate.Growing(taste.Likes + taste.Dislikes, context.Weights.TasteHalfLikes) * SessionShare.Lasting(context);
    }
}
