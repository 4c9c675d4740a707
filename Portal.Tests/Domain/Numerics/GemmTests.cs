using System.Numerics;
using System.Runtime.Intrinsics;
using Portal.Domain.Numerics;

namespace Portal.Tests.Domain.Numerics;

public sealed class GemmTests
{
    // Within one tile, across tiles, and across the blocks that threads share.
    public static TheoryData<int, int, int> Shapes => new() { { 1, 1, 1 }, { 5, 7, 3 }, { 6, 32, 1 }, { 7, 33, 20 }, { 50, 19, 0 }, { 200, 530, 9 } };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Add_AnyShape_EqualsThePlainLoop(int rows, int columns, int depth)
    {
        Check<float>(rows, columns, depth, lower: false);
        Check<double>(rows, columns, depth, lower: false);
        Check<float>(rows, columns, depth, lower: true);
        Check<double>(rows, columns, depth, lower: true);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void AddSerial_PanelsFilledByColumn_EqualsAdd(int rows, int columns, int depth)
    {
        var (a, b, c, expected) = Sample<float>(rows, columns, depth);
        Panel<float> left = Gemm<float>.Left(rows, depth + 3), right = Gemm<float>.Right(columns, depth + 3);
        for (var k = 0; k < depth; k++)
        {
            left.SetColumn(k, Column(a, rows, depth, k), 0.5f);
            right.SetColumn(k, Column(b, columns, depth, k), 2);
        }

        Gemm<float>.AddSerial(c, left, right, depth, lower: false);

        Assert.All(c.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-4));
    }

    [Fact]
    public void Tile_EveryWidthOfRegister_GivesTheSame()
    {
        Assert.Equal(Tile<float, Vector512<float>, WideLanes<float>>(), Tile<float, Vector<float>, PlainLanes<float>>());
        Assert.Equal(Tile<double, Vector512<double>, WideLanes<double>>(), Tile<double, Vector<double>, PlainLanes<double>>());
    }

    // The first four columns of the product of small whole numbers, which no order of summing rounds.
    private static unsafe List<T> Tile<T, TVector, TLanes>()
        where T : unmanaged, INumber<T>
        where TVector : struct
        where TLanes : ILanes<T, TVector>
    {
        const int Rows = 6, Depth = 11, Compared = 4;
        var columns = 2 * TLanes.Count;
        Panel<T> a = new(Rows, Rows, Depth), b = new(columns, columns, Depth);
        for (var k = 0; k < Depth; k++)
        {
            a.SetColumn(k, [.. Enumerable.Range(0, Rows).Select(row => T.CreateChecked((row * 3) + (k % 4)))], T.One);
            b.SetColumn(k, [.. Enumerable.Range(0, columns).Select(row => T.CreateChecked(row - (k % 3)))], T.One);
        }

        var c = new T[Rows * columns];
        fixed (T* start = c)
        {
            Gemm<T>.Tile<TVector, TLanes>(Depth, a.StripAt(0), b.StripAt(0), start, columns);
        }

        return [.. Enumerable.Range(0, Rows * Compared).Select(i => c[(i / Compared * columns) + (i % Compared)])];
    }

    private static void Check<T>(int rows, int columns, int depth, bool lower)
        where T : unmanaged, INumber<T>
    {
        var (a, b, c, expected) = Sample<T>(rows, columns, depth);
        Panel<T> left = Gemm<T>.Left(rows, depth), right = Gemm<T>.Right(columns, depth);
        for (var row = 0; row < rows; row++)
        {
            left.SetRow(row, a.AsSpan(row * depth, depth), T.One);
        }

        for (var row = 0; row < columns; row++)
        {
            right.SetRow(row, b.AsSpan(row * depth, depth), T.One);
        }

        Gemm<T>.Add(c, left, right, depth, lower, new ParallelOptions());

        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < (lower ? Math.Min(row + 1, columns) : columns); column++)
            {
                Assert.Equal(double.CreateChecked(expected[(row * columns) + column]), double.CreateChecked(c[(row * columns) + column]), 1e-4);
            }
        }
    }

    private static (T[] A, T[] B, T[] C, T[] Expected) Sample<T>(int rows, int columns, int depth)
        where T : unmanaged, INumber<T>
    {
        Random random = new((rows * 1000) + columns);
        T[] Make(int count) => [.. Enumerable.Range(0, count).Select(_ => T.CreateChecked(random.NextDouble() - 0.5))];
        T[] a = Make(rows * depth), b = Make(columns * depth), c = Make(rows * columns), expected = [.. c];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                for (var k = 0; k < depth; k++)
                {
                    expected[(i * columns) + j] += a[(i * depth) + k] * b[(j * depth) + k];
                }
            }
        }

        return (a, b, c, expected);
    }

    private static float[] Column(float[] matrix, int rows, int depth, int k) => [.. Enumerable.Range(0, rows).Select(row => matrix[(row * depth) + k])];
}
