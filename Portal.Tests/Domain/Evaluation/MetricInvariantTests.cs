using Portal.Domain.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Evaluation;
using Portal.Domain.Evaluation.Metrics;

namespace Portal.Tests.Domain.Evaluation;

/// <summary>What holds for every list and every set of relevant items.</summary>
public sealed class MetricInvariantTests
{
    private const int ItemCount = 40;

    [Fact]
    public void Every_accuracy_lies_between_0_and_1() => ForLists((list, relevant, k) =>
        Values(list, relevant, k).All(value => value is >= 0 and <= 1 + 1e-12));

    [Fact]
    public void A_perfect_list_reaches_1() => ForLists((_, relevant, k) =>
    {
        int[] perfect = [.. relevant, .. Enumerable.Range(0, ItemCount).Except(relevant)];
        var accuracy = ListAccuracy.Of(perfect, relevant, ItemCount, k);
        return Near(accuracy.Ndcg, 1) && Near(accuracy.AveragePrecision, 1) && Near(accuracy.RecallCapped, 1) && Near(accuracy.ReciprocalRank, 1) && Near(accuracy.Hit, 1);
    });

    [Fact]
    public void A_list_without_hits_has_no_accuracy_but_that_of_what_it_leaves_out() => ForLists((_, relevant, k) =>
    {
        int[] miss = [.. Enumerable.Range(0, ItemCount).Except(relevant).Take(k)];
        var accuracy = ListAccuracy.Of(miss, relevant, ItemCount, k);
        return accuracy is { Hit: 0, Ndcg: 0, NdcgFull: 0, Recall: 0, Precision: 0, F1: 0, AveragePrecision: 0, ReciprocalRank: 0 };
    });

    [Fact]
    public void Full_conventions_never_exceed_those_cut_at_k() => ForLists((list, relevant, k) =>
    {
        var accuracy = ListAccuracy.Of(list, relevant, ItemCount, k);
        return accuracy.NdcgFull <= accuracy.Ndcg + 1e-12 && accuracy.AveragePrecisionFull <= accuracy.AveragePrecision + 1e-12
            && accuracy.Recall <= accuracy.RecallCapped + 1e-12 && accuracy.Precision <= accuracy.PrecisionOfList + 1e-12;
    });

    [Fact]
    public void A_longer_list_never_loses_hits_or_recall() => ForLists((list, relevant, k) =>
    {
        var (shorter, longer) = (ListAccuracy.Of(list, relevant, ItemCount, k), ListAccuracy.Of(list, relevant, ItemCount, k + 1));
        return longer.Recall >= shorter.Recall && longer.Hit >= shorter.Hit && longer.ReciprocalRank >= shorter.ReciprocalRank;
    });

    [Fact]
    public void Moving_a_hit_up_raises_the_gain() => ForLists((list, relevant, _) =>
    {
        var hit = Array.FindIndex(list, item => relevant.Contains(item));
        if (hit < 1)
        {
            return true;
        }

        var better = list.ToArray();
        (better[hit - 1], better[hit]) = (better[hit], better[hit - 1]);
        return ListAccuracy.Of(better, relevant, ItemCount, list.Length).Ndcg > ListAccuracy.Of(list, relevant, ItemCount, list.Length).Ndcg;
    });

