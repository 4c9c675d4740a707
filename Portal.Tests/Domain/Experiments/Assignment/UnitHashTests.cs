using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Experiments.Assignment;

namespace Portal.Tests.Domain.Experiments.Assignment;

public sealed class UnitHashTests
{
    // Computed with an independent implementation of the formulas; over UTF-8 bytes every one would differ.
    [Theory]
    [InlineData("seed", "é", 2730975391u, 0.137, 0.8663)]
    [InlineData("seed", "日本", 2606176069u, 0.545, 0.9652)]
    [InlineData("exp-1", "用户42", 3083149349u, 0.051, 0.6337)]
    [InlineData("seed", "👍", 417561098u, 0.258, 0.0852)]
    [InlineData("weights-2026", "müller", 2296879113u, 0.677, 0.1177)]
    public void Ids_beyond_ascii_are_hashed_by_code_units(string seed, string unit, uint hash, double first, double second)
    {
        Assert.Equal(hash, UnitHash.Fnv1A(seed + unit));
        Assert.Equal(first, UnitHash.Of(seed, unit, 1));
        Assert.Equal(second, UnitHash.Of(seed, unit, 2));
    }

    [Fact]
    public void A_version_that_does_not_exist_places_nobody()
    {
        Assert.Null(UnitHash.Of("seed", "anna", 0));
        Assert.Null(UnitHash.Of("seed", "anna", 3));
    }

    [Fact]
    public void Every_text_falls_below_1() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>().Filter(text => text is not null), unit => UnitHash.Of("seed", unit, 1) is >= 0 and < 1 && UnitHash.Of("seed", unit, 2) is >= 0 and < 1).QuickCheckThrowOnFailure();

    [Fact]
    public void Units_spread_evenly()
    {
        var counts = new double[20];
        for (var i = 0; i < 20_000; i++)
        {
            counts[(int)(UnitHash.Of("weights-2026", $"user-{i}", 2)!.Value * counts.Length)]++;
        }

        // χ² with 19 degrees of freedom: above 43.8 once in 1,000.
        Assert.InRange(counts.Sum(count => (count - 1000) * (count - 1000) / 1000), 0, 43.8);
    }

    [Fact]
    public void Two_seeds_split_independently_and_one_seed_does_not()
    {
        Assert.InRange(ChiSquare("taste", "freshness"), 0, 10.83);
        Assert.True(ChiSquare("taste", "taste") > 10_000);
    }

    // Of the table of two halvings, with one degree of freedom: above 10.83 once in 1,000.
    private static double ChiSquare(string first, string second)
    {
        const int Units = 20_000;
        var table = new double[2, 2];
        for (var i = 0; i < Units; i++)
        {
            table[UnitHash.Of(first, $"user-{i}", 2) < 0.5 ? 0 : 1, UnitHash.Of(second, $"user-{i}", 2) < 0.5 ? 0 : 1]++;
        }

        double sum = 0;
        for (var row = 0; row < 2; row++)
        {
            for (var column = 0; column < 2; column++)
            {
                var expected = (table[row, 0] + table[row, 1]) * (table[0, column] + table[1, column]) / Units;
                sum += (table[row, column] - expected) * (table[row, column] - expected) / expected;
            }
        }

        return sum;
    }
}
