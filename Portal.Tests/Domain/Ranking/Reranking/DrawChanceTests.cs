using Portal.Domain.Catalogue;
using Portal.Domain.Ranking.Reranking;

namespace Portal.Tests.Domain.Ranking.Reranking;

public sealed class DrawChanceTests
{
    private static readonly ItemIndex[] Items = [.. Enumerable.Range(0, 5).Select(i => new ItemIndex(i))];

    // The first is known well and never drawn; the second and the third have the same sum.
    private static readonly double[] Sums = [3, 0.4, 0.4, 0.1, -0.5];
    private static readonly (int Positive, int Negative)[] Counts = [(30, 2), (0, 0), (1, 4), (3, 0), (0, 1)];

    private static readonly ExplorationOptions Options = new(0.5, 1, Prior: 8, Mean: 0.55);

    [Fact]
    public void The_chance_is_how_often_the_draws_of_many_seeds_choose_an_item()
    {
        const int Seeds = 20_000;
        var drawn = new int[5];
        var told = new double[5];
        for (var seed = 0; seed < Seeds; seed++)
        {
            var pick = GreedySelection.Select(Items, Sums, new SelectionPlan([]) { Exploration = ExplorationSlots.Draw(Items, item => Counts[item.Value], Options, 0, (ulong)seed) }, 2)[1];
            drawn[pick.Candidate]++;
            told[pick.Candidate] = pick.Propensity;
        }

        Assert.Equal(0, drawn[0]);
        Assert.All(Enumerable.Range(1, 4).Where(i => drawn[i] > 20), i => Assert.Equal(drawn[i] / (double)Seeds, told[i], 0.012));
        Assert.InRange(told.Sum(), 0.98, 1.02);
        Assert.True(told[1] > told[2] && told[2] > told[3], string.Join(' ', told));
    }

    [Fact]
    public void Where_nothing_is_drawn_it_is_certain()
    {
        var picks = GreedySelection.Select(Items, Sums, new SelectionPlan([]) { Exploration = ExplorationSlots.Draw(Items, _ => (30, 2), Options, 0, 1) }, 5);

        Assert.All(picks, pick => Assert.Equal(1, pick.Propensity));
    }

    [Fact]
    public void The_last_one_left_is_drawn_for_certain()
    {
        var picks = GreedySelection.Select(Items, Sums, new SelectionPlan([]) { Exploration = ExplorationSlots.Draw(Items, item => item.Value == 3 ? (0, 0) : (30, 2), Options, 0, 1) }, 2);

        Assert.Equal((3, 1.0), (picks[1].Candidate, picks[1].Propensity));
        Assert.NotNull(picks[1].Exploration);
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(0.6, 7)]
    public void A_quantile_is_where_the_distribution_reaches_the_share(double a, double b)
    {
        BetaTable table = new(a, b);

        Assert.All((double[])[0.01, 0.2, 0.5, 0.9, 0.999], share => Assert.Equal(share, table.Below(table.Quantile(share)), 6));
        Assert.Equal((1, 0), (table.Below(1.5), table.Below(-1)));
    }
}
