using Portal.Domain.Numerics;

namespace Portal.Domain.Collaborative;

/// <summary>Finds for every item the few others that go best with it.</summary>
internal static class Neighbourhood
{
    private const int RowsAtATime = 64;

    /// <summary>For every item of the left factor the strongest others, of equal ones the first.</summary>
    /// <param name="left">A row per item.</param>
    /// <param name="right">A row per column of <paramref name="left"/>, a column per item.</param>
    /// <param name="neighbours">Most others per item.</param>
    /// <param name="weight">From item, other and their product the weight; only weights above 0 are kept.</param>
    /// <param name="progress">Receives the share that is done, 0..1.</param>
    /// <param name="cancellationToken">Stops within some rows.</param>
    /// <returns>A row per item with its others.</returns>
    public static SparseMatrix Strongest(
        SparseMatrix left, SparseMatrix right, int neighbours, Func<int, int, float, float> weight, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var rows = new (int[] Columns, float[] Values)[left.RowCount];
        for (var from = 0; from < rows.Length; from += RowsAtATime)
        {
            var to = Math.Min(from + RowsAtATime, rows.Length);
            Parallel.For(from, to, new ParallelOptions { CancellationToken = cancellationToken }, item =>
            {
                var sums = new float[right.ColumnCount];
                SparseProduct.Row(left, item, right, sums.AsSpan());
                for (var other = 0; other < sums.Length; other++)
                {
                    var value = other == item || sums[other] == 0 ? float.NaN : weight(item, other, sums[other]);
                    sums[other] = value > 0 ? value : float.NaN;
                }

                var best = TopK.Select(sums, neighbours);
                Array.Sort(best);
                rows[item] = (best, [.. best.Select(other => sums[other])]);
            });
            progress?.Report(to / (double)rows.Length);
        }

        return SparseMatrix.FromRows(right.ColumnCount, rows);
    }
}
