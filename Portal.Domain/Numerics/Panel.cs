using System.Numerics;
using System.Runtime.CompilerServices;

namespace Portal.Domain.Numerics;

/// <summary>
/// One factor of a product as the kernel wants to read it: strips of a few rows, and within a strip column after column, so
/// that the innermost loop walks through memory. Rows that fill up the last strip are 0.
/// </summary>
/// <remarks>Memory: rows × depth numbers. Rows and slices may be written by several threads at a time, each its own.</remarks>
internal sealed unsafe class Panel<T>
    where T : unmanaged, INumber<T>
{
    private const int CacheLine = 64;
    private readonly T[] _pinned;
    private readonly T* _start;
    private readonly int _width;

    /// <param name="rows">Number of rows.</param>
    /// <param name="width">Rows of a strip.</param>
    /// <param name="depth">Most columns it will hold.</param>
    public Panel(int rows, int width, int depth)
    {
        (Rows, _width, Depth) = (rows, width, depth);
        var strips = (rows + width - 1) / width;
        _pinned = GC.AllocateArray<T>((strips * width * depth) + (CacheLine / sizeof(T)), pinned: true);
        var address = (nint)Unsafe.AsPointer(ref _pinned[0]);
        _start = (T*)((address + CacheLine - 1) & -CacheLine);
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Columns it can hold.</summary>
    public int Depth { get; }

    /// <summary>The strip that begins with a row; valid as long as the panel is referenced.</summary>
    public T* StripAt(int row) => _start + ((nint)row * Depth);

    /// <summary>Writes a row, every number times <paramref name="scale"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void SetRow(int row, ReadOnlySpan<T> values, T scale)
    {
        var to = StripAt(row - (row % _width)) + (row % _width);
        for (var k = 0; k < values.Length; k++, to += _width)
        {
            *to = values[k] * scale;
        }
    }

    /// <summary>Writes a column, every number times <paramref name="scale"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void SetColumn(int column, ReadOnlySpan<T> values, T scale)
    {
        for (var row = 0; row < values.Length; row += _width)
        {
            var to = StripAt(row) + (column * _width);
            var part = values.Slice(row, Math.Min(_width, values.Length - row));
            for (var r = 0; r < part.Length; r++)
            {
                to[r] = part[r] * scale;
            }
        }
    }
}
