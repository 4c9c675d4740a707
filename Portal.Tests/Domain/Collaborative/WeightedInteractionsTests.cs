using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Catalogue;
using Portal.Domain.Collaborative;
using Portal.Domain.Profiles;

namespace Portal.Tests.Domain.Collaborative;

public sealed class WeightedInteractionsTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly InteractionWeights Plain = InteractionWeights.Default with { HalfLifeDays = 10 };

    [Fact]
    public void The_last_decision_counts()
    {
        Assert.Equal(-0.5, Value(Did(InteractionKind.Like, hours: 3), Did(InteractionKind.Dislike, hours: 2)), 0.01);
        Assert.Equal(1, Value(Did(InteractionKind.Like, hours: 1), Did(InteractionKind.Dislike, hours: 2)), 0.01);
        Assert.Equal(0.5, Value(Did(InteractionKind.Dislike, hours: 2), Did(InteractionKind.Rating, hours: 1, value: 4)), 0.01);
        Assert.Equal(-0.5, Value(Did(InteractionKind.Like, hours: 1), Did(InteractionKind.Dislike, hours: 1)), 0.01);
        Assert.Equal(0, Value(Did(InteractionKind.Like, hours: 4), Did(InteractionKind.Rating, hours: 1, value: 3)));
    }

    [Fact]
    public void Hints_do_not_add_up_and_do_not_outvote_a_decision_against()
    {
        Assert.Equal(0.6, Value(Did(InteractionKind.Click, 1), Did(InteractionKind.Save, 1), Did(InteractionKind.Click, 2)), 0.01);
        Assert.Equal(-0.5, Value(Did(InteractionKind.Dislike, 5), Did(InteractionKind.Save, 1)), 0.01);
        Assert.Equal(0, Value(Did(InteractionKind.Rating, 5, 3), Did(InteractionKind.Save, 1)));
        Assert.Equal(0.6, Value(Did(InteractionKind.Rating, 5, 3.5), Did(InteractionKind.Save, 1)), 0.01);
        Assert.Equal(0.15, Value(Did(InteractionKind.Dwell, 1, 60)), 0.01);
        Assert.Equal(0, Value(Did(InteractionKind.Hide, 1), Did(InteractionKind.Impression, 1), Did(InteractionKind.Dwell, 1), Did(InteractionKind.Rating, 1)));
    }

    [Fact]
    public void Everything_fades_before_it_is_compared()
    {
        Assert.Equal(0.25, Value(Did(InteractionKind.Like, hours: 20 * 24)), 1e-6);
        Assert.Equal(0.3, Value(Did(InteractionKind.Like, hours: 20 * 24), Did(InteractionKind.Save, hours: 10 * 24)), 1e-6);
        Assert.Equal(1, Value(Did(InteractionKind.Like, hours: -30)), 1e-6);
    }

    [Fact]
    public void A_rating_counts_by_its_distance_from_neutral()
    {
        Assert.Equal([-1, -1, 0.25, 1, 0], new double?[] { 0.5, 1, 3.5, 5, null }.Select(stars => InteractionWeights.Default.Of(InteractionKind.Rating, stars, TimeSpan.Zero)));
    }

    [Fact]
    public void Popularity_of_one_kind_and_of_late_is_a_matter_of_weights()
    {
        var saves = new InteractionWeights { Like = 0, Click = 0, Save = 1, Rating = 0, Dislike = 0, Dwell = 0, HalfLifeDays = 1 };
        var data = Build(saves, Did(InteractionKind.Save, 0, user: 1, item: 1), Did(InteractionKind.Save, 24, user: 2, item: 1), Did(InteractionKind.Like, 0, user: 2, item: 2), Did(InteractionKind.Save, 48, user: 0, item: 4));

        Assert.Equal([float.NaN, 1.5f, float.NaN, float.NaN, 0.25f], TrainerCases.Scores(new PopularityTrainer().Train(data, null, CancellationToken.None)));
    }

    [Fact]
    public void Nothing_is_stronger_than_its_strongest_action() => ForEveryHistory(history =>
        Math.Abs(Value(history)) <= history.Select(action => Math.Abs(Plain.Of(action.Kind, action.Value, Now - action.At))).DefaultIfEmpty().Max() + 1e-6);

    [Fact]
    public void The_order_of_the_list_does_not_matter() => ForEveryHistory(history => Value(history) == Value([.. history.Reverse()]));

    [Fact]
    public void Doing_it_twice_changes_nothing() => ForEveryHistory(history => Value(history) == Value([.. history, .. history]));

    [Fact]
    public void A_dislike_now_makes_it_negative_whatever_was_before() => ForEveryHistory(history => Value([.. history, Did(InteractionKind.Dislike, hours: 0)]) == -0.5f);

    [Fact]
    public void Weights_of_twice_the_size_give_twice_the_value() => ForEveryHistory(history =>
        Math.Abs(Value(Plain with { Like = 2, Dislike = -1, Rating = 2, Save = 1.2, Click = 0.3, Dwell = 0.6 }, history) - (2 * Value(history))) < 1e-6);

    [Fact]
    public void People_and_items_do_not_touch_each_other() => ForEveryHistory(history =>
        Value(history) == Value([.. history.SelectMany(action => new[] { action, action with { User = new UserIndex(0), Kind = InteractionKind.Like }, action with { Item = new ItemIndex(4), Kind = InteractionKind.Dislike } })]));

    [Fact]
    public void Problems_OutOfRange_NamesThemAll()
    {
        InteractionWeights wrong = new() { Like = 11, Dwell = double.NaN, RatingNeutral = 9, RatingSpread = 0, HalfLifeDays = -1 };

        Assert.Equal(["Like is 11", "RatingNeutral is 9", "RatingSpread is 0", "Dwell is NaN", "HalfLifeDays is -1"], wrong.Problems().Select(problem => problem[..problem.IndexOf(';', StringComparison.Ordinal)]));
        Assert.Empty(InteractionWeights.Default.Problems());
        Assert.Throws<ArgumentException>(() => Build(wrong));
    }

    [Fact]
    public void Every_property_is_checked()
    {
        foreach (var property in typeof(InteractionWeights).GetProperties().Where(property => property.PropertyType == typeof(double)))
        {
            var wrong = InteractionWeights.Default with { };
            property.SetValue(wrong, double.NegativeInfinity);
            Assert.StartsWith(property.Name, Assert.Single(wrong.Problems()), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_kind_has_a_weight() => Assert.All(Enum.GetValues<InteractionKind>(), kind => Assert.True(double.IsFinite(InteractionWeights.Default.Of(kind, 4, TimeSpan.FromDays(1)))));

    // Histories of one person with one item; no two actions at one instant.
    private static void ForEveryHistory(Func<RawInteraction[], bool> holds)
    {
        var action = from kind in Gen.Elements(Enum.GetValues<InteractionKind>())
                     from value in Gen.Choose(1, 10)
                     from hours in Gen.Choose(1, 2000)
                     select (kind, value, hours);
        Prop.ForAll(Arb.From(Gen.ListOf(action)), actions => holds([.. actions.DistinctBy(one => one.hours).Select(one => Did(one.kind, one.hours, one.value / 2.0))]))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(200));
    }

    private static RawInteraction Did(InteractionKind kind, double hours, double? value = null, int user = 3, int item = 1) =>
        new(new UserIndex(user), new ItemIndex(item), kind, value, Now.AddHours(-hours));

    private static InteractionMatrix Build(InteractionWeights weights, params RawInteraction[] history) => WeightedInteractions.Build(7, 5, history, weights, Now);

    private static float Value(params RawInteraction[] history) => Value(Plain, history);

    private static float Value(InteractionWeights weights, RawInteraction[] history)
    {
        var row = Build(weights, history).ByUser;
        var place = row.ColumnsOf(3).IndexOf(1);
        return place < 0 ? 0 : row.ValuesOf(3)[place];
    }
}
