using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Portal.Data;

/// <summary>
/// SQLite's functions for one value, called as they are: by the millions, guarding the handle and leaving managed code for each takes longer than the function.
/// Whoever calls keeps the statement alive. All are short and wait for nothing, as the attribute demands.
/// </summary>
internal static class SqliteNative
{
    /// <summary>The type of a column that is null.</summary>
    public const int Null = 5;

    private const string Library = "e_sqlite3";

    [SuppressGCTransition, DllImport(Library, EntryPoint = "sqlite3_column_type")]
    public static extern int ColumnType(nint statement, int column);

    [SuppressGCTransition, DllImport(Library, EntryPoint = "sqlite3_column_int64")]
    public static extern long ColumnLong(nint statement, int column);

    [SuppressGCTransition, DllImport(Library, EntryPoint = "sqlite3_column_double")]
    public static extern double ColumnDouble(nint statement, int column);

    /// <summary>The bytes of a text or a blob, until the next row is read; empty for null.</summary>
    public static ReadOnlySpan<byte> ColumnBytes(nint statement, int column)
    {
        var first = ColumnBlob(statement, column);
        return first == 0 ? default : MemoryMarshal.CreateReadOnlySpan(ref Unsafe.AddByteOffset(ref Unsafe.NullRef<byte>(), first), ColumnLength(statement, column));
    }

    [SuppressGCTransition, DllImport(Library, EntryPoint = "sqlite3_column_blob")]
    private static extern nint ColumnBlob(nint statement, int column);

    [SuppressGCTransition, DllImport(Library, EntryPoint = "sqlite3_column_bytes")]
    private static extern int ColumnLength(nint statement, int column);
}
