using Portal.Domain.Catalogue;
using Portal.Domain.Numerics;
using Portal.Domain.Ranking;
using Portal.Domain.Ranking.Derived;
using Portal.Domain.Ranking.Signals;

namespace Portal.Domain.Recommendation;

/// <summary>The sources in force. Each brings its best items; the union is ranked.</summary>
public static class CandidateSources
{
    // The items of the session whose neighbours are fetched: the last ones.
    private const int SessionItemsAsked = 3;

    // Little known items to draw from beyond those that other sources bring.
    private const int LittleKnown = 100;

    /// <summary>All sources.</summary>
    public static IReadOnlyList<ICandidateSource> All { get; } =
    [
        new Proposals(new MoodSignal(), context => context.MoodMatch?.Found ?? []),
        new Proposals(new StatementSignal(), context => context.Statements.SelectMany(statement => statement.Match.Found).Concat(StatementSignal.NearExamples(context))),
        new Proposals(SessionSignal.Instance, NearSession),
        new Scored("transitions", SessionSignal.Following),
        new Proposals(new InterestSignal(), InterestSignal.Near),
        new Scored("people", PeopleSignal.Scores),
        new Scored("graph", GraphSignal.Scores),
        new Ordered("popularity", context => PopularNow.Of(context.Snapshot, context.Models).BestFirst),
        new Ordered("freshness", context => context.Snapshot.Catalogue.NewestFirst),
        new Exploration(),
    ];

    private static List<ItemIndex> NearSession(RankingContext context)
    {
        List<ItemIndex> near = [];
        foreach (var (item, _) in SessionSignal.Items(context)[..Math.Min(SessionItemsAsked, SessionSignal.Items(context).Length)])
        {
            near.AddRange(context.Snapshot.Neighbours.Of(item));
        }

        return near;
    }

    private delegate ReadOnlySpan<float> WholeCatalogue(RankingContext context);

    /// <summary>The items that score highest among all of the catalogue; none where a signal that was not learned gives no scores.</summary>
    private sealed class Scored(string key, WholeCatalogue scores) : ICandidateSource
    {
        public string Key => key;

        public void Find(RankingContext context, CandidatePool pool)
        {
            var values = scores(context);
            if (!values.IsEmpty)
            {
                pool.AddBest(values);
            }
        }
    }

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
