using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Catalogue;
using Portal.Domain.Profiles;
using Portal.Domain.ShortTerm;

namespace Portal.Tests.Domain.ShortTerm;

public sealed class SessionTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 20, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_PauseLongerThanTheGap_EndsTheSessionButKeepsWhatIsRecent()
    {
        var session = Session.Of([Act(3, InteractionKind.Like, 5), Act(1, InteractionKind.Click, 30), Act(4, InteractionKind.Click, 61), Act(0, InteractionKind.Save, 62)], Session.DefaultGap);

        Assert.Equal([3, 1, 4, 0], session.Recent.ToArray().Select(one => one.Item.Value));
        Assert.Equal([1, 0.5f, 0.5f, 1], session.Recent.ToArray().Select(one => one.Weight));
        Assert.Equal(2, session.Length);
        Assert.Equal(TimeSpan.FromMinutes(5), session.SinceLast(Now));
    }

    [Fact]
    public void Of_SameItemAgain_CountsOnceAtItsNewestPlaceWithItsStrongestAct()
    {
        var session = Session.Of([Act(2, InteractionKind.Click, 1), Act(0, InteractionKind.Click, 2), Act(2, InteractionKind.Like, 3)], Session.DefaultGap);

        Assert.Equal([new ItemWeight(new ItemIndex(2), 1), new ItemWeight(new ItemIndex(0), 0.5f)], session.Recent.ToArray());
        Assert.Equal(2, session.Length);
    }

    [Fact]
    public void Of_RefusedLater_IsNoInterestButKeepsTheSessionAlive()
    {
        var session = Session.Of([Act(2, InteractionKind.Dislike, 1), Act(0, InteractionKind.Click, 29), Act(2, InteractionKind.Like, 40)], Session.DefaultGap);

        Assert.Equal([0], session.Recent.ToArray().Select(one => one.Item.Value));
        Assert.Equal(1, session.Length);
    }

    [Fact]
    public void Of_Impressions_AreNoActs() =>
        Assert.Equal(Session.None.Last, Session.Of([Act(2, InteractionKind.Impression, 1)], Session.DefaultGap).Last);

    [Fact]
    public void Of_OldestFirst_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Session.Of([Act(2, InteractionKind.Click, 9), Act(1, InteractionKind.Click, 3)], Session.DefaultGap));

    [Theory]
    [InlineData(InteractionKind.Rating, 5f, 1f)]
    [InlineData(InteractionKind.Rating, 3.5f, 0.4f)]
    [InlineData(InteractionKind.Rating, 2f, -1f)]
    [InlineData(InteractionKind.Dwell, 30f, 0.25f)]
    [InlineData(InteractionKind.Dwell, 900f, 1f)]
    [InlineData(InteractionKind.Hide, null, -1f)]
    [InlineData(InteractionKind.Impression, null, 0f)]
    public void Weigh_EachKind(InteractionKind kind, float? value, float expected) => Assert.Equal(expected, Session.Weigh(kind, value), 5);

    [Fact]
    public void Gate_PlentyOfBothAndStillGoingOn_IsNearMostShare() =>
        Assert.Equal(0.7, new InterestGate().ShortTermShare(100_000, TimeSpan.Zero, 1_000_000), 4);

    [Fact]
    public void Gate_NoSessionOrNoTaste_GivesAllToTheOther()
    {
        Assert.Equal(0, new InterestGate().ShortTermShare(Session.None, Now, 0));
        Assert.Equal(0, new InterestGate().ShortTermShare(0, TimeSpan.Zero, 3));
        Assert.Equal(1, new InterestGate().ShortTermShare(1, TimeSpan.FromMinutes(3), 0));
    }

    [Fact]
    public void Gate_IsAShareThatRisesWithTheSessionAndFallsWithTimeAndTaste() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNegativeInt>(), ArbMap.Default.ArbFor<NonNegativeInt>(), ArbMap.Default.ArbFor<NonNegativeInt>(), (events, minutes, history) =>
        {
            InterestGate gate = new();
            var share = At(events.Get, minutes.Get, history.Get);
            return share is >= 0 and <= 1
                && At(events.Get + 1, minutes.Get, history.Get) >= share
                && At(events.Get, minutes.Get + 1, history.Get) <= share
                && At(events.Get, minutes.Get, history.Get + 1) <= share;

            double At(int length, int since, int size) => gate.ShortTermShare(length, TimeSpan.FromMinutes(since), size);
        }).QuickCheckThrowOnFailure();

    private static SessionEvent Act(int item, InteractionKind kind, int minutesAgo) => new(new ItemIndex(item), kind, null, Now.AddMinutes(-minutesAgo));
}
