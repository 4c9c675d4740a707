using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Portal.Domain.Numerics;

/// <summary>Solves small symmetric positive definite systems, in place, in single precision, on the calling thread.</summary>
internal static class Cholesky
{
    /// <summary>Solves A·x = b by Cholesky's factorisation.</summary>
    /// <param name="matrix">A, row-major; only the lower triangle is read; destroyed.</param>
    /// <param name="vector">b; becomes x.</param>
    /// <exception cref="ArithmeticException">A is not positive definite, as far as single precision can tell.</exception>
    public static void Solve(Span<float> matrix, Span<float> vector)
    {
        Factor(matrix, vector.Length);
        Substitute(matrix, vector);
    }

    /// <summary>Makes A = L·Lᵀ, so that many right sides can be solved for.</summary>
    /// <param name="matrix">A, row-major; only the lower triangle is read; becomes L.</param>
    /// <param name="size">Number of rows.</param>
    /// <exception cref="ArithmeticException">A is not positive definite, as far as single precision can tell.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Factor(Span<float> matrix, int size)
    {
        for (var i = 0; i < size; i++)
        {
            var row = matrix.Slice(i * size, i + 1);
            for (var j = 0; j < i; j++)
            {
                row[j] = (row[j] - TensorPrimitives.Dot(row[..j], matrix.Slice(j * size, j))) / matrix[(j * size) + j];
            }

            var pivot = row[i] - TensorPrimitives.SumOfSquares<float>(row[..i]);
            if (!(pivot > 0))
            {
                throw new ArithmeticException($"The system is not positive definite: pivot {i} of {size} is {pivot}. More regularisation helps.");
            }

            row[i] = MathF.Sqrt(pivot);
        }
    }

    /// <summary>Solves L·Lᵀ·x = b.</summary>
    /// <param name="factor">L, row-major, as <see cref="Factor"/> leaves it.</param>
    /// <param name="vector">b; becomes x.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Substitute(ReadOnlySpan<float> factor, Span<float> vector)
    {
        var size = vector.Length;
        for (var i = 0; i < size; i++)
        {
            var row = factor.Slice(i * size, i + 1);
            vector[i] = (vector[i] - TensorPrimitives.Dot(row[..i], vector[..i])) / row[i];
        }

        for (var i = size - 1; i >= 0; i--)
        {
            var row = factor.Slice(i * size, i + 1);
            vector[i] /= row[i];
            TensorPrimitives.MultiplyAdd(row[..i], -vector[i], vector[..i], vector[..i]);
        }
    }
}
