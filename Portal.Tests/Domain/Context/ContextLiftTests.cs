using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Catalogue;
using Portal.Domain.Context;
using Portal.Tests.Support;

namespace Portal.Tests.Domain.Context;

public sealed class ContextLiftTests
{
    private static readonly CatalogueIndex Catalogue = new(
    [
        EngineFixtures.Item("a", "film", ["crime"], ["slow-burn"]),
        EngineFixtures.Item("b", "film", ["comedy"]),
        EngineFixtures.Item("c", "book", ["crime"]),
        EngineFixtures.Item("d", "podcast", ["news"]),
        EngineFixtures.Item("e", "film", ["western"]),
    ]);

    private static readonly Moment Evening = new(DayPart.Evening, null, null, null), Morning = new(DayPart.Morning, null, null, null);

    // Evenings: films, and mostly crime. Mornings: the news. On the phone, known for few, also the news.
    private static readonly ContextEvent[] Events =
    [
        One(0, Evening, 5), One(1, Evening, 2), One(2, Evening, 1), One(3, Morning, 4), One(1, Morning, 1), One(3, Morning with { Device = DeviceClass.Phone }, 1), One(2, Evening with { Device = DeviceClass.Desktop }, 1),
    ];

    [Theory]
    [InlineData("2026-03-04T05:59:00+01:00", DayPart.Night, DayKind.Weekday, YearPart.MarchToMay)]
    [InlineData("2026-03-01T06:00:00+08:00", DayPart.Morning, DayKind.Weekend, YearPart.MarchToMay)]
    [InlineData("2026-12-31T17:59:00-05:00", DayPart.Afternoon, DayKind.Weekday, YearPart.DecemberToFebruary)]
    [InlineData("2026-02-28T18:00:00+00:00", DayPart.Evening, DayKind.Weekend, YearPart.DecemberToFebruary)]
    [InlineData("2026-11-30T23:59:00+00:00", DayPart.Evening, DayKind.Weekday, YearPart.SeptemberToNovember)]
    public void Moment_IsLocal(string instant, DayPart part, DayKind day, YearPart year) =>
        Assert.Equal(new Moment(part, day, year, DeviceClass.Tablet), Moment.Of(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture), DeviceClass.Tablet));

    [Fact]
    public void LiftOf_IsTheSmoothedRatioOfShares()
    {
        var lift = ContextLift.Learn(Catalogue, Events, pseudoCount: 2);

        // Crime: 7 of 15 events, 7 of 9 in the evening. News on the phone: 1 of 1, of 2 events whose device is known.
        Assert.Equal(Math.Log((7 + (2 * 7 / 15.0)) / (11 * 7 / 15.0)), lift.LiftOf(ContextValue.Evening, Label("crime")), 5);
        Assert.Equal(Math.Log((1 + (2 * 0.5)) / (3 * 0.5)), lift.LiftOf(ContextValue.Phone, Label("news")), 5);
        Assert.Equal(0, lift.LiftOf(ContextValue.Evening, Label("western")));
        Assert.Equal(0, lift.LiftOf(ContextValue.Weekend, Label("crime")));
    }

    [Fact]
    public void Score_IsTheMeanOverLabelsSummedOverWhatIsKnown()
    {
        var lift = ContextLift.Learn(Catalogue, Events, pseudoCount: 2);
        var values = new float[2];

        lift.Score(Evening with { Device = DeviceClass.Desktop }, [new ItemIndex(2), new ItemIndex(3)], values);

        var sum = lift.LiftOf(ContextValue.Evening, Label("crime")) + lift.LiftOf(ContextValue.Evening, Label("book"))
            + lift.LiftOf(ContextValue.Desktop, Label("crime")) + lift.LiftOf(ContextValue.Desktop, Label("book"));
        Assert.Equal(Math.Tanh(sum / 2), values[0], 5);
        Assert.True(values[1] < 0);
    }

    [Fact]
    public void Explain_NamesTheStrongestInTheDirectionOfTheValue()
    {
        var lift = ContextLift.Learn(Catalogue, Events, pseudoCount: 2);

        var reason = lift.Explain(Morning, new ItemIndex(3));

        Assert.Equal((ContextValue.Morning, "news"), (reason!.Value.Value, reason.Value.Label));
        Assert.True(lift.Explain(Evening, new ItemIndex(3))!.Value.Lift < 0);
        Assert.Null(lift.Explain(Moment.Unknown, new ItemIndex(3)));
    }

    [Fact]
    public void Nothing_known_adds_exactly_nothing()
    {
        float[] untaught = new float[5], unknown = new float[5];
        ItemIndex[] all = [.. Enumerable.Range(0, 5).Select(i => new ItemIndex(i))];

        ContextLift.Learn(Catalogue, []).Score(new Moment(DayPart.Night, DayKind.Weekend, YearPart.JuneToAugust, DeviceClass.Phone), all, untaught);
        ContextLift.Learn(Catalogue, Events).Score(Moment.Unknown, all, unknown);

        Assert.All(untaught.Concat(unknown), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Twice_the_same_data_is_never_believed_less_and_a_missing_dimension_changes_nothing_else() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        {
            ContextEvent[] events = [.. bytes.Select(one => One(one % 5, new Moment((DayPart)(one / 5 % 4), one % 3 == 0 ? null : (DayKind)(one % 2), null, one % 7 > 3 ? null : (DeviceClass)(one % 7)), 1 + (one % 3)))];
            ContextLift once = ContextLift.Learn(Catalogue, events), twice = ContextLift.Learn(Catalogue, events.Concat(events)), without = ContextLift.Learn(Catalogue, events.Select(one => one with { Moment = one.Moment with { Device = null } }));
            return Enum.GetValues<ContextValue>().All(value => Enumerable.Range(0, Catalogue.LabelNames.Count).All(label =>
            {
                float a = once.LiftOf(value, label), b = twice.LiftOf(value, label), c = without.LiftOf(value, label);
                return Math.Abs(b) >= Math.Abs(a) - 1e-6 && (Math.Abs(a) < 1e-6 || Math.Sign(a) == Math.Sign(b)) && (value < ContextValue.Phone ? a == c : c == 0);
            }));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Values_are_between_minus_one_and_one() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        {
            var lift = ContextLift.Learn(Catalogue, bytes.Select(one => One(one % 5, new Moment((DayPart)(one / 5 % 4), null, null, null), one)), 0.001);
            var values = new float[5];
            lift.Score(Evening, [.. Enumerable.Range(0, 5).Select(i => new ItemIndex(i))], values);
            return values.All(value => value is >= -1 and <= 1);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(5, 1f)]
    [InlineData(1, -1f)]
    [InlineData(1, float.NaN)]
    public void Learn_ItemOutsideOrBadWeight_IsRefused(int item, float weight) =>
        Assert.Throws<ArgumentException>(() => ContextLift.Learn(Catalogue, [One(item, Evening, weight)]));

    private static ContextEvent One(int item, Moment moment, float weight) => new(new ItemIndex(item), moment, weight);

    private static int Label(string name) => Catalogue.TryFindLabel(name, out var label) ? label : throw new ArgumentException($"No label '{name}'.", nameof(name));
}
