using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Experiments.Statistics;

namespace Portal.Tests.Domain.Experiments.Statistics;

public sealed class ArmMomentsTests
{
    private static readonly UnitValues[] Units = [new(2, 5, 1, 4), new(7, 9, 3, 8), new(1, 2, 2, 6), new(4, 8, 0, 1), new(3, 3, 5, 7)];

    [Fact]
    public void Means_and_variances_are_those_of_the_units()
    {
        var arm = Of(Units);

        Assert.Equal(5, arm.N);
        Assert.Equal((3.4, 5.4, 2.2, 5.2), (arm.Mean, arm.DenominatorMean, arm.PreMean, arm.PreDenominatorMean));
        Assert.Equal(21.2 / 4, arm.Variance, 12);
    }

    [Fact]
    public void Sums_come_back_as_they_were()
    {
        var sums = Of(Units).ToSums();

        Assert.Equal([17.0, 79, 27, 183, 116], Rounded(sums.Sum, sums.SumSquares, sums.DenominatorSum, sums.DenominatorSumSquares, sums.CrossSum));
        Assert.Equal([11.0, 39, 40, 26, 166, 75], Rounded(sums.PreSum, sums.PreSumSquares, sums.PostPreSum, sums.PreDenominatorSum, sums.PreDenominatorSumSquares, sums.PreCrossSum));
        Assert.Equal([95.0, 51, 133], Rounded(sums.ValuePreDenominatorSum, sums.DenominatorPreSum, sums.DenominatorPreDenominatorSum));
        Near(Of(Units), ArmMoments.FromSums(sums));
    }

    [Fact]
    public void The_moments_of_two_parts_are_those_of_the_union() => Prop.ForAll(ArbMap.Default.ArbFor<(short, short, short, short)[]>(), ArbMap.Default.ArbFor<NonNegativeInt>(), (rows, cut) =>
    {
        UnitValues[] units = [.. rows.Select(row => new UnitValues(row.Item1, row.Item2, row.Item3, row.Item4))];
        var at = cut.Get % (units.Length + 1);

        Near(Of(units), Of(units[..at]) + Of(units[at..]));
        Near(Of(units), Of(units[at..]) + Of(units[..at]));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_large_mean_does_not_drown_a_small_variance()
    {
        UnitValues[] units = [.. Enumerable.Range(0, 1000).Select(i => new UnitValues(1e9 + (i % 4)))];

        var parts = units.Chunk(7).Select(Of).Aggregate(default(ArmMoments), (sum, part) => sum + part);

        Assert.Equal(1250.0 / 999, Of(units).Variance, 6);
        Assert.Equal(1250.0 / 999, parts.Variance, 6);
    }

    [Fact]
    public void No_units_add_nothing()
    {
        Assert.Equal(Of(Units), default(ArmMoments) + Of(Units));
        Assert.Equal(Of(Units), Of(Units) + default(ArmMoments));
        Assert.Equal(default, ArmMoments.FromSums(new ArmSums { N = 0 }));
    }

    private static ArmMoments Of(UnitValues[] units) => units.Aggregate(default(ArmMoments), (arm, unit) => arm.Add(unit));

    private static double[] Rounded(params double[] values) => [.. values.Select(value => Math.Round(value, 9))];

    private static void Near(ArmMoments one, ArmMoments other)
    {
        Assert.Equal(one.N, other.N);
        foreach (var row in Enum.GetValues<ArmMoments.Measure>())
        {
            foreach (var column in Enum.GetValues<ArmMoments.Measure>())
            {
                var scale = Math.Sqrt(one.Covariance(row, row) * one.Covariance(column, column));
                Assert.InRange(one.Covariance(row, column) - other.Covariance(row, column), -1e-9 * (1 + scale), 1e-9 * (1 + scale));
            }
        }

        Assert.Equal(one.Mean, other.Mean, 6);
        Assert.Equal(one.PreDenominatorMean, other.PreDenominatorMean, 6);
    }
}
