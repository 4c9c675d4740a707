using Portal.Domain.Catalogue;
using Portal.Domain.Language;
using Portal.Domain.Numerics;
using Portal.Domain.Ranking;
using Portal.Domain.Retrieval;

namespace Portal.Domain.Recommendation;

/// <summary>What people who took to an item took to as well: the collaborative model, asked with that item alone as history.</summary>
public static class AlsoLiked
{
    /// <summary>An item fewer people took to has no company to tell of, and is none.</summary>
    public const int LeastPeople = 3;

    /// <summary>The items; best first, with scores above 0 of which only differences mean something. Empty without a model, or where too few people took to the item.</summary>
    /// <param name="snapshot">The catalogue.</param>
    /// <param name="models">With the positions of its catalogue.</param>
    /// <param name="item">The item.</param>
    /// <param name="rules">What may appear.</param>
    /// <param name="count">How many, at most.</param>
    public static IReadOnlyList<(ItemIndex Item, float Score)> Of(EngineSnapshot snapshot, LearnedModels models, ItemIndex item, RuleSet rules, int count)
    {
        if (models.Collaborative is not { } model || snapshot.Popularity.CountsOf(item).Positive < LeastPeople)
        {
            return [];
        }

        ConstraintFilter filter = new(snapshot, rules);
        var scores = new float[snapshot.Catalogue.Count];
        model.Score([new ItemWeight(item, 1)], scores);
        for (var i = 0; i < scores.Length; i++)
        {
            ItemIndex other = new(i);
            if (!(scores[i] > 0) || other == item || snapshot.Popularity.CountsOf(other).Positive < LeastPeople || !filter.Allows(other))
            {
                scores[i] = float.NaN;
            }
        }

        return [.. TopK.Select(scores, count).Select(i => (new ItemIndex(i), scores[i]))];
    }
}
