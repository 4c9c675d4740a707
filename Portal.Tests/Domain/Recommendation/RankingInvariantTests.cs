using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Catalogue;
using Portal.Domain.Language;
using Portal.Domain.Profiles;
using Portal.Domain.Ranking;
using Portal.Domain.Ranking.Reranking;
using Portal.Domain.Recommendation;
using Portal.Domain.Retrieval;
using Portal.Tests.Support;

namespace Portal.Tests.Domain.Recommendation;

/// <summary>What holds for every catalogue, person and list.</summary>
public sealed class RankingInvariantTests
{
    [Fact]
    public void No_list_ever_shows_what_is_withheld_or_forbidden() => ForEveryWorld(world =>
    {
        ConstraintFilter filter = new(world.Snapshot, world.Person.Rules());
        return world.Rank(count: 100).All(ranked => !world.Person.Withheld.Contains(ranked.Item) && filter.Allows(ranked.Item));
    });

    [Fact]
    public void Contributions_sum_to_the_score() => ForEveryWorld(world =>
        world.Rank(count: 100).All(ranked => ranked.Score == (float)ranked.Contributions.Sum(contribution => (double)contribution.Amount)
            && ranked.Contributions.All(contribution => contribution.Amount == contribution.Value * contribution.Weight * contribution.Gate && contribution.Gate is >= 0 and <= 1)));

    [Fact]
    public void Scores_fall_down_a_list_that_is_not_balanced_and_no_item_comes_twice() => ForEveryWorld(world =>
    {
        var list = world.Rank(count: 100, weights: RankingWorld.Greedy);
        return list.Zip(list.Skip(1)).All(pair => pair.First.Score >= pair.Second.Score - 1e-6) && list.Select(ranked => ranked.Item).Distinct().Count() == list.Count;
    });

    [Fact]
    public void Equal_input_gives_the_equal_list() => ForEveryWorld(world =>
        world.Rank().Select(ranked => (ranked.Item, ranked.Score)).SequenceEqual(world.Rank().Select(ranked => (ranked.Item, ranked.Score))));

    [Fact]
    public void Values_are_between_minus_one_and_one_and_known() => ForEveryWorld(world =>
        world.Rank(count: 100).All(ranked => float.IsFinite(ranked.Score) && ranked.Contributions.All(contribution => contribution.Value is >= -1.00001f and <= 1.00001f)));

    [Fact]
    public void Liking_an_item_never_lowers_the_interest_in_an_identical_one() => ForEveryWorld(world =>
    {
        ItemIndex original = world.Snapshot.At("i003"), twin = world.Snapshot.At("twin-of-i003");

        // What is said against an interest wins over any like, so nothing is said.
        var before = world.Person with { Liked = [.. world.Person.Liked.Where(opinion => opinion.Item != original)], Statements = [] };
        var after = before with { Liked = [.. before.Liked, new Opinion(original, 1, EngineFixtures.Now)] };
        return Interest(world, after, twin) >= Interest(world, before, twin) - 1e-6;
    });

    [Fact]
    public void A_page_goes_on_where_the_last_one_ended() => ForEveryWorld(world =>
    {
        var whole = world.Rank(count: 20);
        var first = world.Rank(count: 8);
        var second = world.Rank(count: 12, placed: [.. first.Select(ranked => ranked.Item)]);
        return whole.Select(ranked => ranked.Item).SequenceEqual(first.Concat(second).Select(ranked => ranked.Item));
    });

    [Fact]
    public void No_creator_has_more_cards_in_a_row_than_allowed_while_there_are_others() => ForEveryWorld(world =>
    {
        var creators = world.Rank(count: 100).Select(ranked => world.Snapshot.Catalogue[ranked.Item].Creators[0]).ToList();
        var most = RankingWeights.Default.MostPerCreator;
        bool Full(int place, string creator) => creators[Math.Max(0, place - CreatorCap.Window + 1)..place].Count(other => other == creator) >= most;

        // Where the limit is broken, everything that was left would have broken it.
        return Enumerable.Range(0, creators.Count).All(place => !Full(place, creators[place]) || creators[place..].All(creator => Full(place, creator)));
    });

    [Fact]
    public void Exploration_has_its_share_of_the_places_and_no_more() => ForEveryWorld(world =>
    {
        var weights = RankingWeights.Default with { ExplorationShare = 0.2, PopularityPrior = 8 };
        var list = world.Rank(count: 30, weights: weights);
        return list.Where((ranked, place) => ranked.IsExploration && !ExplorationSlots.IsSlot(0.2, place)).Any() == false
            && list.Where(ranked => ranked.IsExploration).All(ranked => world.Snapshot.Popularity.CountsOf(ranked.Item) is var counts
                && counts.Positive + counts.Negative < 8
                && ranked.Contributions.Any(contribution => contribution is { Signal: RankingSignals.Exploration, Evidence: ExplorationEvidence }))
            && world.Rank(count: 30, weights: weights with { ExplorationShare = 0 }).All(ranked => !ranked.IsExploration);
    });

    [Fact]
    public void A_counterfactual_is_the_place_on_the_list_made_without_it() => ForEveryWorld(world =>
    {
        var query = world.Query(count: 5) with { Placed = [new ItemIndex(4)] };
        var item = new ItemIndex(1);
        int? Place(FeedQuery without) => Recommender.Recommend(world.Snapshot, without with { Count = 100, Placed = [] }).ToList().FindIndex(ranked => ranked.Item == item) is >= 0 and var place ? place + 1 : null;
        bool Same(Omission omission, FeedQuery without) => Recommender.Counterfactual(world.Snapshot, query, item, omission) == Place(without);

        return (world.Person.Statements.Count == 0
                || Same(new Omission.OfStatement(world.Person.Statements[0].Id), query with { Person = world.Person with { Statements = [.. world.Person.Statements.Skip(1)] } }))
            && RankingSignals.All.All(signal => Same(new Omission.OfSignal(signal.Key), query with { Weights = query.Weights with { Signals = query.Weights.Signals.SetItem(signal.Key, 0) } }));
    });

