namespace Portal.Domain.Numerics;

/// <summary>
/// A matrix of which only the entries that are not zero are kept, row by row (compressed sparse rows), single precision.
/// Immutable and safe for concurrent use.
/// </summary>
public sealed class SparseMatrix
{
    private readonly int[] _starts;
    private readonly int[] _columns;
    private readonly float[] _values;

    private SparseMatrix(int columnCount, int[] starts, int[] columns, float[] values) =>
        (ColumnCount, _starts, _columns, _values) = (columnCount, starts, columns, values);

    /// <summary>Number of rows.</summary>
    public int RowCount => _starts.Length - 1;

    /// <summary>Number of columns.</summary>
    public int ColumnCount { get; }

    /// <summary>Number of entries kept.</summary>
    public int EntryCount => _columns.Length;

    /// <summary>Builds the matrix from entries in any order; entries of the same place are added up, zeros are dropped.</summary>
    /// <param name="rowCount">Number of rows, at least 0.</param>
    /// <param name="columnCount">Number of columns, at least 0.</param>
    /// <param name="entries">Places and values.</param>
    /// <exception cref="ArgumentException">A place lies outside, or a value is not finite.</exception>
    public static SparseMatrix From(int rowCount, int columnCount, IEnumerable<(int Row, int Column, float Value)> entries)
    {
        List<(int Row, int Column, float Value)> sorted = [.. entries];
        foreach (var (row, column, value) in sorted)
        {
            if ((uint)row >= (uint)rowCount || (uint)column >= (uint)columnCount || !float.IsFinite(value))
            {
                throw new ArgumentException($"Entry ({row}, {column}) = {value} does not fit a matrix of {rowCount} × {columnCount} finite numbers.", nameof(entries));
            }
        }

        sorted.Sort((a, b) => a.Row != b.Row ? a.Row.CompareTo(b.Row) : a.Column.CompareTo(b.Column));
        var starts = new int[rowCount + 1];
        List<int> columns = new(sorted.Count);
        List<float> values = new(sorted.Count);
        for (var i = 0; i < sorted.Count;)
        {
            var (row, column, sum) = sorted[i];
            for (i++; i < sorted.Count && sorted[i].Row == row && sorted[i].Column == column; i++)
            {
                sum += sorted[i].Value;
            }

            if (sum != 0)
            {
                columns.Add(column);
                values.Add(sum);
                starts[row + 1]++;
            }
        }

        for (var row = 0; row < rowCount; row++)
        {
            starts[row + 1] += starts[row];
        }

        return new SparseMatrix(columnCount, starts, [.. columns], [.. values]);
    }

    /// <summary>Takes rows that are in the matrix's own form already, without copying: the fast way for those who make row after row.</summary>
    /// <param name="columnCount">Number of columns, at least 0.</param>
    /// <param name="starts">Where each row's entries begin, and at the end their number.</param>
    /// <param name="columns">Columns, ascending within each row.</param>
    /// <param name="values">Values, as many as columns.</param>
    /// <exception cref="ArgumentException">The arrays do not fit together.</exception>
    public static SparseMatrix FromRows(int columnCount, int[] starts, int[] columns, float[] values)
    {
        if (starts.Length == 0 || starts[0] != 0 || starts[^1] != columns.Length || columns.Length != values.Length)
        {
            throw new ArgumentException($"{columns.Length} columns and {values.Length} values do not fit rows that end at {(starts.Length == 0 ? 0 : starts[^1])}.", nameof(starts));
        }

        for (var row = 0; row + 1 < starts.Length; row++)
        {
            for (var i = starts[row]; i < starts[row + 1]; i++)
            {
                if ((uint)columns[i] >= (uint)columnCount || (i > starts[row] && columns[i] <= columns[i - 1]))
                {
                    throw new ArgumentException($"Row {row} has column {columns[i]} where ascending ones below {columnCount} are expected.", nameof(columns));
                }
            }
        }

        return new SparseMatrix(columnCount, starts, columns, values);
    }

    /// <summary>Columns of a row's entries, ascending.</summary>
    public ReadOnlySpan<int> ColumnsOf(int row) => _columns.AsSpan(_starts[row].._starts[row + 1]);

    /// <summary>Values of a row's entries, in the order of <see cref="ColumnsOf"/>.</summary>
    public ReadOnlySpan<float> ValuesOf(int row) => _values.AsSpan(_starts[row].._starts[row + 1]);

    /// <summary>The same entries with rows and columns exchanged.</summary>
    public SparseMatrix Transpose()
    {
        var starts = new int[ColumnCount + 1];
        foreach (var column in _columns)
        {
            starts[column + 1]++;
        }

        for (var column = 0; column < ColumnCount; column++)
        {
            starts[column + 1] += starts[column];
        }

        var next = starts.AsSpan(0, ColumnCount).ToArray();
        var (columns, values) = (new int[EntryCount], new float[EntryCount]);
        for (var row = 0; row < RowCount; row++)
        {
            for (var i = _starts[row]; i < _starts[row + 1]; i++)
            {
                var place = next[_columns[i]]++;
                (columns[place], values[place]) = (row, _values[i]);
            }
        }

        return new SparseMatrix(RowCount, starts, columns, values);
    }

    /// <summary>The matrix whose entries of a row are given; columns must ascend within a row.</summary>
    /// <param name="columnCount">Number of columns.</param>
    /// <param name="rows">Columns and values of every row, of the same length.</param>
    internal static SparseMatrix FromRows(int columnCount, IReadOnlyList<(int[] Columns, float[] Values)> rows)
    {
        var starts = new int[rows.Count + 1];
        for (var row = 0; row < rows.Count; row++)
        {
            starts[row + 1] = checked(starts[row] + rows[row].Columns.Length);
        }

        var (columns, values) = (new int[starts[^1]], new float[starts[^1]]);
        for (var row = 0; row < rows.Count; row++)
        {
            rows[row].Columns.CopyTo(columns, starts[row]);
            rows[row].Values.CopyTo(values, starts[row]);
        }

        return new SparseMatrix(columnCount, starts, columns, values);
    }

    /// <summary>A matrix with some of the columns, in their order.</summary>
    /// <param name="kept">The columns, ascending.</param>
    internal SparseMatrix WithColumns(ReadOnlySpan<int> kept)
    {
        var place = new int[ColumnCount];
        Array.Fill(place, -1);
        for (var i = 0; i < kept.Length; i++)
        {
            place[kept[i]] = i;
        }

        var starts = new int[RowCount + 1];
        List<int> columns = new(EntryCount);
        List<float> values = new(EntryCount);
        for (var row = 0; row < RowCount; row++)
        {
            for (var i = _starts[row]; i < _starts[row + 1]; i++)
            {
                if (place[_columns[i]] >= 0)
                {
                    columns.Add(place[_columns[i]]);
                    values.Add(_values[i]);
                }
            }

            starts[row + 1] = columns.Count;
        }

        return new SparseMatrix(kept.Length, starts, [.. columns], [.. values]);
    }

    /// <summary>The same places with other values, some of which may be 0.</summary>
    /// <param name="value">From row, column and value the new value.</param>
    internal SparseMatrix Select(Func<int, int, float, float> value)
    {
        var values = new float[_values.Length];
        for (var row = 0; row < RowCount; row++)
        {
            for (var i = _starts[row]; i < _starts[row + 1]; i++)
            {
                values[i] = value(row, _columns[i], _values[i]);
            }
        }

        return new SparseMatrix(ColumnCount, _starts, _columns, values);
    }
}
