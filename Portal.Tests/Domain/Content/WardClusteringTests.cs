using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Content;

namespace Portal.Tests.Domain.Content;

public sealed class WardClusteringTests
{
    [Fact]
    public void Cluster_PointsOnALine_FallWhereTheGapsAre() =>
        Assert.Equal([0, 0, 1, 0, 2, 1], WardClustering.Cluster(Squared([0, 1, 10, 0.5, 30, 11]), 6, cutOff: 5, mostClusters: 9));

    [Fact]
    public void Cluster_MostClusters_JoinsTheNearestBeyondTheCutOff() =>
        Assert.Equal([0, 0, 0, 0, 1, 0], WardClustering.Cluster(Squared([0, 1, 10, 0.5, 30, 11]), 6, cutOff: 5, mostClusters: 2));

    [Theory]
    [InlineData(0, new int[0])]
    [InlineData(1, new[] { 0 })]
    public void Cluster_NoneOrOne(int count, int[] expected) => Assert.Equal(expected, WardClustering.Cluster(new double[count * count], count, 1, 3));

    [Fact]
    public void Cluster_AnyPoints_EqualsJoiningTheNearestPairEachTime() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<PositiveInt>(), (bytes, cut) =>
        {
            // Distinct gaps, so that no ties leave a choice.
            double[] points = [.. bytes.Take(12).Select((one, i) => one + (i * i * 0.0137))];
            var expected = Plain(points, cut.Get * 3.3);
            return WardClustering.Cluster(Squared(points), points.Length, cut.Get * 3.3, 99).SequenceEqual(expected);
        }).QuickCheckThrowOnFailure();

    private static double[] Squared(double[] points) => [.. points.SelectMany(a => points.Select(b => (a - b) * (a - b)))];

    // Ward's definition: twice the growth of the sum of squares, from the means and not from an update formula.
    private static int[] Plain(double[] points, double cutOff)
    {
        List<List<int>> clusters = [.. points.Select((_, i) => new List<int> { i })];
        while (clusters.Count > 1)
        {
            var (a, b, height) = clusters.SelectMany((_, i) => Enumerable.Range(i + 1, clusters.Count - i - 1).Select(j => (i, j, Height(clusters[i], clusters[j])))).MinBy(one => one.Item3);
            if (height > cutOff)
            {
                break;
            }

            clusters[a].AddRange(clusters[b]);
            clusters.RemoveAt(b);
        }

        List<int> firsts = [.. clusters.Select(cluster => cluster.Min()).Order()];
        return [.. points.Select((_, i) => firsts.IndexOf(clusters.Single(cluster => cluster.Contains(i)).Min()))];

        double Height(List<int> x, List<int> y)
        {
            var gap = x.Average(i => points[i]) - y.Average(i => points[i]);
            return 2.0 * x.Count * y.Count / (x.Count + y.Count) * gap * gap;
        }
    }
}
