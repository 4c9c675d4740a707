using Portal.Domain.Numerics;

namespace Portal.Tests.Domain.Numerics;

public sealed class SparseMatrixTests
{
    [Fact]
    public void FromRows_SameAsFromEntries()
    {
        var rows = SparseMatrix.FromRows(5, [0, 2, 2, 3], [1, 4, 0], [7, 8, 9]);
        var entries = SparseMatrix.From(3, 5, [(2, 0, 9), (0, 4, 8), (0, 1, 7)]);

        Assert.Equal((entries.RowCount, entries.ColumnCount, entries.EntryCount), (rows.RowCount, rows.ColumnCount, rows.EntryCount));
        for (var row = 0; row < 3; row++)
        {
            Assert.Equal(entries.ColumnsOf(row).ToArray(), rows.ColumnsOf(row).ToArray());
            Assert.Equal(entries.ValuesOf(row).ToArray(), rows.ValuesOf(row).ToArray());
        }
    }

    [Theory]
    [InlineData(new[] { 0, 2 }, new[] { 4, 1 })]
    [InlineData(new[] { 0, 2 }, new[] { 1, 1 })]
    [InlineData(new[] { 0, 2 }, new[] { 1, 5 })]
    [InlineData(new[] { 0, 1 }, new[] { 1, 2 })]
    public void FromRows_NotInOrderOrOutside_IsRefused(int[] starts, int[] columns) =>
        Assert.Throws<ArgumentException>(() => SparseMatrix.FromRows(5, starts, columns, [1, 2]));
}
