using Portal.Domain.Catalogue;
using Portal.Domain.Language;
using Portal.Domain.Numerics;
using Portal.Domain.Ranking;
using Portal.Domain.Retrieval;

namespace Portal.Domain.Recommendation;

/// <summary>
/// The composition: sources → constraints → signals → weighted sum → re-ranking → explanation. Pure: the same snapshot and
/// query give the same list.
/// </summary>
public static class Recommender
{
    /// <summary>How far down a list a place is told.</summary>
    public const int Depth = 100;

    // What only the meaning finds, and scores less than a third of what labels and words find too, is noise beside it.
    private const float LeastShareOfBest = 0.3f;

    /// <summary>Makes what every request reads of a snapshot and would make itself were it the first: worth calling before a snapshot comes into force.</summary>
    public static void Prepare(EngineSnapshot snapshot) => RankingContext.Prepare(snapshot);

    /// <summary>The best items for a person.</summary>
    public static IReadOnlyList<RankedItem> Recommend(EngineSnapshot snapshot, FeedQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(query.Count);
        using RankingContext context = new(snapshot, query.Person, query.Mood, query.Weights, query.Now, query.Seed)
        {
            Models = query.Models,
            Session = query.Session,
            Moment = query.Moment,
        };
        using CandidatePool pool = new(context, query);
        foreach (var source in CandidateSources.All)
        {
            source.Find(context, pool);
        }

        return WeightedRanker.Rank(context, pool.Items, query.Placed, query.Count, query.Logged);
    }

    /// <summary>The place an item has on the person's whole list.</summary>
    /// <param name="snapshot">The catalogue.</param>
    /// <param name="query">What the list was asked for; items placed before and its count do not matter.</param>
    /// <param name="item">The item.</param>
    /// <param name="among">How far down the list to look.</param>
    /// <returns>From 1; null when the item is not among the first <paramref name="among"/>.</returns>
    public static int? PlaceOf(EngineSnapshot snapshot, FeedQuery query, ItemIndex item, int among = Depth)
    {
        var list = Recommend(snapshot, query with { Placed = [], Count = among });
        for (var place = 0; place < list.Count; place++)
        {
            if (list[place].Item == item)
            {
                return place + 1;
            }
        }

        return null;
    }

    /// <summary>The place an item would have on the person's whole list without something: what that something does, by the code that ranks.</summary>
    /// <param name="snapshot">The catalogue.</param>
    /// <param name="query">What the list was asked for; items placed before and its count do not matter.</param>
    /// <param name="item">The item.</param>
    /// <param name="without">What to leave out.</param>
    /// <param name="among">How far down the list to look.</param>
    /// <returns>From 1; null when the item is not among the first <paramref name="among"/>.</returns>
    public static int? Counterfactual(EngineSnapshot snapshot, FeedQuery query, ItemIndex item, Omission without, int among = Depth) =>
        PlaceOf(snapshot, without.From(query), item, among);

    /// <summary>The items that the person's rules keep away and that would be among the first without something; in the order of that list.</summary>
    /// <param name="snapshot">The catalogue.</param>
    /// <param name="query">What the list was asked for; items placed before and its count do not matter.</param>
    /// <param name="without">The same without a rule, or a statement with rules.</param>
    /// <param name="among">How many the first are.</param>
    public static IReadOnlyList<ItemIndex> Joining(EngineSnapshot snapshot, FeedQuery query, FeedQuery without, int among)
    {
        ConstraintFilter filter = new(snapshot, query.Person.Rules(query.Mood?.Parsed));
        return [.. Recommend(snapshot, without with { Placed = [], Count = among }).Select(ranked => ranked.Item).Where(item => !filter.Allows(item))];
    }

    /// <summary>The items a text brings up, for previews and search; best first, with the match's score 0..1. What only the meaning finds, and far less than the best, is left out.</summary>
    /// <param name="snapshot">The catalogue.</param>
    /// <param name="match">The text's match.</param>
    /// <param name="rules">What may appear.</param>
    /// <param name="count">How many, at most.</param>
    public static IReadOnlyList<(ItemIndex Item, float Score)> Search(EngineSnapshot snapshot, TextMatch match, RuleSet rules, int count)
    {
        ConstraintFilter filter = new(snapshot, rules);
        var scores = (float[])match.Scores.Clone();
        var least = LeastShareOfBest * scores.DefaultIfEmpty().Max();
        for (var i = 0; i < scores.Length; i++)
        {
            if (scores[i] <= 0 || (scores[i] < least && !match.Literal[i]) || !filter.Allows(new ItemIndex(i)))
            {
                scores[i] = float.NaN;
            }
        }

        return [.. TopK.Select(scores, count).Select(i => (new ItemIndex(i), scores[i]))];
    }

    /// <summary>The items most like one; best first, with their similarity 0..1.</summary>
    public static IReadOnlyList<(ItemIndex Item, float Score)> Similar(EngineSnapshot snapshot, ItemIndex item, RuleSet rules, int count)
    {
        ConstraintFilter filter = new(snapshot, rules);
        var scores = new float[snapshot.Catalogue.Count];
        for (var i = 0; i < scores.Length; i++)
        {
            ItemIndex other = new(i);
            scores[i] = other != item && filter.Allows(other) ? snapshot.Similarity.Between(item, other) : float.NaN;
        }

        return [.. TopK.Select(scores, count).Select(i => (new ItemIndex(i), scores[i]))];
    }
}
