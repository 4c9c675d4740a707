using System.Globalization;
using Portal.Domain.Numerics;

namespace Portal.Tests.Domain.Numerics;

public sealed class DistinctSketchTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(60)]
    [InlineData(900)]
    [InlineData(11_000)]
    [InlineData(250_000)]
    public void The_estimate_is_near_the_truth_however_often_each_is_seen(int things)
    {
        DistinctSketch names = new(), numbers = new();
        for (var i = 0; i < things; i++)
        {
            for (var again = 0; again <= i % 3; again++)
            {
                names.Add(string.Create(CultureInfo.InvariantCulture, $"person-{i}"));
                numbers.Add(i);
            }
        }

        // Three standard deviations.
        Assert.Equal(things, names.Estimate(), (3 * DistinctSketch.RelativeError * things) + 0.5);
        Assert.Equal(things, numbers.Estimate(), (3 * DistinctSketch.RelativeError * things) + 0.5);
    }

    [Theory]
    [InlineData(40, 25)]
    [InlineData(3000, 5000)]
    public void Hours_put_together_count_nobody_twice(int first, int second)
    {
        DistinctSketch all = new(), together = new(), a = new(), b = new();
        foreach (var i in Enumerable.Range(0, first))
        {
            a.Add(i);
            all.Add(i);
        }

        // Half of these were there in the first hour.
        foreach (var i in Enumerable.Range(first / 2, second))
        {
            b.Add(i);
            all.Add(i);
        }

        together.AddEncoded(a.Encode());
        together.AddEncoded(b.Encode());
        a.Add(b);

        Assert.Equal(all.Encode(), together.Encode());
        Assert.Equal(all.Estimate(), a.Estimate());
        Assert.True(all.Encode().Length <= 4096);
    }

    [Theory]
    [InlineData(new byte[] { 1, 2 })]
    [InlineData(new byte[] { 0xFF, 0xFF, 1 })]
    [InlineData(new byte[] { 1, 0, 200 })]
    public void Bytes_that_are_no_sketch_are_refused(byte[] bytes) =>
        Assert.Throws<InvalidDataException>(() => new DistinctSketch().AddEncoded(bytes));
}
