using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Portal.Domain.Numerics;

/// <summary>
/// Vectors in 8-bit integers: a quarter of the memory of single precision, and of the time to read it, which is what a scan costs.
/// Symmetric, one scale per vector: number ≈ code × scale, codes −127..127.
/// </summary>
public static class Int8Math
{
    private const float LargestCode = 127;

    /// <summary>Writes the codes of a vector.</summary>
    /// <param name="vector">Finite numbers.</param>
    /// <param name="codes">As many places; overwritten.</param>
    /// <returns>The scale; 0 for a vector of zeros.</returns>
    public static float Quantise(ReadOnlySpan<float> vector, Span<sbyte> codes)
    {
        var largest = vector.IsEmpty ? 0 : MathF.Abs(TensorPrimitives.MaxMagnitude(vector));
        var factor = LargestCode / largest;
        if (!float.IsFinite(factor))
        {
            // Zeros, or numbers so small that their reciprocal is infinite.
            codes[..vector.Length].Clear();
            return 0;
        }

        for (var i = 0; i < vector.Length; i++)
        {
            codes[i] = (sbyte)MathF.Round(vector[i] * factor);
        }

        return largest / LargestCode;
    }

    /// <summary>Dot products of one vector of codes with many: what a scan consists of. Exact: products are widened before they are added.</summary>
    /// <param name="vector">Codes −127..127, at most 131,072.</param>
    /// <param name="rows">The others one after the other, each as long as <paramref name="vector"/>.</param>
    /// <param name="products">One place per row; overwritten.</param>
    public static void Dot(ReadOnlySpan<sbyte> vector, ReadOnlySpan<sbyte> rows, Span<int> products)
    {
        if ((long)vector.Length * products.Length != rows.Length)
        {
            throw new ArgumentException($"There are {rows.Length} codes for {products.Length} rows of {vector.Length}; all rows must be complete.", nameof(rows));
        }

        // Four rows at a time: the vector is widened once for all of them, and no sum waits for the one before.
        var length = vector.Length;
        var i = 0;
        for (; Avx512BW.IsSupported && i + 4 <= products.Length; i += 4)
        {
            FourRows512(vector, rows.Slice(i * length, 4 * length), products[i..]);
        }

        for (; Avx2.IsSupported && i + 4 <= products.Length; i += 4)
        {
            FourRows256(vector, rows.Slice(i * length, 4 * length), products[i..]);
        }

        for (; i < products.Length; i++)
        {
            products[i] = DotPortable(vector, rows.Slice(i * length, length));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void FourRows512(ReadOnlySpan<sbyte> vector, ReadOnlySpan<sbyte> rows, Span<int> products)
    {
        ref var x = ref MemoryMarshal.GetReference(vector);
        ref var y = ref MemoryMarshal.GetReference(rows);
        var length = (nuint)vector.Length;
        Vector512<int> a = default, b = default, c = default, d = default;
        nuint i = 0;
        for (; i + 32 <= length; i += 32)
        {
            var codes = Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref x, i));
            a += Avx512BW.MultiplyAddAdjacent(codes, Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref y, i)));
            b += Avx512BW.MultiplyAddAdjacent(codes, Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref y, length + i)));
            c += Avx512BW.MultiplyAddAdjacent(codes, Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref y, (2 * length) + i)));
            d += Avx512BW.MultiplyAddAdjacent(codes, Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref y, (3 * length) + i)));
        }

        (products[0], products[1], products[2], products[3]) = (Vector512.Sum(a), Vector512.Sum(b), Vector512.Sum(c), Vector512.Sum(d));
        AddTails((int)i, vector, rows, products);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void FourRows256(ReadOnlySpan<sbyte> vector, ReadOnlySpan<sbyte> rows, Span<int> products)
    {
        ref var x = ref MemoryMarshal.GetReference(vector);
        ref var y = ref MemoryMarshal.GetReference(rows);
        var length = (nuint)vector.Length;
        Vector256<int> a = default, b = default, c = default, d = default;
        nuint i = 0;
        for (; i + 16 <= length; i += 16)
        {
            var codes = Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref x, i));
            a += Avx2.MultiplyAddAdjacent(codes, Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref y, i)));
            b += Avx2.MultiplyAddAdjacent(codes, Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref y, length + i)));
            c += Avx2.MultiplyAddAdjacent(codes, Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref y, (2 * length) + i)));
            d += Avx2.MultiplyAddAdjacent(codes, Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref y, (3 * length) + i)));
        }

        (products[0], products[1], products[2], products[3]) = (Vector256.Sum(a), Vector256.Sum(b), Vector256.Sum(c), Vector256.Sum(d));
        AddTails((int)i, vector, rows, products);
    }

    /// <summary>For processors without the instructions above, ARM among them.</summary>
    internal static int DotPortable(ReadOnlySpan<sbyte> a, ReadOnlySpan<sbyte> b)
    {
        var sum = Vector<int>.Zero;
        var i = 0;
        for (; i + Vector<sbyte>.Count <= a.Length; i += Vector<sbyte>.Count)
        {
            Vector.Widen(new Vector<sbyte>(a[i..]), out var lowA, out var highA);
            Vector.Widen(new Vector<sbyte>(b[i..]), out var lowB, out var highB);

            // Each product is at most 127², so two of them still fit 16 bits.
            Vector.Widen((lowA * lowB) + (highA * highB), out var low, out var high);
            sum += low + high;
        }

        return Vector.Sum(sum) + DotPlain(a[i..], b[i..]);
    }

    /// <summary>The plain loop: what the others must give.</summary>
    internal static int DotPlain(ReadOnlySpan<sbyte> a, ReadOnlySpan<sbyte> b)
    {
        var sum = 0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static void AddTails(int from, ReadOnlySpan<sbyte> vector, ReadOnlySpan<sbyte> rows, Span<int> products)
    {
        for (var row = 0; row < 4 && from < vector.Length; row++)
        {
            products[row] += DotPlain(vector[from..], rows.Slice((row * vector.Length) + from, vector.Length - from));
        }
    }
}
