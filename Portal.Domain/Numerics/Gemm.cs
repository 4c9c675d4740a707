using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Portal.Domain.Numerics;

/// <summary>
/// Products of dense matrices: C += A·Bᵀ. One tile of 6 rows × 2 registers of C stays in registers while the strips of A and B
/// run through the cache (Goto &amp; van de Geijn, "Anatomy of High-Performance Matrix Multiplication", 2008). The result does
/// not depend on the number of threads: every element is summed by one of them, in the order of the columns.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal static unsafe class Gemm<T>
    where T : unmanaged, INumber<T>
{
    private const int TileRows = 6;

    // Parts of C that one thread works on at a time: a block of A (192 rows × 128 columns of float are 96 KiB) stays in the L2 cache.
    private const int BlockRows = 192;
    private const int BlockColumns = 512;

    private static int TileColumns => 2 * (Vector512.IsHardwareAccelerated ? WideLanes<T>.Count : PlainLanes<T>.Count);

    /// <summary>Room for the left factor.</summary>
    public static Panel<T> Left(int rows, int depth) => new(rows, TileRows, depth);

    /// <summary>Room for the right factor.</summary>
    public static Panel<T> Right(int rows, int depth) => new(rows, TileColumns, depth);

    /// <summary>C += A·Bᵀ on all cores.</summary>
    /// <param name="c">Row-major, one row per row of A, one column per row of B.</param>
    /// <param name="a">From <see cref="Left"/>.</param>
    /// <param name="b">From <see cref="Right"/>.</param>
    /// <param name="depth">How many columns of A and B there are, at most what the panels hold.</param>
    /// <param name="lower">Only the lower triangle is wanted; what is above the diagonal is undefined then.</param>
    /// <param name="options">Cancellation.</param>
    public static void Add(T[] c, Panel<T> a, Panel<T> b, int depth, bool lower, ParallelOptions options)
    {
        var across = (b.Rows + BlockColumns - 1) / BlockColumns;
        var down = (a.Rows + BlockRows - 1) / BlockRows;
        Parallel.For(0, across * down, options, block =>
        {
            // The lower rows of a triangle have more to do: they go first, so that the threads end together.
            int row = (down - 1 - (block / across)) * BlockRows, column = block % across * BlockColumns;
            fixed (T* start = c)
            {
                AddBlock(start, b.Rows, a, b, depth, (row, Math.Min(row + BlockRows, a.Rows)), (column, Math.Min(column + BlockColumns, b.Rows)), lower);
            }
        });
        GC.KeepAlive((a, b));
    }

    /// <summary>C += A·Bᵀ over the first <paramref name="depth"/> columns of A and B, on the calling thread.</summary>
    public static void AddSerial(Span<T> c, Panel<T> a, Panel<T> b, int depth, bool lower)
    {
        fixed (T* start = c)
        {
            AddBlock(start, b.Rows, a, b, depth, (0, a.Rows), (0, b.Rows), lower);
        }

        GC.KeepAlive((a, b));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddBlock(T* c, int stride, Panel<T> a, Panel<T> b, int depth, (int From, int To) rows, (int From, int To) columns, bool lower)
    {
        var edge = stackalloc T[TileRows * TileColumns];
        for (var j = columns.From; j < columns.To; j += TileColumns)
        {
            // Tiles above the diagonal are skipped.
            var first = lower ? Math.Max(rows.From, rows.From + ((j - rows.From) / TileRows * TileRows)) : rows.From;
            for (var i = first; i < rows.To; i += TileRows)
            {
                var place = c + ((nint)i * stride) + j;
                int height = Math.Min(TileRows, rows.To - i), width = Math.Min(TileColumns, columns.To - j);
                if (height == TileRows && width == TileColumns)
                {
                    Tile(depth, a.StripAt(i), b.StripAt(j), place, stride);
                    continue;
                }

                new Span<T>(edge, TileRows * TileColumns).Clear();
                Tile(depth, a.StripAt(i), b.StripAt(j), edge, TileColumns);
                for (var row = 0; row < height; row++)
                {
                    for (var column = 0; column < width; column++)
                    {
                        place[((nint)row * stride) + column] += edge[(row * TileColumns) + column];
                    }
                }
            }
        }
    }

    private static void Tile(int depth, T* a, T* b, T* c, int stride)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Tile<Vector512<T>, WideLanes<T>>(depth, a, b, c, stride);
        }
        else
        {
            Tile<Vector<T>, PlainLanes<T>>(depth, a, b, c, stride);
        }
    }

    // (Optimised at once here and in the other kernels: training is over before the runtime would have found out that they are hot.)
    // The one hot loop, over six rows of A and two registers of B. Twelve sums, two registers of B and one of A: what the 16 registers of AVX2 hold, and enough sums under
    // way to keep both multipliers busy.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Tile<TVector, TLanes>(int depth, T* a, T* b, T* c, int stride)
        where TVector : struct
        where TLanes : ILanes<T, TVector>
    {
        TVector c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default;
        TVector c30 = default, c31 = default, c40 = default, c41 = default, c50 = default, c51 = default;
        for (var k = 0; k < depth; k++, a += TileRows, b += 2 * TLanes.Count)
        {
            TVector b0 = TLanes.Load(b), b1 = TLanes.Load(b + TLanes.Count);
            var left = TLanes.Create(a[0]);
            (c00, c01) = (TLanes.MultiplyAdd(left, b0, c00), TLanes.MultiplyAdd(left, b1, c01));
            left = TLanes.Create(a[1]);
            (c10, c11) = (TLanes.MultiplyAdd(left, b0, c10), TLanes.MultiplyAdd(left, b1, c11));
            left = TLanes.Create(a[2]);
            (c20, c21) = (TLanes.MultiplyAdd(left, b0, c20), TLanes.MultiplyAdd(left, b1, c21));
            left = TLanes.Create(a[3]);
            (c30, c31) = (TLanes.MultiplyAdd(left, b0, c30), TLanes.MultiplyAdd(left, b1, c31));
            left = TLanes.Create(a[4]);
            (c40, c41) = (TLanes.MultiplyAdd(left, b0, c40), TLanes.MultiplyAdd(left, b1, c41));
            left = TLanes.Create(a[5]);
            (c50, c51) = (TLanes.MultiplyAdd(left, b0, c50), TLanes.MultiplyAdd(left, b1, c51));
        }

        AddTo<TVector, TLanes>(c, c00, c01);
        AddTo<TVector, TLanes>(c += stride, c10, c11);
        AddTo<TVector, TLanes>(c += stride, c20, c21);
        AddTo<TVector, TLanes>(c += stride, c30, c31);
        AddTo<TVector, TLanes>(c += stride, c40, c41);
        AddTo<TVector, TLanes>(c += stride, c50, c51);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTo<TVector, TLanes>(T* c, TVector first, TVector second)
        where TLanes : ILanes<T, TVector>
    {
        TLanes.Store(TLanes.Add(TLanes.Load(c), first), c);
        TLanes.Store(TLanes.Add(TLanes.Load(c + TLanes.Count), second), c + TLanes.Count);
    }
}
