using System.Numerics;
using System.Runtime.CompilerServices;

namespace Portal.Domain.Numerics;

/// <summary>Products of sparse matrices, row by row, so that a row of sums stays in the cache.</summary>
public static class SparseProduct
{
    /// <summary>One row of A·B.</summary>
    /// <typeparam name="T">In which the sums are made.</typeparam>
    /// <param name="a">Left factor.</param>
    /// <param name="row">Row of A.</param>
    /// <param name="b">Right factor, with a row per column of A.</param>
    /// <param name="sums">One place per column of B, or fewer to leave the last columns out; overwritten.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Row<T>(SparseMatrix a, int row, SparseMatrix b, Span<T> sums)
        where T : INumber<T>
    {
        sums.Clear();
        var inner = a.ColumnsOf(row);
        var weights = a.ValuesOf(row);
        for (var k = 0; k < inner.Length; k++)
        {
            var weight = T.CreateTruncating(weights[k]);
            var columns = b.ColumnsOf(inner[k]);
            var values = b.ValuesOf(inner[k]);
            for (var i = 0; i < columns.Length && columns[i] < sums.Length; i++)
            {
                sums[columns[i]] += weight * T.CreateTruncating(values[i]);
            }
        }
    }

    /// <summary>The lower triangle of XᵀX + ridge·I, on all cores; what is above the diagonal stays 0.</summary>
    /// <typeparam name="T">In which the sums are made.</typeparam>
    /// <param name="matrix">X.</param>
    /// <param name="transposed">Xᵀ.</param>
    /// <param name="ridge">Added to the diagonal.</param>
    /// <param name="cancellationToken">Stops within some rows.</param>
    /// <returns>Row-major, columns × columns. Memory: that alone.</returns>
    /// <remarks>Takes half the sum of the squared row lengths of X.</remarks>
    public static T[] GramLower<T>(SparseMatrix matrix, SparseMatrix transposed, T ridge, CancellationToken cancellationToken)
        where T : INumber<T>
    {
        var size = matrix.ColumnCount;
        var gram = new T[(long)size * size];
        Parallel.For(0, size, new ParallelOptions { CancellationToken = cancellationToken }, row =>
        {
            Row(transposed, row, matrix, gram.AsSpan(row * size, row + 1));
            gram[(row * size) + row] += ridge;
        });
        return gram;
    }
}
