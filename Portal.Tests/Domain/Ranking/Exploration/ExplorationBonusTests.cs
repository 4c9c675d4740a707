using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Catalogue;
using Portal.Domain.Numerics;
using Portal.Domain.Ranking.Exploration;
using Portal.Tests.Support;

namespace Portal.Tests.Domain.Ranking.Exploration;

public sealed class ExplorationBonusTests
{
    private static readonly CatalogueIndex Catalogue = new([.. "abcde".Select(id => EngineFixtures.Item($"item-{id}"))]);
    private static readonly ExplorationBonus Bonus = new(Catalogue, [new(40, 400), new(1, 5), new(0, 0), new(0, 500), new(3, 2)]);
    private static readonly ItemIndex[] All = [.. Enumerable.Range(0, 5).Select(i => new ItemIndex(i))];

    [Fact]
    public void Mean_BeginsAtTheRateOfAllItems()
    {
        Assert.Equal((44 + 1) / (908.0 + 20), Bonus.MeanRate, 6);
        Assert.Equal(Bonus.MeanRate, Bonus.Mean(All[2]), 6);
        Assert.Equal((40 + (20 * Bonus.MeanRate)) / 420, Bonus.Mean(All[0]), 6);
    }

    [Fact]
    public void Uncertainty_IsLargestWhereLittleWasShown()
    {
        Assert.True(Bonus.Uncertainty(All[2]) > Bonus.Uncertainty(All[0]));
        Assert.True(Bonus.Uncertainty(All[0]) > Bonus.Uncertainty(All[3]));
    }

    [Fact]
    public void UpperBound_ManyDeviations_PrefersTheUnknownToTheKnownGood()
    {
        float[] none = new float[5], many = new float[5];

        Bonus.UpperBound(0, All, none);
        Bonus.UpperBound(3, All, many);

        Assert.True(none[0] > none[2]);
        Assert.True(many[2] > many[0]);
    }

    [Fact]
    public void Sample_SamePageSameDraws_WhateverTheOtherCandidates()
    {
        var seed = ExplorationBonus.Seed("ada", new DateOnly(2026, 3, 4), "page 1");
        float[] whole = new float[5], part = new float[2];

        Bonus.Sample(seed, All, whole);
        Bonus.Sample(ExplorationBonus.Seed("ada", new DateOnly(2026, 3, 4), "page 1"), [All[3], All[1]], part);

        Assert.Equal([whole[3], whole[1]], part);
    }

    [Fact]
    public void Sample_AnItemsDrawOutlivesAChangeOfPositions()
    {
        ExplorationBonus later = new(new CatalogueIndex([.. Catalogue.Items.Append(EngineFixtures.Item("item-0"))]), [new(0, 0), new(40, 400), new(1, 5), new(0, 0), new(0, 500), new(3, 2)]);
        float[] before = new float[1], after = new float[1];

        Bonus.Sample(7, [All[1]], before);
        later.Sample(7, [new ItemIndex(2)], after);

        Assert.Equal(before[0], after[0], 6);
    }

    [Fact]
    public void Seed_PersonDayAndRequestEachCount()
    {
        DateOnly day = new(2026, 3, 4);

        Assert.Equal(4, new HashSet<ulong>
        {
            ExplorationBonus.Seed("ada", day, "1"), ExplorationBonus.Seed("bob", day, "1"), ExplorationBonus.Seed("ada", day.AddDays(1), "1"), ExplorationBonus.Seed("ada", day, "2"),
        }.Count);
    }

    [Fact]
    public void Sample_ManyPages_HaveTheMeanAndSpreadOfWhatIsBelieved()
    {
        const int pages = 20_000;
        double sum = 0, squares = 0;
        var rate = new float[1];
        for (var page = 0; page < pages; page++)
        {
            Bonus.Sample(ExplorationBonus.Seed("ada", new DateOnly(2026, 3, 4), $"{page}"), [All[1]], rate);
            (sum, squares) = (sum + rate[0], squares + ((double)rate[0] * rate[0]));
        }

        Assert.Equal(Bonus.Mean(All[1]), sum / pages, 0.002);
        Assert.Equal(Bonus.Uncertainty(All[1]), Math.Sqrt((squares / pages) - (sum / pages * (sum / pages))), 0.002);
    }

    [Fact]
    public void Everything_is_a_rate_and_more_impressions_leave_less_open() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNegativeInt>(), ArbMap.Default.ArbFor<NonNegativeInt>(), ArbMap.Default.ArbFor<int>(), (positive, shown, seed) =>
        {
            CatalogueIndex one = new([EngineFixtures.Item("one"), EngineFixtures.Item("two")]);
            ExplorationBonus little = new(one, [new(positive.Get, positive.Get + shown.Get), new(10, 100)]), much = new(one, [new(positive.Get * 9, (positive.Get + shown.Get) * 9), new(10, 100)]);
            float[] drawn = new float[2], bound = new float[2];
            little.Sample((ulong)seed, [new ItemIndex(0), new ItemIndex(1)], drawn);
            little.UpperBound(2, [new ItemIndex(0), new ItemIndex(1)], bound);
            return drawn.Concat(bound).All(rate => rate is >= 0 and <= 1) && bound[0] >= little.Mean(new ItemIndex(0)) - 1e-6
                && (shown.Get + positive.Get < 30 || positive.Get * 3 > shown.Get || much.Uncertainty(new ItemIndex(0)) < little.Uncertainty(new ItemIndex(0)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Generator_IsTheOneOfThePaper()
    {
        // First numbers for seed 1234567, from the reference implementation in C (prng.di.unimi.it/splitmix64.c).
        SplitMix64 random = new(1234567);

        Assert.Equal([6457827717110365317, 3203168211198807973, 9817491932198370423], new[] { random.Next(), random.Next(), random.Next() });
    }

    [Fact]
    public void Counts_MissingOrNegative_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => new ExplorationBonus(Catalogue, [new(1, 2)]));
        Assert.Throws<ArgumentException>(() => new ExplorationBonus(Catalogue, [new(1, 2), new(1, 2), new(1, 2), new(1, 2), new(-1, 2)]));
    }
}
