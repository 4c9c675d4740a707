namespace Portal.Domain.Content;

/// <summary>
/// Agglomerative clustering that each time joins the two clusters whose union spreads least (Ward 1963), with the update of Lance and
/// Williams (1967) over a chain of nearest neighbours (Murtagh 1983): O(n²) time and memory.
/// </summary>
public static class WardClustering
{
    /// <summary>Clusters points.</summary>
    /// <param name="squaredDistances">n × n, row by row, symmetric, at least 0; overwritten.</param>
    /// <param name="count">Number of points n.</param>
    /// <param name="cutOff">Clusters that are farther apart stay apart: the height, in squared distance, above which nothing is joined.</param>
    /// <param name="mostClusters">No more clusters than this, at least 1: the nearest are joined beyond the cut-off until it holds.</param>
    /// <returns>For each point its cluster's number; clusters are numbered from 0 by their first point.</returns>
    /// <remarks>Ties: the predecessor in the chain, then the lower point, so that equal input gives equal clusters.</remarks>
    /// <exception cref="ArgumentException">The matrix is not n × n.</exception>
    public static int[] Cluster(double[] squaredDistances, int count, double cutOff, int mostClusters)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostClusters, 1);
        if (squaredDistances.Length != count * count)
        {
            throw new ArgumentException($"There are {squaredDistances.Length} distances for {count} points; expected {count * count}.", nameof(squaredDistances));
        }

        var merges = Dendrogram(squaredDistances, count);
        int[] order = [.. Enumerable.Range(0, merges.Count).OrderBy(i => merges[i].Height).ThenBy(i => i)];
        int[] parents = [.. Enumerable.Range(0, count)];
        var clusters = count;
        foreach (var i in order)
        {
            if (merges[i].Height > cutOff && clusters <= mostClusters)
            {
                break;
            }

            int a = Root(parents, merges[i].A), b = Root(parents, merges[i].B);
            parents[Math.Max(a, b)] = Math.Min(a, b);
            clusters--;
        }

        var numbers = new int[count];
        var next = 0;
        for (var point = 0; point < count; point++)
        {
            var root = Root(parents, point);
            numbers[point] = root == point ? next++ : numbers[root];
        }

        return numbers;
    }

    // All joins down to one cluster; a cluster stands in the place of its lowest point.
    private static List<(int A, int B, double Height)> Dendrogram(double[] distances, int count)
    {
        List<(int A, int B, double Height)> merges = new(Math.Max(0, count - 1));
        int[] sizes = [.. Enumerable.Repeat(1, count)];
        List<int> chain = [];
        while (merges.Count < count - 1)
        {
            if (chain.Count == 0)
            {
                chain.Add(Array.FindIndex(sizes, size => size > 0));
            }

            var top = chain[^1];
            var before = chain.Count > 1 ? chain[^2] : -1;
            var nearest = before;
            for (var other = 0; other < count; other++)
            {
                if (other != top && sizes[other] > 0 && (nearest < 0 || distances[(top * count) + other] < distances[(top * count) + nearest]))
                {
                    nearest = other;
                }
            }

            if (nearest != before)
            {
                chain.Add(nearest);
                continue;
            }

            chain.RemoveRange(chain.Count - 2, 2);
            merges.Add((top, nearest, distances[(top * count) + nearest]));
            Join(distances, sizes, count, Math.Min(top, nearest), Math.Max(top, nearest));
        }

        return merges;
    }

    private static void Join(double[] distances, int[] sizes, int count, int kept, int gone)
    {
        var between = distances[(kept * count) + gone];
        for (var other = 0; other < count; other++)
        {
            if (other == kept || other == gone || sizes[other] == 0)
            {
                continue;
            }

            double a = sizes[kept], b = sizes[gone], c = sizes[other];
            var height = (((a + c) * distances[(kept * count) + other]) + ((b + c) * distances[(gone * count) + other]) - (c * between)) / (a + b + c);
            distances[(kept * count) + other] = height;
            distances[(other * count) + kept] = height;
        }

        sizes[kept] += sizes[gone];
        sizes[gone] = 0;
    }

    private static int Root(int[] parents, int point)
    {
        while (parents[point] != point)
        {
            point = parents[point];
        }

        return point;
    }
}
