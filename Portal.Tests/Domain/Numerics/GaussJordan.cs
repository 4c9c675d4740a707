namespace Portal.Tests.Domain.Numerics;

/// <summary>The plainest inverse there is, with pivoting, in double precision: what the fast one is held against.</summary>
internal static class GaussJordan
{
    public static double[,] Invert(double[,] matrix)
    {
        var n = matrix.GetLength(0);
        var work = new double[n, 2 * n];
        for (var i = 0; i < n; i++)
        {
            work[i, n + i] = 1;
            for (var j = 0; j < n; j++)
            {
                work[i, j] = matrix[i, j];
            }
        }

        for (var k = 0; k < n; k++)
        {
            var pivot = Enumerable.Range(k, n - k).MaxBy(row => Math.Abs(work[row, k]));
            for (var j = 0; j < 2 * n; j++)
            {
                (work[k, j], work[pivot, j]) = (work[pivot, j], work[k, j]);
            }

            var divisor = work[k, k];
            for (var j = 0; j < 2 * n; j++)
            {
                work[k, j] /= divisor;
            }

            for (var i = 0; i < n; i++)
            {
                var factor = work[i, k];
                for (var j = 0; j < 2 * n && i != k; j++)
                {
                    work[i, j] -= factor * work[k, j];
                }
            }
        }

        var inverse = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                inverse[i, j] = work[i, n + j];
            }
        }

        return inverse;
    }
}
