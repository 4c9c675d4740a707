using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Catalogue;
using Portal.Domain.Profiles;
using Portal.Domain.Ranking;
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
        ConstraintFilter filter = new(world.Snapshot.Catalogue, world.Person.Rules);
        return world.Rank(count: 100).All(ranked => !world.Person.Withheld.Contains(ranked.Item) && filter.Allows(ranked.Item));
    });

    [Fact]
    public void Contributions_sum_to_the_score() => ForEveryWorld(world =>
        world.Rank().All(ranked => Math.Abs(ranked.Contributions.Sum(contribution => contribution.Amount) - ranked.Score) < 1e-5
            && ranked.Contributions.All(contribution => Math.Abs((contribution.Value * contribution.Weight) - contribution.Amount) < 1e-5)));

    [Fact]
    public void Scores_fall_down_the_list_and_no_item_comes_twice() => ForEveryWorld(world =>
    {
        var list = world.Rank(count: 100);
        return list.Zip(list.Skip(1)).All(pair => pair.First.Score >= pair.Second.Score - 1e-5) && list.Select(ranked => ranked.Item).Distinct().Count() == list.Count;
    });

    [Fact]
    public void Equal_input_gives_the_equal_list() => ForEveryWorld(world =>
        world.Rank().Select(ranked => (ranked.Item, ranked.Score)).SequenceEqual(world.Rank().Select(ranked => (ranked.Item, ranked.Score))));

    [Fact]
    public void Values_are_between_minus_one_and_one_and_known() => ForEveryWorld(world =>
        world.Rank(count: 100).All(ranked => float.IsFinite(ranked.Score) && ranked.Contributions.All(contribution => contribution.Value is >= -1.00001f and <= 1.00001f)));

    [Fact]
    public void Liking_an_item_never_lowers_the_taste_of_an_identical_one() => ForEveryWorld(world =>
    {
        ItemIndex original = world.Snapshot.At("i003"), twin = world.Snapshot.At("twin-of-i003");
        var before = world.Person with { Liked = [.. world.Person.Liked.Where(opinion => opinion.Item != original)] };
        var after = before with { Liked = [.. before.Liked, new Opinion(original, 1, EngineFixtures.Now)] };
        return Taste(world, after, twin) >= Taste(world, before, twin) - 1e-6;
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
    public void A_reason_is_always_in_the_score() => ForEveryWorld(world =>
        world.Rank().All(ranked => ranked.TopReason is null || (ranked.TopReason.Amount > 0 && ranked.Contributions.Contains(ranked.TopReason))));

    private static float Taste(RankingWorld world, PersonProfile person, ItemIndex item)
    {
        var taste = RankingSignals.All.Single(signal => signal.Key == "taste");
        var value = new float[1];
        taste.Score(new RankingContext(world.Snapshot, person, null, RankingWeights.Default, EngineFixtures.Now), [item], value);
        return float.IsNaN(value[0]) ? 0 : value[0];
    }

    private static void ForEveryWorld(Func<RankingWorld, bool> holds) =>
        Prop.ForAll(ArbMap.Default.ArbFor<PositiveInt>(), seed => holds(new RankingWorld(seed.Get)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60));
}