    [Fact]
    public void Without_a_clause_the_list_is_the_one_on_which_it_is_paused() => ForEveryWorld(world =>
    {
        foreach (var statement in world.Person.Statements)
        {
            foreach (var clause in statement.Parsed.Clauses)
            {
                var paused = Pausing(world.Person, statement.Id, clause.Key).At(new ClauseMoment(EngineFixtures.Now));
                var actual = Recommender.Recommend(world.Snapshot, world.Query(count: 100) with { Person = paused }).Select(ranked => ranked.Item).ToList();
                Omission omission = new Omission.OfClause(statement.Id, clause.Key);
                for (var item = 0; item < world.Snapshot.Catalogue.Count; item += 5)
                {
                    var place = actual.IndexOf(new ItemIndex(item));
                    if (Recommender.Counterfactual(world.Snapshot, world.Query(count: 3), new ItemIndex(item), omission) != (place < 0 ? null : place + 1))
                    {
                        return false;
                    }
                }
            }
        }

        return true;
    });

    [Fact]
    public void A_clause_left_out_after_others_leaves_what_pausing_all_of_them_leaves() => ForEveryWorld(world => world.Person.Statements.All(statement =>
    {
        var parsed = statement.Parsed;
        var first = parsed.Clauses.Where((_, i) => i % 2 == world.Seed % 2).Select(clause => clause.Key).ToHashSet();
        return parsed.Clauses.Select(clause => clause.Key).Except(first).All(key =>
        {
            var inTurn = Paused(parsed, first.Contains).At(new ClauseMoment(EngineFixtures.Now)).Without(key);
            var atOnce = Paused(parsed, other => other == key || first.Contains(other)).At(new ClauseMoment(EngineFixtures.Now));
            return inTurn.Wanted == atOnce.Wanted && inTurn.Clauses.Select(clause => clause.Key).SequenceEqual(atOnce.Clauses.Select(clause => clause.Key));
        });
    }));

    [Fact]
    public void What_would_join_without_a_rule_is_what_the_rule_keeps_off_the_first_places() => ForEveryWorld(world =>
    {
        var query = world.Query(count: 3);
        ConstraintFilter filter = new(world.Snapshot, world.Person.Rules());
        return world.Person.Statements.All(statement => statement.Parsed.Clauses.Where(clause => clause.IsRule).All(clause =>
        {
            Omission.OfClause omission = new(statement.Id, clause.Key);
            var first = Recommender.Recommend(world.Snapshot, omission.From(query) with { Count = 20 }).Select(ranked => ranked.Item).ToList();
            var joining = Recommender.Joining(world.Snapshot, query, omission.From(query), 20);
            return joining.SequenceEqual(first.Where(item => !filter.Allows(item)))
                && joining.All(item => Recommender.PlaceOf(world.Snapshot, query, item, world.Snapshot.Catalogue.Count) is null);
        }));
    });

    [Fact]
    public void A_reason_is_always_in_the_score() => ForEveryWorld(world =>
        world.Rank().All(ranked => ranked.TopReason is null || (ranked.TopReason.Amount > 0 && ranked.Contributions.Contains(ranked.TopReason))));

    [Fact]
    public void A_reason_is_a_tenth_of_what_speaks_for_the_item_at_least_and_nothing_that_can_be_told_is_larger() => ForEveryWorld(world =>
        world.Rank(count: 40).All(ranked =>
        {
            var positive = ranked.Contributions.Where(contribution => contribution.Amount > 0).ToList();
            var tellable = positive.Where(contribution => contribution.Evidence is not null).ToList();
            var most = tellable.Count == 0 ? 0 : tellable.Max(contribution => contribution.Amount);
            return ranked.TopReason is { } reason
                ? reason.Amount >= most && reason.Amount >= 0.0999f * positive.Sum(contribution => contribution.Amount)
                : most < 0.1001f * positive.Sum(contribution => contribution.Amount) || tellable.Count == 0;
        }));

    private static PersonProfile Pausing(PersonProfile person, Guid statement, string key) =>
        person with { Statements = [.. person.Statements.Select(one => one.Id == statement ? one with { Parsed = Paused(one.Parsed, other => other == key) } : one)] };

    private static ParsedStatement Paused(ParsedStatement parsed, Func<string, bool> paused) =>
        parsed with { Clauses = [.. parsed.Clauses.Select(clause => paused(clause.Key) ? clause with { Setting = new ClauseSetting(Paused: true) } : clause)] };

    private static float Interest(RankingWorld world, PersonProfile person, ItemIndex item)
    {
        var interests = RankingSignals.All.Single(signal => signal.Key == "interests");
        var value = new float[1];
        using RankingContext context = new(world.Snapshot, person, null, RankingWeights.Default, EngineFixtures.Now);
        interests.Score(context, [item], value);
        return float.IsNaN(value[0]) ? 0 : value[0];
    }

    private static void ForEveryWorld(Func<RankingWorld, bool> holds) =>
        Prop.ForAll(ArbMap.Default.ArbFor<PositiveInt>(), seed => holds(new RankingWorld(seed.Get)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60));
}
