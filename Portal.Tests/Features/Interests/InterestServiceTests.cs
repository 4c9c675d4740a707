using Microsoft.EntityFrameworkCore;
using Portal.Domain.Language;
using Portal.Domain.Profiles;
using Portal.Interests;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Interests;

public sealed class InterestServiceTests : InterestScene
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await LikeThingsAsync();
    }

    [Fact]
    public async Task Interests_are_told_apart_with_their_shares_and_what_they_were_learned_from()
    {
        var list = await ListAsync();

        Assert.Equal([4, 3, 2], list.Select(interest => interest.Items.Count));
        Assert.Equal([5, 3, 2], list.Select(interest => interest.Actions));
        Assert.Equal([4 / 9.0, 3 / 9.0, 2 / 9.0], list.Select(interest => Math.Round(interest.Share, 9) is var share ? Math.Round(share * 9) / 9 : 0));
        Assert.Contains("robots", list[0].LearnedName, StringComparison.OrdinalIgnoreCase);
        Assert.True(char.IsUpper(list[0].LearnedName[0]));
        Assert.All(list, interest => Assert.Equal((1.0, 1, Clock.GetUtcNow().UtcDateTime), (interest.Weight, interest.Parts, interest.LatestUtc)));
        Assert.Empty((await Interests.ListAsync("nobody", TimeZoneInfo.Utc, CancellationToken.None)).Interests);
    }

    [Fact]
    public async Task What_was_said_overrules_what_was_learned()
    {
        await SayAsync("no robots");

        var robots = await OfAsync("robot-01");

        Assert.Equal(Polarity.Never, robots.OverruledBy!.Polarity);
        Assert.Equal(0, robots.Share);
        Assert.Equal(0.6, (await OfAsync("sea-01")).Share, 2);
        Assert.Equal(1, (await Interests.ListAsync(Me, TimeZoneInfo.Utc, CancellationToken.None)).Statements);
    }

    [Fact]
    public async Task A_name_is_kept_and_dropped_and_each_change_can_be_undone_by_itself()
    {
        var named = await Editor.RenameAsync(Me, await OfAsync("sea-00"), "  Salt water ", CancellationToken.None);
        var weighed = await Editor.WeighAsync(Me, await OfAsync("robot-00"), 0, CancellationToken.None);
        Assert.Equal("Salt water", (await OfAsync("sea-02")).GivenName);
        Assert.Equal(0, (await OfAsync("robot-02")).Share);

        await Editor.UndoAsync(Me, named, CancellationToken.None);
        Assert.Null((await OfAsync("sea-02")).GivenName);
        Assert.Equal(0, (await OfAsync("robot-02")).Weight);
        await Editor.UndoAsync(Me, weighed, CancellationToken.None);
        await AssertNoEditsAsync();

        await Editor.RenameAsync(Me, await OfAsync("sea-00"), "Water", CancellationToken.None);
        await Editor.RenameAsync(Me, await OfAsync("sea-00"), " ", CancellationToken.None);
        await AssertNoEditsAsync();
    }

    [Fact]
    public async Task A_merged_interest_keeps_the_weight_and_name_of_the_one_that_stays_until_they_are_separated()
    {
        await Editor.WeighAsync(Me, await OfAsync("cook-00"), 0, CancellationToken.None);
        await Editor.RenameAsync(Me, await OfAsync("sea-00"), "Sea", CancellationToken.None);

        var undo = await Editor.MergeAsync(Me, await OfAsync("sea-00"), await OfAsync("cook-00"), CancellationToken.None);
        var merged = await OfAsync("cook-00");
        Assert.Equal((2, 5, "Sea", 1.0), (merged.Parts, merged.Items.Count, merged.GivenName, merged.Weight));
        await Editor.UndoAsync(Me, undo, CancellationToken.None);
        Assert.Equal((1, 0.0), ((await OfAsync("cook-00")).Parts, (await OfAsync("cook-00")).Weight));

        // On from one to the next, and with one that has nothing of its own.
        await Editor.MergeAsync(Me, await OfAsync("robot-00"), await OfAsync("sea-00"), CancellationToken.None);
        await Editor.MergeAsync(Me, await OfAsync("cook-00"), await OfAsync("robot-00"), CancellationToken.None);
        var all = Assert.Single(await ListAsync());
        Assert.Equal((3, 0.0), (all.Parts, all.Weight));
        await Editor.SeparateAsync(Me, all, CancellationToken.None);
        Assert.Equal(["Sea"], (await ListAsync()).Select(interest => interest.GivenName).OfType<string>());
        Assert.Equal([1.0, 1, 0], (await ListAsync()).Select(interest => interest.Weight));
    }

    [Fact]
    public async Task A_merge_with_nothing_else_changed_leaves_the_one_that_stays_its_weight()
    {
        await Editor.MergeAsync(Me, await OfAsync("sea-00"), await OfAsync("cook-00"), CancellationToken.None);
        await Editor.WeighAsync(Me, await OfAsync("sea-00"), 1.5, CancellationToken.None);
        await Editor.WeighAsync(Me, await OfAsync("sea-00"), 1, CancellationToken.None);

        Assert.Equal((2, 1.0), ((await OfAsync("sea-00")).Parts, (await OfAsync("cook-00")).Weight));
        await Editor.SeparateAsync(Me, await OfAsync("sea-00"), CancellationToken.None);
        await AssertNoEditsAsync();
    }

    [Fact]
    public async Task An_interest_that_is_not_to_be_used_is_gone_until_that_is_undone_and_its_items_stay_put_away()
    {
        var before = await OfAsync("robot-00");

        var ids = await Editor.LeaveOutAsync(Me, TimeZoneInfo.Utc, before, CancellationToken.None);

        Assert.Equal(5, ids.Count);
        Assert.Equal([3, 2], (await ListAsync()).Select(interest => interest.Items.Count));
        Assert.Equal(10, (await ActionsAsync()).Count);
        await Editor.UseAgainAsync(Me, ids, CancellationToken.None);
        Assert.Equal(before.Items.Select(item => item.Id), (await OfAsync("robot-00")).Items.Select(item => item.Id));
    }

    [Fact]
    public async Task The_effect_of_a_weight_is_what_the_ranking_does_with_it()
    {
        var robots = await OfAsync("robot-00");

        var off = await Interests.EffectAsync(Me, TimeZoneInfo.Utc, robots.AnchorRowId, 1, 0, CancellationToken.None);
        var back = await Interests.EffectAsync(Me, TimeZoneInfo.Utc, robots.AnchorRowId, 0, 1, CancellationToken.None);

        Assert.NotEmpty(off.Out);
        Assert.All(off.Out, item => Assert.StartsWith("robot", item.Id, StringComparison.Ordinal));
        Assert.DoesNotContain(off.In, item => item.Id.StartsWith("robot", StringComparison.Ordinal));
        Assert.Equal(off.In.Count, off.Out.Count);
        Assert.Equal(off.Out.Select(item => item.Id).Order(), back.In.Select(item => item.Id).Order());
        Assert.Empty((await Interests.EffectAsync(Me, TimeZoneInfo.Utc, robots.AnchorRowId, 1, 1, CancellationToken.None)).In);
    }

    private async Task AssertNoEditsAsync()
    {
        await using var db = Database.CreateDbContext();
        Assert.Empty(await db.InterestEdits.ToListAsync());
    }
}
