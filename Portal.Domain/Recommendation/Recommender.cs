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
    private const int PerSource = 300;

    // What only the meaning finds, and scores less than a third of what labels and words find too, is noise beside it.
    private const float LeastShareOfBest = 0.3f;

    /// <summary>The best items for a person.</summary>
    public static IReadOnlyList<RankedItem> Recommend(EngineSnapshot snapshot, FeedQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(query.Count);
        RankingContext context = new(snapshot, query.Person, query.Mood, query.Weights, query.Now);
        var candidates = Candidates(context, query);
        return WeightedRanker.Rank(context, candidates, query.Placed, query.Count);
    }

    /// <summary>The items a text brings up, for previews and search; best first, with the match's score 0..1. What only the meaning finds, and far less than the best, is left out.</summary>
    /// <param name="snapshot">The catalogue.</param>
    /// <param name="match">The text's match.</param>
    /// <param name="rules">Sentences whose exclusions and limits hold, oldest first.</param>
    /// <param name="count">How many, at most.</param>
    public static IReadOnlyList<(ItemIndex Item, float Score)> Search(EngineSnapshot snapshot, TextMatch match, IEnumerable<ParsedStatement> rules, int count)
    {
        ConstraintFilter filter = new(snapshot.Catalogue, rules);
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
    public static IReadOnlyList<(ItemIndex Item, float Score)> Similar(EngineSnapshot snapshot, ItemIndex item, IEnumerable<ParsedStatement> rules, int count)
    {
        ConstraintFilter filter = new(snapshot.Catalogue, rules);
        var scores = new float[snapshot.Catalogue.Count];
        for (var i = 0; i < scores.Length; i++)
        {
            ItemIndex other = new(i);
            scores[i] = other != item && filter.Allows(other) ? snapshot.Similarity.Between(item, other) : float.NaN;
        }

        return [.. TopK.Select(scores, count).Select(i => (new ItemIndex(i), scores[i]))];
    }

    private static ItemIndex[] Candidates(RankingContext context, FeedQuery query)
    {
        var catalogue = context.Snapshot.Catalogue;
        var rules = context.Person.Rules;
        ConstraintFilter filter = new(catalogue, context.Mood is null ? rules : rules.Append(context.Mood.Parsed));
        var placed = query.Placed.ToHashSet();
        var allowed = new bool[catalogue.Count];
        for (var i = 0; i < allowed.Length; i++)
        {
            ItemIndex item = new(i);
            allowed[i] = (query.Kind is null || catalogue[item].Kind == query.Kind)
                && !context.Person.Withheld.Contains(item) && !placed.Contains(item) && filter.Allows(item);
        }

        var chosen = new bool[catalogue.Count];
        var scores = new float[catalogue.Count];
        foreach (var source in CandidateSources.All)
        {
            source.Score(context, scores);
            for (var i = 0; i < scores.Length; i++)
            {
                scores[i] = allowed[i] ? scores[i] : float.NaN;
            }

            foreach (var i in TopK.Select(scores, PerSource))
            {
                chosen[i] = true;
            }
        }

        return [.. Enumerable.Range(0, chosen.Length).Where(i => chosen[i]).Select(i => new ItemIndex(i))];
    }
}
