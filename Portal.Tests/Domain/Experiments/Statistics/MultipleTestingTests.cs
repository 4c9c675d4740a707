using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Experiments.Statistics;
using Portal.Tests.Support;
using static Portal.Tests.Domain.Experiments.Statistics.StatsReference;

namespace Portal.Tests.Domain.Experiments.Statistics;

public sealed class MultipleTestingTests
{
    private static readonly Dictionary<string, Correction> Names = new()
    {
        ["bonferroni"] = Correction.Bonferroni,
        ["sidak"] = Correction.Sidak,
        ["holm"] = Correction.Holm,
        ["holm-sidak"] = Correction.HolmSidak,
        ["fdr_bh"] = Correction.BenjaminiHochberg,
        ["fdr_by"] = Correction.BenjaminiYekutieli,
        ["hommel"] = Correction.Hommel,
    };

    private static readonly Arbitrary<double[]> PValues = ArbMap.Default.ArbFor<ushort[]>()
        .Convert<ushort[], double[]>(numbers => [.. numbers.Select(number => number / (double)ushort.MaxValue)], values => [.. values.Select(value => (ushort)(value * ushort.MaxValue))]);

    [SharedDataFact(StatsReference.File)]
    public void Adjusted_p_values_agree()
    {
        foreach (var one in Group("p_adjust", 42))
        {
            var adjusted = MultipleTesting.Adjust(one.Numbers("p"), Names[one.Text("method")]);

            Assert.All(one.Numbers("adjusted").Zip(adjusted), pair => Near("p_adjust", pair.First, pair.Second));
        }
    }

    [Fact]
    public void Adjusting_never_makes_smaller_and_keeps_the_order() => Prop.ForAll(PValues, values =>
    {
        foreach (var correction in Enum.GetValues<Correction>())
        {
            var adjusted = MultipleTesting.Adjust(values, correction);
            double[] inOrder = [.. values.Zip(adjusted).OrderBy(pair => pair.First).Select(pair => pair.Second)];

            Assert.All(values.Zip(adjusted), pair => Assert.InRange(pair.Second, pair.First, 1));
            Assert.All(inOrder.Zip(inOrder.Skip(1)), pair => Assert.True(pair.First <= pair.Second));
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Sharper_corrections_are_sharper() => Prop.ForAll(PValues, values =>
    {
        double[] Of(Correction correction) => MultipleTesting.Adjust(values, correction);
        void NotAbove(Correction sharp, Correction blunt) => Assert.All(Of(sharp).Zip(Of(blunt)), pair => Assert.True(pair.First <= pair.Second + 1e-12));

        NotAbove(Correction.Holm, Correction.Bonferroni);
        NotAbove(Correction.Hommel, Correction.Holm);
        NotAbove(Correction.HolmSidak, Correction.Sidak);
        NotAbove(Correction.BenjaminiHochberg, Correction.Hommel);
        NotAbove(Correction.BenjaminiHochberg, Correction.BenjaminiYekutieli);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Tiny_p_values_keep_their_digits() => Near("sidak", 3e-40, MultipleTesting.Adjust([1e-40, 0.5, 0.7], Correction.Sidak)[0]);

    [Fact]
    public void The_preferred_metric_gets_its_share_of_alpha()
    {
        var (primary, other) = MultipleTesting.PreferentialBonferroni(0.05, 0.7, metrics: 4, treatments: 2);

        Assert.Equal(0.0175, primary, 12);
        Assert.Equal(0.0025, other, 12);
        Assert.Equal(0.05, 2 * (primary + (3 * other)), 12);
        Assert.Equal((0.05 / 3, 0), MultipleTesting.PreferentialBonferroni(0.05, 0.7, 1, 3));
    }

    [Fact]
    public void What_is_no_p_value_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => MultipleTesting.Adjust([0.2, 1.1], Correction.Holm));
        Assert.Throws<ArgumentOutOfRangeException>(() => MultipleTesting.Adjust([double.NaN], Correction.None));
        Assert.Throws<ArgumentOutOfRangeException>(() => MultipleTesting.PreferentialBonferroni(0.05, 1, 2, 2));
        Assert.Empty(MultipleTesting.Adjust([], Correction.Hommel));
    }
}
