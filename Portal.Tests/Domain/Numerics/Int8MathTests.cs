using System.Runtime.Intrinsics.X86;
using Portal.Domain.Numerics;

namespace Portal.Tests.Domain.Numerics;

public sealed class Int8MathTests
{
    public static readonly TheoryData<int> Lengths = [0, 1, 7, 31, 32, 33, 63, 64, 65, 127, 200, 512, 1000];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Dot_AnyLengthAndRows_EqualsThePlainLoop(int length)
    {
        Random random = new(length + 1);
        for (var count = 0; count < 12; count++)
        {
            var (vector, rows) = (Codes(random, length), Codes(random, length * count));
            var expected = new int[count];
            for (var i = 0; i < rows.Length; i++)
            {
                expected[i / length] += vector[i % length] * rows[i];
            }

            var products = new int[count];
            Int8Math.Dot(vector, rows, products);

            Assert.Equal(expected, products);
        }
    }

    /// <summary>Whatever this processor would choose by itself.</summary>
    [Theory]
    [MemberData(nameof(Lengths))]
    public void Dot_EveryPath_EqualsThePlainLoop(int length)
    {
        Random random = new(length + 2);
        var (vector, rows) = (Codes(random, length), Codes(random, 4 * length));
        int[] expected = [.. Enumerable.Range(0, 4).Select(row => Int8Math.DotPlain(vector, rows.AsSpan(row * length, length)))];
        var products = new int[4];

        Assert.Equal(expected, Enumerable.Range(0, 4).Select(row => Int8Math.DotPortable(vector, rows.AsSpan(row * length, length))));
        if (Avx2.IsSupported)
        {
            Int8Math.FourRows256(vector, rows, products);
            Assert.Equal(expected, products);
        }

        if (Avx512BW.IsSupported)
        {
            Int8Math.FourRows512(vector, rows, products);
            Assert.Equal(expected, products);
        }
    }

    [Theory]
    [InlineData(127, 127)]
    [InlineData(-127, 127)]
    [InlineData(-127, -127)]
    public void Dot_LargestCodes_DoesNotOverflow(sbyte x, sbyte y)
    {
        sbyte[] vector = [.. Enumerable.Repeat(x, 4096)], rows = [.. Enumerable.Repeat(y, 5 * 4096)];
        var products = new int[5];

        Int8Math.Dot(vector, rows, products);

        Assert.All(products, product => Assert.Equal(4096 * x * y, product));
    }

    [Fact]
    public void Dot_IncompleteRow_IsRefused() =>
        Assert.Contains("5 codes for 2 rows of 3", Assert.Throws<ArgumentException>(() => Int8Math.Dot([1, 2, 3], [1, 2, 3, 4, 5], new int[2])).Message, StringComparison.Ordinal);

    [Fact]
    public void Quantise_Vector_LargestBecomes127AndTheRestItsShare()
    {
        var codes = new sbyte[5];

        var scale = Int8Math.Quantise([0.5f, -1, 0.25f, 0, 0.004f], codes);

        Assert.Equal(1 / 127f, scale);
        Assert.Equal([64, -127, 32, 0, 1], codes);
    }

    [Fact]
    public void Quantise_RandomVectors_EveryNumberIsWithinHalfACode()
    {
        Random random = new(3);
        var codes = new sbyte[96];
        for (var round = 0; round < 50; round++)
        {
            float[] vector = [.. Enumerable.Range(0, 96).Select(_ => (float)((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-6, 6))))];

            var scale = Int8Math.Quantise(vector, codes);

            Assert.All(vector.Zip(codes), pair => Assert.True(Math.Abs(pair.First - (pair.Second * scale)) <= scale * 0.50001f));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-45f)]
    public void Quantise_NothingToSpeakOf_IsZero(float number)
    {
        sbyte[] codes = [9, 9, 9];

        Assert.Equal(0, Int8Math.Quantise([number, 0, 0], codes));
        Assert.Equal([0, 0, 0], codes);
    }

    private static sbyte[] Codes(Random random, int length) => [.. Enumerable.Range(0, length).Select(_ => (sbyte)random.Next(-127, 128))];
}
