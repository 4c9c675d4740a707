using Portal.Domain.Catalogue;
using Portal.Domain.Fusion;
using Portal.Domain.Ranking.Reranking;
using Portal.Domain.Ranking.Signals;

namespace Portal.Domain.Ranking;

/// <summary>How the portal's lists are re-ranked: the terms in force, from the weights and the person.</summary>
internal static class ListPlan
{
    // What lies two hundred places further down does not come up by being different.
    private const int Window = 200;

    // Below this familiarity an item may be called little known.
    private const float LittleKnown = 0.5f;

    public static SelectionPlan For(RankingContext context, ItemIndex[] items, IReadOnlyList<ItemIndex> placed, int count) => new(Terms(context, items, placed))
    {
        Window = Window,
        Cap = context.Weights.MostPerCreator > 0 ? new CreatorCap(context.Weights.MostPerCreator, item => context.Snapshot.Catalogue[item].Creators, placed) : null,
        Exploration = HasSlot(context.Weights.ExplorationShare, placed.Count, count) ? Exploration(context, items, placed.Count) : null,
    };

    private static List<IRerankTerm> Terms(RankingContext context, ItemIndex[] items, IReadOnlyList<ItemIndex> placed)
    {
        var (snapshot, weights) = (context.Snapshot, context.Weights);
        List<IRerankTerm> terms = [];
        if (weights.Diversity > 0)
        {
            terms.Add(new VarietyTerm(items, placed, snapshot.Similarity.Between, (float)weights.Diversity, explain: Alike));
        }

        if (weights.Balance > 0 && Balance(context, items, placed) is { } balance)
        {
            terms.Add(balance);
        }

        if (weights.LongTail > 0)
        {
            terms.Add(new LongTailTerm(
                items, snapshot.Popularity.FamiliarityOf, (float)weights.LongTail,
                item => snapshot.Popularity.FamiliarityOf(item) < LittleKnown ? new CountEvidence(snapshot.Popularity.CountsOf(item).Positive) : null));
        }

        return terms;

        ItemEvidence Alike(ItemIndex item, ItemIndex to) =>
            new(snapshot.Catalogue[to].Id, snapshot.Catalogue[to].Title, SharedTerms.Of(snapshot.Catalogue, item, to));
    }

    private static BalanceTerm? Balance(RankingContext context, ItemIndex[] items, IReadOnlyList<ItemIndex> placed)
    {
        var weights = context.Weights;
        var halfLife = TimeSpan.FromDays(weights.LikeHalfLifeDays);

        // What the person's words are against cannot be balanced by anything: it would only push the rest about.
        var own = context.Snapshot.Genres.Mean(context.Person.Liked.Where(like => context.Filter.Allows(like.Item)).Select(like => (like.Item, like.Strength * (1 - LessSignal.FitOf(context, like.Item)) * context.Decay(like.At, halfLife))));
        return own is null ? null : new BalanceTerm(
            items, placed, context.Snapshot.Genres, own, weights.BalancePrior, (float)weights.Balance, EvidenceGate.Growing(context.Person.Evidence, weights.BalanceHalfLikes));
    }

    // Drawing for every candidate is only worth it for a page with such a place.
    private static bool HasSlot(double share, int first, int count) => Enumerable.Range(first, count).Any(place => ExplorationSlots.IsSlot(share, place));

    private static ExplorationSlots? Exploration(RankingContext context, ItemIndex[] items, int first)
    {
        var (popularity, weights) = (context.Snapshot.Popularity, context.Weights);
        return weights.PopularityPrior == 0 || popularity.Mean is not { } mean
            ? null
            : ExplorationSlots.Draw(
                items,
                item => popularity.CountsOf(item) is var counts ? (counts.Positive, counts.Negative) : default,
                new ExplorationOptions(weights.ExplorationShare, (float)weights.ExplorationWeight, weights.PopularityPrior, mean),
                first,
                context.Seed);
    }
}
