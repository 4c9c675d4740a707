using Portal.Domain.OffPolicy;
using Portal.Domain.Ranking.Learning;
using Portal.Tests.Domain.Ranking.Learning;

namespace Portal.Tests.Domain.OffPolicy;

public sealed class DraftPlacementTests
{
    private static readonly ExaminationModel Looks = ExaminationModel.Estimate(new SimulatedLog { True = [1, 0.2], Present = [0.4, 1], Lists = 300 }.Draw(), default);

    // Every ranked place lost 0.1 to the re-ranking; the drawn one got a bonus for the draw.
    private static readonly ServedPlace[] Places =
    [
        new(0, [1, 0.2f], 1f),
        new(1, [0.6f, 0.8f], 0.9f),
        new(2, [0.1f, 0.95f], 1.3f) { IsExploration = true, Propensity = 0.25 },
        new(3, [0.5f, 0.4f], 0.6f),
    ];

    [Fact]
    public void Items_move_by_what_the_weights_make_of_the_signals()
    {
        // 0.3, 0.82 and 0.4: the second first, then the fourth, then the first. The drawn one has 0.87 without its bonus, above all of them.
        var placement = DraftPlacement.Of(new LoggedRequest("a", Places, [1, 0.5], [0.2, 1]), Looks);

        Near([Looks[3] / Looks[0], Looks[0] / Looks[1], ((0.25 * Looks[2]) + (0.75 * Looks[0])) / (0.25 * Looks[2]), Looks[1] / Looks[3]], placement);
    }

    [Fact]
    public void The_same_weights_move_nothing_even_where_a_later_place_has_a_higher_score()
    {
        ServedPlace[] places = [.. Places, new(4, [0.5f, 0.4f], 0.8f)];

        var placement = DraftPlacement.Of(new LoggedRequest("a", places, [1, 0.5], [1, 0.5]), Looks);

        Near([1, 1, 1, 1, 1], placement);
    }

    [Fact]
    public void A_drawn_item_that_stood_on_the_list_anyway_is_not_counted_as_rare()
    {
        // By its signals 0.973 at present: the second of the ranked, were it not drawn.
        ServedPlace[] places = [Places[0], Places[1] with { Score = 0.97f }, Places[2] with { Features = [1, 0.1f] }, Places[3]];

        var placement = DraftPlacement.Of(new LoggedRequest("a", places, [1, 0.5], [0, 0]), Looks);

        Assert.Equal((0.25 * Looks[2]) + (0.75 * Looks[1]), placement.Now[2], 9);
    }

    [Fact]
    public void What_is_not_known_counts_as_nothing()
    {
        ServedPlace[] places = [new(0, [float.NaN, 0.3f], 0.3f), new(1, [0.2f, float.NaN], 0.2f)];

        Near([Looks[1] / Looks[0], Looks[0] / Looks[1]], DraftPlacement.Of(new LoggedRequest("a", places, [1, 1], [3, 1]), Looks));
    }

    private static void Near(double[] expected, DraftPlacement placement) =>
        Assert.All(expected.Index(), weight => Assert.Equal(weight.Item, placement.Weight(weight.Index), 6));
}