    [Fact]
    public void The_order_of_people_changes_nothing() => Prop.ForAll(ArbMap.Default.ArbFor<uint>(), seed =>
    {
        var people = Enumerable.Range(0, 12).Select(i => Sample((int)(seed % 100_000) + i)).ToList();
        return Summary(people).All(one => Near(one.Value, Summary([.. people.AsEnumerable().Reverse()])[one.Key]));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void List_statistics_stay_within_their_bounds() => Prop.ForAll(ArbMap.Default.ArbFor<uint>(), seed =>
    {
        var all = Summary([.. Enumerable.Range(0, 12).Select(i => Sample((int)(seed % 100_000) + i))]);
        return all["gini@5"] is >= 0 and < 1 && all["evenness@5"] is > 0 and <= 1 && all["coverage@5"] is >= 5 and <= ItemCount
            && all["entropy@5"] >= 0 && all["entropy@5"] <= Math.Log2(ItemCount) + 1e-9 && all["ild@5"] is >= -1e-9 and <= 1 + 1e-9
            && all["aplt@5"] is >= 0 and <= 1 && all["calibration_kl@5"] >= -1e-9 && all["calibration_kl@5"] <= Math.Log(100) + 1e-9
            && all["personalisation@5"] is >= -1e-9 and <= 1 && all["violations@5"] == 0;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Gini_of_equal_counts_is_0_and_of_one_taker_nearly_1()
    {
        Assert.Equal(0, ListStatistics.Gini([3, 3, 3, 3], 12), 12);
        Assert.Equal(0.75, ListStatistics.Gini([0, 0, 12, 0], 12), 12);
    }

    [Fact]
    public void Same_list_for_everybody_is_not_personal_and_lists_without_overlap_are()
    {
        ItemPopularity popularity = new(ItemCount, [[0], [1]]);
        ListStatistics same = new(2, popularity, null), apart = new(2, popularity, null);
        foreach (var user in Enumerable.Range(0, 5))
        {
            same.Add([3, 4], [0], []);
            apart.Add([2 * user, (2 * user) + 1], [0], []);
        }

        Assert.Equal(0, same.Summarise().ToDictionary()["personalisation@2"], 12);
        Assert.Equal(1, apart.Summarise().ToDictionary()["personalisation@2"], 12);
    }

    [Fact]
    public void Personalisation_equals_the_mean_over_pairs()
    {
        int[][] lists = [[0, 1, 2], [2, 3, 0], [4, 5, 6], [1, 6, 7]];
        ListStatistics statistics = new(3, new ItemPopularity(ItemCount, [[0]]), null);
        foreach (var list in lists)
        {
            statistics.Add(list, [], []);
        }

        var overlaps = from a in Enumerable.Range(0, 4) from b in Enumerable.Range(0, a) select lists[a].Intersect(lists[b]).Count() / 3.0;
        Assert.Equal(1 - overlaps.Average(), statistics.Summarise().ToDictionary()["personalisation@3"], 12);
    }

    [Fact]
    public void Diversity_equals_the_mean_over_pairs()
    {
        TagSpace tags = new(Items);
        int[] list = [1, 5, 11, 29];

        var pairs = from a in Enumerable.Range(0, 4) from b in Enumerable.Range(0, a) select 1 - Cosine(Items[list[a]].Tags, Items[list[b]].Tags);

        Assert.Equal(pairs.Average(), tags.Diversity(list), 12);
        Assert.True(double.IsNaN(tags.Diversity([1])));
    }

    [Fact]
    public void Undefined_statistics_are_absent()
    {
        ListStatistics statistics = new(1, new ItemPopularity(3, []), new TagSpace([null, null, null]));
        statistics.Add([2], [], []);

        Assert.Equal(["coverage@1", "coverage_share@1", "gini@1", "evenness@1", "entropy@1", "violations@1"], statistics.Summarise().Select(one => one.Key));
    }

    [Fact]
    public void Nothing_relevant_is_refused() => Assert.Throws<ArgumentException>(() => ListAccuracy.Of([1], [], 3, 1));

    private static readonly EvaluatedItem[] Items =
        [.. Enumerable.Range(0, ItemCount).Select(i => new EvaluatedItem($"{i}", "", "", [.. Enumerable.Range(0, 5).Where(tag => ((i * 7) >> tag) % 2 == 1).Select(tag => $"t{tag}")]))];

    private static double Cosine(IReadOnlyList<string> a, IReadOnlyList<string> b) => a.Count * b.Count == 0 ? 0 : a.Intersect(b).Count() / Math.Sqrt(a.Count * b.Count);

    private static Dictionary<string, double> Summary(IReadOnlyList<(int[] List, int[] Relevant, int[] History)> people)
    {
        ListStatistics statistics = new(5, new ItemPopularity(ItemCount, [.. Enumerable.Range(0, 12).Select(i => Sample(i).History)]), new TagSpace(Items));
        AccuracyMeans means = new(5);
        foreach (var (list, relevant, history) in people)
        {
            statistics.Add(list, history, []);
            means.Add(ListAccuracy.Of(list, relevant, ItemCount, 5));
        }

        return statistics.Summarise().Concat(means.Summarise()).ToDictionary();
    }

    private static (int[] List, int[] Relevant, int[] History) Sample(int seed)
    {
        SplitMix64 dice = new((ulong)seed, 0);
        var items = Enumerable.Range(0, ItemCount).ToArray();
        dice.Shuffle(items, ItemCount);
        return (items[..8], [.. items[5..(8 + dice.NextBelow(10))].Order()], items[20..(21 + dice.NextBelow(6))]);
    }

    private static IEnumerable<double> Values(int[] list, int[] relevant, int k)
    {
        AccuracyMeans means = new(k);
        means.Add(ListAccuracy.Of(list, relevant, ItemCount, k));
        return means.Summarise().Select(one => one.Value);
    }

    private static void ForLists(Func<int[], int[], int, bool> holds) => Prop.ForAll(ArbMap.Default.ArbFor<uint>(), ArbMap.Default.ArbFor<byte>(), (seed, length) =>
    {
        var (list, relevant, _) = Sample((int)(seed % 1_000_000));
        return holds(list, relevant, 1 + (length % 12));
    }).QuickCheckThrowOnFailure();

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-9;
}
