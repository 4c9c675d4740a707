using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Numerics;

namespace Portal.Tests.Domain.Numerics;

public sealed class LogHistogramTests
{
    [Fact]
    public void Quantiles_are_within_the_promised_error_of_the_exact_ones()
    {
        var sample = Gen.Choose(1, 5_000_000).Select(number => number / 1000.0).NonEmptyListOf().ToArbitrary();
        Prop.ForAll(sample, values =>
        {
            var histogram = Of(values);
            var sorted = values.Order().ToArray();
            return new[] { 0, 0.5, 0.95, 0.99, 1 }.All(share =>
            {
                var exact = sorted[Math.Max(1, (int)Math.Ceiling(share * sorted.Length)) - 1];
                return Math.Abs(histogram.Quantile(share) - exact) <= (LogHistogram.RelativeError * exact) + 1e-9;
            });
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Hours_put_together_and_read_back_are_the_histogram_of_all()
    {
        LogHistogram first = Of([0.2, 7, 7, 450]), second = Of([7.01, 90_000]), together = new();
        together.AddEncoded(first.Encode());
        together.AddEncoded(second.Encode());

        var all = Of([0.2, 7, 7, 450, 7.01, 90_000]);
        first.Add(second);

        Assert.Equal(all.Encode(), together.Encode());
        Assert.Equal(all.Encode(), first.Encode());
        Assert.Equal((6, 6), (all.Count, together.Count));
    }

    [Fact]
    public void What_lies_outside_counts_at_the_edge_and_what_is_no_number_does_not()
    {
        var histogram = Of([0, -3, double.NaN, double.PositiveInfinity]);

        Assert.Equal(3, histogram.Count);
        Assert.Equal(LogHistogram.Least, histogram.Quantile(0.5), LogHistogram.Least * LogHistogram.RelativeError);
        Assert.Equal(LogHistogram.Most, histogram.Quantile(1), LogHistogram.Most * LogHistogram.RelativeError);
        Assert.True(double.IsNaN(new LogHistogram().Quantile(0.5)));
    }

    [Theory]
    [InlineData(new byte[] { 3 })]
    [InlineData(new byte[] { 3, 0 })]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0x7F, 1 })]
    [InlineData(new byte[] { 0x80, 0x80 })]
    public void Bytes_that_are_no_histogram_are_refused(byte[] bytes) =>
        Assert.Throws<InvalidDataException>(() => new LogHistogram().AddEncoded(bytes));

    private static LogHistogram Of(IEnumerable<double> values)
    {
        LogHistogram histogram = new();
        foreach (var value in values)
        {
            histogram.Add(value);
        }

        return histogram;
    }
}
