using Portal.Domain.Catalogue;
using Portal.Domain.Profiles;

namespace Portal.Domain.Ranking.Signals;

/// <summary>
/// Likeness to what the person liked, less likeness to what they disliked. Each side is the mean over the three most alike
/// items, weighted by strength and age, and counts the more the more opinions there are: n / (n + 2).
/// </summary>
/// <remarks>The mean over the nearest keeps several tastes apart, and never falls when an item identical to the candidate is liked.</remarks>
public sealed class TasteSignal : ISignal
{
    /// <summary>How many opinions of either side count: the weightiest, so that a long history costs no more than this.</summary>
    public const int MostOpinions = 64;

    private const int Nearest = 3;
    private const float HalfTrustedAt = 2;

    /// <inheritdoc/>
    public string Key => "taste";

    /// <inheritdoc/>
    public double DefaultWeight => 0.6;

    /// <inheritdoc/>
    public void Score(RankingContext context, ReadOnlySpan<ItemIndex> candidates, Span<float> values)
    {
        var (liked, disliked) = Sides(context);
        if (liked.Length + disliked.Length == 0)
        {
            values.Fill(float.NaN);
            return;
        }

        for (var i = 0; i < candidates.Length; i++)
        {
            values[i] = Likeness(context, liked, candidates[i]) - Likeness(context, disliked, candidates[i]);
        }
    }

    /// <inheritdoc/>
    public Evidence? Explain(RankingContext context, ItemIndex item)
    {
        var (liked, disliked) = Sides(context);
        var likes = Likeness(context, liked, item) >= Likeness(context, disliked, item);
        var side = likes ? liked : disliked;
        if (side.Length == 0)
        {
            return null;
        }

        var nearest = side.MaxBy(entry => context.Snapshot.Similarity.Between(item, entry.Item)).Item;
        var catalogue = context.Snapshot.Catalogue;
        return new ItemEvidence(catalogue[nearest].Id, catalogue[nearest].Title, SharedTerms.Of(catalogue, item, nearest));
    }

    /// <summary>Liked and disliked items with what they weigh today, the weightiest first.</summary>
    internal static ((ItemIndex Item, float Weight)[] Liked, (ItemIndex Item, float Weight)[] Disliked) Sides(RankingContext context) =>
        context.Shared("taste", static shared => (Weighted(shared, shared.Person.Liked), Weighted(shared, shared.Person.Disliked)));

    private static (ItemIndex Item, float Weight)[] Weighted(RankingContext context, IReadOnlyList<Opinion> opinions)
    {
        var halfLife = TimeSpan.FromDays(context.Weights.LikeHalfLifeDays);
        return [.. opinions.Select(opinion => (opinion.Item, Weight: opinion.Strength * (float)context.Decay(opinion.At, halfLife)))
            .OrderByDescending(opinion => opinion.Weight).ThenBy(opinion => opinion.Item.Value).Take(MostOpinions)];
    }

    private static float Likeness(RankingContext context, (ItemIndex Item, float Weight)[] opinions, ItemIndex candidate)
    {
        Span<float> nearest = stackalloc float[Nearest];
        Span<float> weights = stackalloc float[Nearest];
        nearest.Fill(-1);
        float evidence = 0;
        foreach (var (item, weight) in opinions)
        {
            evidence += weight;
            var similarity = context.Snapshot.Similarity.Between(candidate, item);
            for (var place = 0; place < Nearest; place++)
            {
                if (similarity > nearest[place])
                {
                    nearest[place..^1].CopyTo(nearest[(place + 1)..]);
                    weights[place..^1].CopyTo(weights[(place + 1)..]);
                    (nearest[place], weights[place]) = (similarity, weight);
                    break;
                }
            }
        }

        float sum = 0, total = 0;
        for (var place = 0; place < Nearest && nearest[place] >= 0; place++)
        {
            (sum, total) = (sum + (nearest[place] * weights[place]), total + weights[place]);
        }

        return total > 0 ? sum / total * evidence / (evidence + HalfTrustedAt) : 0;
    }
}
