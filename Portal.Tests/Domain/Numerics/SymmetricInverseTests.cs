using Portal.Domain.Numerics;

namespace Portal.Tests.Domain.Numerics;

public sealed class SymmetricInverseTests
{
    // Below, at and above the size of a block.
    [Theory]
    [InlineData(1, 3)]
    [InlineData(5, 2)]
    [InlineData(128, 40)]
    [InlineData(129, 300)]
    [InlineData(261, 77)]
    public void Invert_GramOfAnyShape_EqualsGaussJordan(int size, int rows)
    {
        var gram = Gram(size, rows, ridge: 1.5);
        var expected = GaussJordan.Invert(gram);
        var (single, exact) = (new float[size * size], new double[size * size]);
        for (var i = 0; i < size; i++)
        {
            // Only the lower triangle is given.
            for (var j = 0; j <= i; j++)
            {
                (single[(i * size) + j], exact[(i * size) + j]) = ((float)gram[i, j], gram[i, j]);
            }
        }

        SymmetricInverse.Invert(single, size);
        SymmetricInverse.Invert(exact, size);

        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                Assert.Equal(expected[i, j], exact[(i * size) + j], 1e-12);
                Assert.Equal(expected[i, j], single[(i * size) + j], 1e-4);
            }
        }
    }

    [Fact]
    public void Invert_Nothing_IsNothing()
    {
        double[] empty = [];
        SymmetricInverse.Invert(empty, 0);
        Assert.Empty(empty);
    }

    [Fact]
    public void Invert_NotPositiveDefinite_SaysWhere()
    {
        var error = Assert.Throws<ArgumentException>(() => SymmetricInverse.Invert<double>([2, 0, 0, 0, 1, 0, 0, 1, 1], 3));

        Assert.Contains("pivot 2 is 0", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SymmetricInverse.Invert(new float[7], 3));
    }

    [Fact]
    public void Invert_Cancelled_Stops()
    {
        using CancellationTokenSource cancelled = new();
        cancelled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => SymmetricInverse.Invert([1f], 1, null, cancelled.Token));
    }

    [Fact]
    public void GramLower_EqualsThePlainLoop()
    {
        Random random = new(5);
        var entries = Enumerable.Range(0, 60).Select(_ => (random.Next(7), random.Next(11), (float)random.NextDouble() - 0.4f)).DistinctBy(entry => (entry.Item1, entry.Item2)).ToList();
        var matrix = SparseMatrix.From(7, 11, entries);

        var gram = SparseProduct.GramLower(matrix, matrix.Transpose(), 0.25, CancellationToken.None);

        for (var i = 0; i < 11; i++)
        {
            for (var j = 0; j < 11; j++)
            {
                var dot = entries.Where(a => a.Item2 == i).Sum(a => entries.Where(b => b.Item1 == a.Item1 && b.Item2 == j).Sum(b => (double)a.Item3 * b.Item3));
                Assert.Equal(j > i ? 0 : dot + (i == j ? 0.25 : 0), gram[(i * 11) + j], 1e-6);
            }
        }
    }

    private static double[,] Gram(int size, int rows, double ridge)
    {
        Random random = new(size);
        var x = new double[rows, size];
        var gram = new double[size, size];
        for (var row = 0; row < rows; row++)
        {
            for (var i = 0; i < size; i++)
            {
                x[row, i] = random.Next(4) == 0 ? 1 : 0;
            }

            for (var i = 0; i < size; i++)
            {
                for (var j = 0; j < size; j++)
                {
                    gram[i, j] += x[row, i] * x[row, j];
                }
            }
        }

        for (var i = 0; i < size; i++)
        {
            gram[i, i] += ridge;
        }

        return gram;
    }
}
