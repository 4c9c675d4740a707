using System.Numerics;
using System.Runtime.InteropServices;

namespace Portal.Domain.Numerics;

/// <summary>Dot products of one vector with several, four at a time, so that the vector is read once for four.</summary>
public static class DotBlock
{
    /// <summary>Computes the products.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="rows">The others, one after another, each of the same length.</param>
    /// <param name="products">One place for each of the others; overwritten.</param>
    /// <exception cref="ArgumentException">The lengths do not fit together.</exception>
    public static void Dot(ReadOnlySpan<float> vector, ReadOnlySpan<float> rows, Span<float> products)
    {
        var length = vector.Length;
        if (rows.Length != length * products.Length)
        {
            throw new ArgumentException($"{rows.Length} numbers are not {products.Length} rows of {length}.", nameof(rows));
        }

        var row = 0;
        for (; row + 4 <= products.Length; row += 4)
        {
            Four(vector, rows.Slice(row * length, 4 * length), products[row..]);
        }

        for (; row < products.Length; row++)
        {
            products[row] = VectorMath.Dot(vector, rows.Slice(row * length, length));
        }
    }

    private static void Four(ReadOnlySpan<float> vector, ReadOnlySpan<float> rows, Span<float> products)
    {
        var length = vector.Length;
        var v = MemoryMarshal.Cast<float, Vector<float>>(vector);
        var a = MemoryMarshal.Cast<float, Vector<float>>(rows[..length]);
        var b = MemoryMarshal.Cast<float, Vector<float>>(rows.Slice(length, length));
        var c = MemoryMarshal.Cast<float, Vector<float>>(rows.Slice(2 * length, length));
        var d = MemoryMarshal.Cast<float, Vector<float>>(rows.Slice(3 * length, length));
        Vector<float> sumA = Vector<float>.Zero, sumB = sumA, sumC = sumA, sumD = sumA;
        for (var i = 0; i < v.Length && i < a.Length && i < b.Length && i < c.Length && i < d.Length; i++)
        {
            sumA = Vector.FusedMultiplyAdd(v[i], a[i], sumA);
            sumB = Vector.FusedMultiplyAdd(v[i], b[i], sumB);
            sumC = Vector.FusedMultiplyAdd(v[i], c[i], sumC);
            sumD = Vector.FusedMultiplyAdd(v[i], d[i], sumD);
        }

        (products[0], products[1], products[2], products[3]) = (Vector.Sum(sumA), Vector.Sum(sumB), Vector.Sum(sumC), Vector.Sum(sumD));
        for (var i = v.Length * Vector<float>.Count; i < length; i++)
        {
            for (var row = 0; row < 4; row++)
            {
                products[row] += vector[i] * rows[(row * length) + i];
            }
        }
    }
}
