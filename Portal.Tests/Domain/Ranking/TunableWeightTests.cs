using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Domain.Catalogue;
using Portal.Domain.Ranking;
using Portal.Domain.Recommendation;
using Portal.Tests.Domain.Recommendation;

namespace Portal.Tests.Domain.Ranking;

public sealed class TunableWeightTests
{
    [Fact]
    public void Every_number_is_set_and_read_where_its_path_says()
    {
        Assert.Equal(TunableWeight.All.Count, TunableWeight.All.Select(weight => weight.Path).Distinct().Count());
        foreach (var weight in TunableWeight.All)
        {
            var value = weight.Bounds.Most;
            var changed = weight.With(RankingWeights.Default, value);

            JsonNode? place = JsonSerializer.SerializeToNode(changed, JsonSerializerOptions.Web);
            foreach (var part in weight.Path.Split('.'))
            {
                place = place![part];
            }

            Assert.Equal((value, value), (weight.Of(changed), place!.GetValue<double>()));
            Assert.Equal([weight], WeightDifference.Between(RankingWeights.Default, changed).Select(difference => difference.Weight));
            Assert.Equal(weight.Default, weight.Of(RankingWeights.Default));
        }
    }

    [Fact]
    public void A_merge_takes_what_one_side_changed_and_asks_where_both_did()
    {
        var start = RankingWeights.Default;
        var mine = start with { Diversity = 0.5, Balance = 1, LongTail = 0.2 };
        var theirs = start with { Diversity = 0.7, MostInterests = 3, LongTail = 0.2 };

        var rows = WeightMerge.Rows(start, mine, theirs);

        Assert.Equal(
            [("balance", MergeChoice.Mine), ("diversity", MergeChoice.Open), ("mostInterests", MergeChoice.Theirs)],
            rows.Select(row => (row.Weight.Path, row.Natural)).OrderBy(row => row.Path, StringComparer.Ordinal));
        Assert.Throws<ArgumentException>(() => WeightMerge.Apply(theirs, rows.Select(row => (row, row.Natural))));
        var merged = WeightMerge.Apply(theirs, rows.Select(row => (row, row.IsConflict ? MergeChoice.Mine : row.Natural)));
        Assert.Equal((0.5, 1.0, 3, 0.2), (merged.Diversity, merged.Balance, merged.MostInterests, merged.LongTail));
    }

    [Fact]
    public void Normalised_signals_add_up_to_one_and_lists_stay()
    {
        var moved = 0;
        for (var seed = 1; seed <= 12; seed++)
        {
            var weights = RankingWeights.Default with
            {
                Signals = RankingSignals.All.ToImmutableSortedDictionary(signal => signal.Key, signal => (signal.DefaultWeight * (1 + (seed % 3))) + 0.01),
                ExplorationShare = 0.2,
                MostPerCreator = 2,
            };
            var scaled = WeightScale.Normalise(weights).Weights!;

            Assert.Equal(1, WeightScale.SumOf(scaled), 9);
            RankingWorld world = new(seed);
            Assert.Equal(List(world, weights), List(world, scaled));
            moved += List(world, weights).SequenceEqual(List(world, scaled with { Diversity = weights.Diversity, Balance = weights.Balance, LongTail = weights.LongTail, ExplorationWeight = weights.ExplorationWeight })) ? 0 : 1;
        }

        // Were the re-ranking not scaled along, lists would change.
        Assert.True(moved > 0);
    }

    [Fact]
    public void What_would_leave_its_range_is_named_and_nothing_is_normalised()
    {
        var weights = RankingWeights.Default with { Signals = RankingSignals.All.ToImmutableSortedDictionary(signal => signal.Key, _ => 0.01), Diversity = 0.9 };

        var scaled = WeightScale.Normalise(weights);

        Assert.Null(scaled.Weights);
        Assert.Equal("diversity", scaled.Obstacle!.Path);
        Assert.Equal(0.9 / 0.11, scaled.Value, 9);
        Assert.Null(WeightScale.Normalise(weights with { Signals = RankingSignals.All.ToImmutableSortedDictionary(signal => signal.Key, _ => 0.0) }).Weights);
    }

    [Fact]
    public void Another_prior_ranks_as_a_snapshot_that_was_built_with_it()
    {
        var weights = RankingWeights.Default with { Signals = RankingWeights.Default.Signals.SetItem("popularity", 5) };
        var changed = 0;
        for (var seed = 1; seed <= 6; seed++)
        {
            RankingWorld built = new(seed, 400), other = new(seed, 10);
            var with = other.Snapshot.With("other", other.Snapshot.Popularity.With(400));

            Assert.Equal(
                Enumerable.Range(0, built.Snapshot.Catalogue.Count).Select(item => built.Snapshot.Popularity[new ItemIndex(item)]),
                Enumerable.Range(0, with.Catalogue.Count).Select(item => with.Popularity[new ItemIndex(item)]));
            Assert.Same(other.Snapshot.Words, with.Words);
            Assert.Equal(
                built.Rank(weights: weights, count: 25).Select(ranked => (ranked.Item, ranked.Score)),
                Recommender.Recommend(with, other.Query(weights, 25)).Select(ranked => (ranked.Item, ranked.Score)));
            changed += other.Snapshot.Popularity.BestFirst.SequenceEqual(with.Popularity.BestFirst) ? 0 : 1;
        }

        Assert.True(changed > 0);
    }

    [Fact]
    public void Shares_are_of_what_counts_for_and_against()
    {
        RankedItem first = RankedItem.Of(new ItemIndex(0), [Contribution.Of("a", 1, 3, 1, null), Contribution.Of("b", -1, 1, 1, null)], false);
        RankedItem second = RankedItem.Of(new ItemIndex(1), [Contribution.Of("a", 1, 1, 1, null), Contribution.Of("c", 1, 1, 1, null)], false);
        RankedItem nothing = RankedItem.Of(new ItemIndex(2), [], false);

        Assert.Equal([("a", 0.625), ("c", 0.25), ("b", 0.125)], SignalShares.Of([first, second, nothing]));
        Assert.Empty(SignalShares.Of([nothing]));
    }

    private static List<ItemIndex> List(RankingWorld world, RankingWeights weights) => [.. world.Rank(weights: weights, count: 25).Select(ranked => ranked.Item)];
}
