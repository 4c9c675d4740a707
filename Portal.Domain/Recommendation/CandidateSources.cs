using Portal.Domain.Catalogue;
using Portal.Domain.Numerics;
using Portal.Domain.Ranking;
using Portal.Domain.Ranking.Signals;

namespace Portal.Domain.Recommendation;

/// <summary>The sources in force. Each brings its best items; the union is ranked.</summary>
public static class CandidateSources
{
    // The likes whose neighbours are fetched: those that weigh most today.
    private const int LikesAsked = 12;

    // Little known items to draw from beyond those that other sources bring.
    private const int LittleKnown = 100;

    /// <summary>All sources.</summary>
    public static IReadOnlyList<ICandidateSource> All { get; } =
    [
        new Proposals(new MoodSignal(), context => context.MoodMatch?.Found ?? []),
        new Proposals(new StatementSignal(), context => context.Statements.SelectMany(statement => statement.Match.Found)),
        new Proposals(new TasteSignal(), context => TasteSignal.Sides(context).Liked.Take(LikesAsked).SelectMany(like => context.Snapshot.Neighbours.Of(like.Item).Prepend(like.Item))),
        new Ordered("popularity", context => context.Snapshot.Popularity.BestFirst),
        new Ordered("freshness", context => context.Snapshot.Catalogue.NewestFirst),
        new Exploration(),
    ];

    /// <summary>Items that something found, the best of them by a signal.</summary>
    private sealed class Proposals(ISignal signal, Func<RankingContext, IEnumerable<ItemIndex>> propose) : ICandidateSource
    {
        public string Key => signal.Key;

        public void Find(RankingContext context, CandidatePool pool) => pool.AddBest(context, signal, propose(context));
    }

    /// <summary>Items in an order that is the same for everybody.</summary>
    private sealed class Ordered(string key, Func<RankingContext, IReadOnlyList<ItemIndex>> order) : ICandidateSource
    {
        public string Key => key;

        public void Find(RankingContext context, CandidatePool pool) => pool.AddFirst(order(context));
    }

    /// <summary>Little known items, drawn evenly, so that each gets its turn.</summary>
    private sealed class Exploration : ICandidateSource
    {
        public string Key => RankingSignals.Exploration;

        public void Find(RankingContext context, CandidatePool pool)
        {
            if (context.Weights.ExplorationShare > 0 && context.Snapshot.Popularity.Mean is not null)
            {
                pool.AddFirst(Drawn(context), LittleKnown);
            }
        }

        // Draws with repeats: after as many draws as there are items a small catalogue is nearly seen, a large one need not be.
        private static IEnumerable<ItemIndex> Drawn(RankingContext context)
        {
            var (count, popularity) = (context.Snapshot.Catalogue.Count, context.Snapshot.Popularity);
            SplitMix64 random = new(context.Seed, count);
            HashSet<int> seen = [];
            for (var draw = 0; draw < Math.Min(count, 10 * LittleKnown); draw++)
            {
                ItemIndex item = new((int)(random.NextShare() * count));
                var counts = popularity.CountsOf(item);
                if (counts.Positive + counts.Negative < context.Weights.PopularityPrior && seen.Add(item.Value))
                {
                    yield return item;
                }
            }
        }
    }
}
