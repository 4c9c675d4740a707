using Portal.Domain.Embedding.Onnx;

namespace Portal.Tests.Domain.Embedding;

public sealed class ColumnQuantiserTests
{
    [Fact]
    public void Quantise_EachColumn_HasItsOwnScale()
    {
        // Two rows, three columns; the last column is all zero.
        var (values, scales) = ColumnQuantiser.Quantise([1, -0.5f, 0, -2, 0.25f, 0], outer: 3, largest: 127);

        Assert.Equal([64, -127, 0, -127, 64, 0], values.Select(v => (int)v));
        Assert.Equal([2f / 127, 0.5f / 127, 1], scales);
    }

    [Fact]
    public void Quantise_NarrowRange_StaysWithinIt()
    {
        var (values, scales) = ColumnQuantiser.Quantise([3, -3, 1.5f], outer: 1, largest: 63);

        Assert.Equal([63, -63, 32], values.Select(v => (int)v));
        Assert.Equal([3f / 63], scales);
    }
}
