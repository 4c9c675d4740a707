using Portal.Domain.Catalogue;
using Portal.Domain.Ranking;
using Portal.Feed;

namespace Portal.Tests.Features.Feed;

public sealed class TurnListTests
{
    private const int A = 0, B = 1, C = 2, D = 3;

    [Fact]
    public void What_both_rankings_begin_with_is_nobodys_and_then_they_take_turns()
    {
        HashSet<string> lists = [];
        for (var seed = 0UL; seed < 64; seed++)
        {
            var list = TurnList.Of(Ranking(A, B, C, D), Ranking(A, C, B, D), 4, seed);

            Assert.Equal((A, null, 1.0), (list[0].Item.Item.Value, list[0].Team, list[0].Item.Propensity));
            Assert.Equal(list[1].Team == 0 ? B : C, list[1].Item.Item.Value);
            Assert.Equal(0.5, list[1].Item.Propensity);
            Assert.Equal(1 - list[1].Team, list[2].Team);
            Assert.All(list.Skip(1), place => Assert.Equal(place.Team, place.Ranking));

            // Only one can place the third; of the last, either would place the same.
            Assert.Equal((1.0, 1.0), (list[2].Item.Propensity, list[3].Item.Propensity));
            lists.Add(string.Concat(list.Select(place => place.Item.Item.Value)));
        }

        Assert.Equal(["0123", "0213"], lists.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_a_ranking_drew_keeps_its_chance()
    {
        var list = TurnList.Of([Ranked(A) with { Propensity = 0.25 }, Ranked(B)], [Ranked(A) with { Propensity = 0.25 }, Ranked(C) with { Propensity = 0.4 }], 3, seed: 5);

        Assert.Equal(0.25, list[0].Item.Propensity);
        Assert.Equal(list[1].Team == 0 ? 0.5 : 0.2, list[1].Item.Propensity, 1e-12);
    }

    [Fact]
    public void A_list_is_as_long_as_its_rankings_allow()
    {
        Assert.Equal([A, B, C], TurnList.Of(Ranking(A, B), Ranking(B, C), 9, seed: 3).Select(place => place.Item.Item.Value).Order());
        Assert.Single(TurnList.Of(Ranking(A, B), Ranking(B, C), 1, seed: 3));
        Assert.Empty(TurnList.Of([], [], 9, seed: 3));
    }

    [Fact]
    public void A_part_is_drawn_alike_when_it_is_loaded_again_and_the_next_part_anew()
    {
        Assert.Equal(TurnList.SeedOf(7, 3, 24), TurnList.SeedOf(7, 3, 24));
        Assert.Equal(4, new[] { TurnList.SeedOf(7, 3, 0), TurnList.SeedOf(7, 3, 24), TurnList.SeedOf(7, 4, 0), TurnList.SeedOf(8, 3, 0) }.Distinct().Count());
    }

    private static RankedItem[] Ranking(params int[] items) => [.. items.Select(Ranked)];

    private static RankedItem Ranked(int item) => new(new ItemIndex(item), 10 - item, []);
}
