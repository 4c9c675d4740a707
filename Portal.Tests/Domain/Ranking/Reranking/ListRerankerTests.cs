using Portal.Domain.Catalogue;
using Portal.Domain.Ranking.Reranking;

namespace Portal.Tests.Domain.Ranking.Reranking;

/// <summary>The methods as their papers write them, in plain loops, against the code of the portal.</summary>
public sealed class ListRerankerTests
{
    private static readonly string[] Genres = ["a", "b", "c", "d", "e"];

    [Theory]
    [InlineData(0.8)]
    [InlineData(0.5)]
    public void Variety_IsMaximalMarginalRelevance(double w) => ForEveryCase((scores, genres, history, _, features) =>
    {
        RerankOptions options = new() { Pool = 20, Relevance = w, Variety = 1 - w };

        Assert.Equal(
            Greedy(Scaled(scores, 20), 7, (list, item, s) => (w * s) - ((1 - w) * list.Select(other => Cosine(genres[item], genres[other])).DefaultIfEmpty().Max())),
            Ids(ListReranker.Rerank(scores, features, history, options, 7)));
    });

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.6)]
    public void Balance_IsStecksCalibration(double w) => ForEveryCase((scores, genres, history, _, features) =>
    {
        RerankOptions options = new() { Pool = 20, Relevance = 1 - w, Balance = w };
        var own = Mix(history.Select(item => genres[item.Value]));

        Assert.Equal(
            Greedy(Scaled(scores, 20), 7, (list, item, s) => ((1 - w) * s) - (w * Divergence(own, Mix(list.Append(item).Select(i => genres[i]))))),
            Ids(ListReranker.Rerank(scores, features, history, options, 7)));
    });

    [Fact]
    public void Balance_ImaginaryItems_CountAsItemsOfTheOwnMix() => ForEveryCase((scores, genres, history, _, features) =>
    {
        RerankOptions options = new() { Pool = 20, Balance = 2, Imaginary = 3 };
        var own = Mix(history.Select(item => genres[item.Value]));

        Assert.Equal(
            Greedy(Scaled(scores, 20), 7, (list, item, s) =>
            {
                var (listed, n) = (Mix(list.Append(item).Select(i => genres[i])), list.Count + 1);
                return s - (2 * Divergence(own, [.. listed.Zip(own, (q, p) => ((n * q) + (3 * p)) / (n + 3))]));
            }),
            Ids(ListReranker.Rerank(scores, features, history, options, 7)));
    });

    [Fact]
    public void LongTail_IsTheScoreDividedByAPowerOfPopularity() => ForEveryCase((scores, _, history, counts, features) =>
    {
        RerankOptions options = new() { Pool = int.MaxValue, Scale = RelevanceScale.Logarithm, LongTail = 0.4 };

        Assert.Equal(
            Enumerable.Range(0, scores.Length).Where(i => scores[i] > 0).OrderByDescending(i => scores[i] / Math.Pow(Math.Max(1, counts[i]), 0.4)).Take(7),
            Ids(ListReranker.Rerank(scores, features, history, options, 7)));
    });

    [Fact]
    public void Nothing_Asked_TheBestScoresInOrder()
    {
        ClassMix classes = new([["a"], ["a", "b"], [], ["b"]]);

        var list = ListReranker.Rerank([1, 3, float.NaN, 3], new RerankFeatures(classes, [1, 2, 0, 4]), [], new RerankOptions(), 5);

        Assert.Equal([1, 3, 0], Ids(list));
    }

    [Fact]
    public void Cosine_OfClasses_CommonOverTheRootOfBoth()
    {
        ClassMix classes = new([["a", "b"], ["b", "c", "a"], [], ["d"]]);

        Assert.Equal(2 / MathF.Sqrt(6), classes.Cosine(new ItemIndex(0), new ItemIndex(1)), 1e-6f);
        Assert.Equal(0, classes.Cosine(new ItemIndex(0), new ItemIndex(2)));
        Assert.Equal(0, classes.Cosine(new ItemIndex(0), new ItemIndex(3)));
    }

    private static void ForEveryCase(Action<float[], string[][], ItemIndex[], int[], RerankFeatures> check)
    {
        for (var seed = 1; seed <= 25; seed++)
        {
            Random random = new(seed);
            var count = 31 + random.Next(9);
            float[] scores = [.. Enumerable.Range(0, count).Select(_ => random.Next(6) == 0 ? float.NaN : (float)(random.NextDouble() - 0.2))];
            string[][] genres = [.. Enumerable.Range(0, count).Select(_ => Genres.Where((_, g) => random.Next(g + 2) == 0).DefaultIfEmpty("z").ToArray())];
            int[] counts = [.. Enumerable.Range(0, count).Select(_ => random.Next(40))];
            ItemIndex[] history = [.. Enumerable.Range(0, count).Where(_ => random.Next(4) == 0).Append(2).Distinct().Select(i => new ItemIndex(i))];
            check(scores, genres, history, counts, new RerankFeatures(new ClassMix(genres), counts));
        }
    }

    private static Dictionary<int, double> Scaled(float[] scores, int pool)
    {
        int[] best = [.. Enumerable.Range(0, scores.Length).Where(i => !float.IsNaN(scores[i])).OrderByDescending(i => scores[i]).Take(pool)];
        return best.ToDictionary(i => i, i => (scores[i] - (double)scores[best[^1]]) / (scores[best[0]] - (double)scores[best[^1]]));
    }

    private static List<int> Greedy(Dictionary<int, double> pool, int k, Func<List<int>, int, double, double> value)
    {
        List<int> list = [];
        while (list.Count < k)
        {
            list.Add(pool.Keys.Except(list).OrderByDescending(item => Math.Round(value(list, item, pool[item]), 5)).ThenBy(item => item).First());
        }

        return list;
    }

    private static double Cosine(string[] a, string[] b) => a.Intersect(b).Count() / Math.Sqrt(a.Length * b.Length);

    private static double[] Mix(IEnumerable<string[]> items)
    {
        string[] all = [.. Genres, "z"];
        string[][] list = [.. items];
        return [.. all.Select(genre => list.Sum(classes => classes.Contains(genre) ? 1.0 / classes.Length : 0) / list.Length)];
    }

    private static double Divergence(double[] own, double[] listed) =>
        own.Zip(listed, (p, q) => p > 0 ? p * Math.Log(p / ((0.99 * q) + (0.01 * p))) : 0).Sum();

    private static IEnumerable<int> Ids(ItemIndex[] items) => items.Select(item => item.Value);
}
