using System.Globalization;
using Portal.Domain.Catalogue;
using Portal.Domain.Collaborative;
using Portal.Domain.Numerics;
using Portal.Tests.Support;

namespace Portal.Tests.Domain.Collaborative;

/// <summary>Split S2 (ML-100K, MCRec), ranked in full, top 10, with the few metrics the reference values need.</summary>
internal static class S2
{
    public const string Folder = "ml-100k/mcrec-split";
    private const int K = 10;

    public static readonly Lazy<InteractionMatrix> Train = new(() => new InteractionMatrix(943, 1682, Lines("train.rating", '\t')
        .Select(line => (new UserIndex(line[0] - 1), new ItemIndex(line[1] - 1), 1f))));

    private static readonly Lazy<List<int[]>> Test = new(() => [.. Lines("test.rating", ' ').Select(line => line.Select(id => id - 1).ToArray())]);

    /// <summary>Means over the people with test items.</summary>
    public static (double Precision, double Recall, double NdcgFull, double Ndcg) Measure(IItemModel model)
    {
        double precision = 0, recall = 0, full = 0, cut = 0;
        var scores = new float[Train.Value.ItemCount];
        foreach (var line in Test.Value)
        {
            var seen = Train.Value.ByUser.ColumnsOf(line[0]);
            var history = new ItemWeight[seen.Length];
            for (var i = 0; i < history.Length; i++)
            {
                history[i] = new ItemWeight(new ItemIndex(seen[i]), 1);
            }

            model.Score(history, scores);
            foreach (var item in seen)
            {
                scores[item] = float.NaN;
            }

            var relevant = line[1..].ToHashSet();
            var top = TopK.Select(scores, K);
            var hits = top.Count(relevant.Contains);
            var gain = Enumerable.Range(0, top.Length).Where(rank => relevant.Contains(top[rank])).Sum(Gain);
            precision += hits / (double)K;
            recall += hits / (double)relevant.Count;
            full += gain / Enumerable.Range(0, relevant.Count).Sum(Gain);
            cut += gain / Enumerable.Range(0, Math.Min(K, relevant.Count)).Sum(Gain);
        }

        var count = Test.Value.Count;
        return (precision / count, recall / count, full / count, cut / count);
    }

    private static double Gain(int rank) => 1 / Math.Log2(rank + 2);

    private static IEnumerable<int[]> Lines(string file, char separator) => File.ReadLines(Path.Combine(Repository.SharedData, Folder, file))
        .Select(line => line.Split(separator, StringSplitOptions.RemoveEmptyEntries).Select(field => int.Parse(field, CultureInfo.InvariantCulture)).ToArray());
}
