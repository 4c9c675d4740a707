using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Entities;
using Portal.Domain.Profiles;
using Portal.Feed;
using Portal.People;
using Portal.Tests.Support;

namespace Portal.Tests.Features.People;

/// <summary>What people leave out of their taste, and that a feed made before no longer holds.</summary>
public sealed class TasteTests : FeedScene
{
    private LeftOutService LeftOut => Services.GetRequiredService<LeftOutService>();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await AddItemsAsync(Film("a"), Film("b"), Film("c"));
    }

    [Fact]
    public async Task Leaving_out_and_counting_again_both_change_the_stamp_of_a_feed()
    {
        var (first, second) = (await ActAsync("a", InteractionKind.Like), await ActAsync("b", InteractionKind.Like));
        List<string> stamps = [await StampAsync()];
        await LeftOut.LeaveOutAsync(Me, [first], CancellationToken.None);
        stamps.Add(await StampAsync());
        Clock.Advance(TimeSpan.FromMinutes(1));
        await LeftOut.LeaveOutAsync(Me, [second], CancellationToken.None);
        stamps.Add(await StampAsync());

        // The one with the earlier time: the latest time stays what it is.
        await LeftOut.CountAgainAsync(Me, [first], CancellationToken.None);
        stamps.Add(await StampAsync());

        Assert.Equal(stamps.Distinct(), stamps);
        Assert.Equal(stamps[^1], await StampAsync());
    }

    [Fact]
    public async Task A_changed_interest_changes_the_stamp_too()
    {
        var before = await StampAsync();
        await using (var db = Database.CreateDbContext())
        {
            db.InterestEdits.Add(new InterestEditEntity { UserId = Me, ItemId = 1, Weight = 0, UpdatedUtc = Clock.GetUtcNow().UtcDateTime });
            await db.SaveChangesAsync();
        }

        Assert.NotEqual(before, await StampAsync());
    }

    [Fact]
    public async Task The_stay_that_an_opening_led_to_goes_and_comes_with_it()
    {
        await ActAsync("a", InteractionKind.Dwell);
        Clock.Advance(TimeSpan.FromDays(2));
        var opening = await ActAsync("a", InteractionKind.Click);
        Clock.Advance(TimeSpan.FromMinutes(3));
        var stay = await ActAsync("a", InteractionKind.Dwell);
        await ActAsync("b", InteractionKind.Dwell);

        Assert.Equal([opening, stay], await LeftOut.LeaveOutAsync(Me, [opening], CancellationToken.None));
        Assert.Equal([opening, stay], await LeftOut.CountAgainAsync(Me, [opening], CancellationToken.None));
    }

    [Fact]
    public async Task Only_what_is_in_force_speaks_of_taste_and_is_ones_own_is_left_out()
    {
        var (mine, hidden, back) = (await ActAsync("a", InteractionKind.Like), await ActAsync("b", InteractionKind.Hide), await ActAsync("c", InteractionKind.Like));
        await Feedback.RetractAsync(Me, back, CancellationToken.None);

        Assert.Empty(await LeftOut.LeaveOutAsync("somebody else", [mine, hidden, back], CancellationToken.None));
        Assert.Equal([mine], await LeftOut.LeaveOutAsync(Me, [mine, hidden, back], CancellationToken.None));
        Assert.Empty(await LeftOut.LeaveOutAsync(Me, [mine], CancellationToken.None));
    }

    [Fact]
    public async Task A_period_begins_with_its_first_moment_and_ends_before_its_last()
    {
        var from = Clock.GetUtcNow().UtcDateTime;
        var first = await ActAsync("a", InteractionKind.Like);
        Clock.Advance(TimeSpan.FromHours(1));
        await ActAsync("b", InteractionKind.Like);
        var until = Clock.GetUtcNow().UtcDateTime;

        Assert.Equal(new PeriodCounts(1, 0), await LeftOut.CountPeriodAsync(Me, from, until, [InteractionKind.Like], CancellationToken.None));
        Assert.Equal(new PeriodCounts(2, 0), await LeftOut.CountPeriodAsync(Me, null, null, [InteractionKind.Like], CancellationToken.None));
        Assert.Equal([first], await LeftOut.SetPeriodAsync(Me, from, until, leaveOut: true, CancellationToken.None));
        Assert.Equal(new PeriodCounts(0, 1), await LeftOut.CountPeriodAsync(Me, null, until, [InteractionKind.Like], CancellationToken.None));
        Assert.Equal([first], await LeftOut.SetPeriodAsync(Me, null, null, leaveOut: false, CancellationToken.None));
    }

    [Fact]
    public async Task Edits_of_interests_come_with_the_profile_the_oldest_first_and_without_those_of_items_that_are_gone()
    {
        await using (var db = Database.CreateDbContext())
        {
            var gone = Film("gone");
            gone.Active = false;
            db.Items.Add(gone);
            await db.SaveChangesAsync();
            var now = Clock.GetUtcNow().UtcDateTime;
            db.InterestEdits.AddRange(
                new InterestEditEntity { UserId = Me, ItemId = 2, Name = "Later", UpdatedUtc = now, MergedWithItemId = gone.Id },
                new InterestEditEntity { UserId = Me, ItemId = 1, Weight = 0.5, UpdatedUtc = now.AddHours(-1), MergedWithItemId = 3 },
                new InterestEditEntity { UserId = Me, ItemId = gone.Id, UpdatedUtc = now });
            await db.SaveChangesAsync();
        }

        var state = await Engine.GetAsync(CancellationToken.None);
        var edits = (await Services.GetRequiredService<ProfileLoader>().LoadAsync(Me, state, CancellationToken.None)).InterestEdits;

        Assert.Equal(
            [("a", null, 0.5, "c"), ("b", "Later", 1, null)],
            edits.Select(edit => (state.Snapshot.Catalogue[edit.Anchor].Id, edit.Name, edit.Weight, edit.MergedWith is { } other ? state.Snapshot.Catalogue[other].Id : null)));
    }

    private Task<string> StampAsync() => Feed.StampAsync(Me, new FeedRequest(), CancellationToken.None);
}
