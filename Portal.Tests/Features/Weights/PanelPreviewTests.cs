using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Entities;
using Portal.Domain.Profiles;
using Portal.Domain.Ranking;
using Portal.People;
using Portal.Weights;

namespace Portal.Tests.Features.Weights;

public sealed class PanelPreviewTests : WeightScene
{
    private PanelPeople People => Services.GetRequiredService<PanelPeople>();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await AddPersonAsync("heavy", "Hana Heavy");
        await AddPersonAsync("niche", "Nils Niche");
        await AddPersonAsync("rules", "Rosa Rules");
        await AddPersonAsync("cold", "Carl 100%_Cold");
        for (var i = 0; i < 9; i++)
        {
            await LikeAsync("heavy", $"drama{i:00}");
            await LikeAsync(Me, $"drama{i % 3:00}");
        }

        foreach (var item in new[] { "jazz0", "jazz1", "jazz2" })
        {
            await LikeAsync("niche", item);
        }

        await LikeAsync("rules", "dread3");
        await Statements.AddAsync("rules", "quiet music, no horror", null, default);
    }

    [Fact]
    public async Task The_panel_holds_the_cold_the_heavy_the_rare_and_those_with_rules_each_once()
    {
        var panel = await People.ChooseAsync(null, default);

        Assert.Equal(
            [("cold", PanelReason.Cold, 0), ("heavy", PanelReason.Heavy, 9), ("niche", PanelReason.Niche, 1), ("rules", PanelReason.Rules, 1.0)],
            panel.Select(member => (member.UserId, member.Reason, member.Count)));
        Assert.Equal("Hana Heavy", panel[1].Name);
    }

    [Fact]
    public async Task Whoever_was_chosen_is_on_it_once_and_the_next_has_the_place()
    {
        var panel = await People.ChooseAsync("heavy", default);

        Assert.Equal((PanelReason.Chosen, 1), (panel.Single(member => member.UserId == "heavy").Reason, panel.Count(member => member.UserId == "heavy")));
        Assert.Equal(PanelReason.Heavy, panel.Single(member => member.UserId == Me || member.Reason == PanelReason.Heavy).Reason);
        Assert.DoesNotContain(await People.ChooseAsync("nobody", default), member => member.UserId == "nobody");
    }

    [Theory]
    [InlineData("hana", "heavy")]
    [InlineData("0%_c", "cold")]
    [InlineData("niche@", "niche")]
    [InlineData("%", "cold")]
    [InlineData("zzz", "")]
    [InlineData("  ", "")]
    public async Task People_are_found_by_a_part_of_their_name(string words, string expected) =>
        Assert.Equal(expected, string.Join(' ', (await People.FindAsync(words, default)).Select(person => person.UserId)));

    [Fact]
    public async Task What_is_tried_out_is_what_is_served_once_it_is_live()
    {
        var draft = await DraftAsync(change: weights => With(With(With(weights, "signals.freshness", 6), "popularityPrior", 90), "interactions.like", -3));
        using var panel = Services.GetRequiredService<PanelPreviews>().Open(await People.ChooseAsync(null, default));
        Dictionary<string, IReadOnlyList<string>> before = [];
        foreach (var member in panel.Members)
        {
            before[member.UserId] = await ServedAsync(member.UserId);
        }

        var result = await panel.ComputeAsync(draft.Weights, PanelPreview.Depth, default);
        Assert.True((await Releases.PublishAsync(Ann, 2, draft.Revision, 1, default)).Ok);

        Assert.Equal(4, result.People.Count);
        foreach (var person in result.People)
        {
            Assert.Equal(before[person.Member.UserId], person.Live.Select(entry => entry.Id));
            Assert.Equal(await ServedAsync(person.Member.UserId), person.Draft.Select(entry => entry.Id));
            Assert.All(person.Draft, entry => Assert.Equal(entry.Other, before[person.Member.UserId].ToList().IndexOf(entry.Id) is >= 0 and var place ? place + 1 : null));
        }

        Assert.Contains(result.People, person => !person.Live.Select(entry => entry.Id).SequenceEqual(person.Draft.Select(entry => entry.Id)));
        Assert.InRange(result.Overlap, 0, 0.9999);

        // What was put live meanwhile is what is compared with next.
        var again = await panel.ComputeAsync(draft.Weights, PanelPreview.Depth, default);
        Assert.Equal((1, 1), (again.Overlap, again.Tau));
    }

    [Fact]
    public async Task The_same_weights_change_nothing_and_nothing_is_served_or_counted()
    {
        using var panel = Services.GetRequiredService<PanelPreviews>().Open(await People.ChooseAsync(null, default));

        var result = await panel.ComputeAsync((await LiveAsync()).Weights, 10, default);

        Assert.Equal((1, 1, 0, 0), (result.Overlap, result.Tau, result.Live.Violations, result.Draft.Violations));
        Assert.Equal((result.Live.Diversity, result.Live.Novelty, result.Live.Coverage), (result.Draft.Diversity, result.Draft.Novelty, result.Draft.Coverage));
        Assert.All(result.People, person => Assert.Equal(10, person.Draft.Count));
        Assert.All(result.People.SelectMany(person => person.Draft), entry => Assert.False(entry.ReasonChanged));
        await using var db = Database.CreateDbContext();
        Assert.Equal((0, 0, 0), (await db.FeedRequests.CountAsync(), await db.ServedPositions.CountAsync(), await db.RuleAudits.CountAsync()));
        Assert.Empty(await Services.GetRequiredService<RuleAudit>().ReadAsync(30, default));
    }

    [Fact]
    public async Task One_signal_alone_is_warned_of()
    {
        var alone = TunableWeight.All.Where(weight => weight.Sort == WeightSort.Signal).Aggregate((await LiveAsync()).Weights, (weights, weight) => weight.With(weights, weight.Key == "freshness" ? 10 : 0));
        using var panel = Services.GetRequiredService<PanelPreviews>().Open(await People.ChooseAsync(null, default));

        var result = await panel.ComputeAsync(alone with { Diversity = 0, Balance = 0, LongTail = 0, ExplorationShare = 0 }, 10, default);

        var warning = Assert.Single(result.Warnings, warning => warning.Kind == PanelWarningKind.Dominates);
        Assert.Equal(("freshness", 1.0), (warning.Subject, warning.After));
        Assert.True(warning.Before < 1);
    }

    [Fact]
    public async Task What_is_superseded_gives_up_its_place()
    {
        using var panel = Services.GetRequiredService<PanelPreviews>().Open(await People.ChooseAsync(null, default));
        var live = (await LiveAsync()).Weights;
        await panel.ComputeAsync(live, 10, default);
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => panel.ComputeAsync(With(live, "diversity", 0.5), 10, cancelled.Token));
        Assert.Equal(1, (await panel.ComputeAsync(live, 10, default)).Overlap);
    }

    [Fact]
    public async Task Lists_that_become_shorter_or_broken_or_popular_are_warned_of()
    {
        var snapshot = (await Engine.GetAsync(default)).Snapshot;
        TriedList List(int violations, params int[] items) => new([.. items.Select(item => RankedItem.Of(new Portal.Domain.Catalogue.ItemIndex(item), [], false))], violations, 1);
        PanelMember[] members = [new("a", "Ada", PanelReason.Cold, 0), new("b", "Ben", PanelReason.Rules, 2), new("c", "Cy", PanelReason.Heavy, 9)];

        var result = PanelComparison.Of(snapshot, members, [List(0, 1, 2), List(0, 3, 4), List(0, 5)], [List(0), List(1, 3), List(0, 5)], 4, 10);

        Assert.Equal(
            [new PanelWarning(PanelWarningKind.Empty, "Ada", 2, 0), new PanelWarning(PanelWarningKind.Shorter, "Ben", 2, 1), new PanelWarning(PanelWarningKind.Violation, "Ben", 0, 1)],
            result.Warnings.Where(warning => warning.Kind is not PanelWarningKind.Popular));
        Assert.Equal((5, 2, 1), (result.Live.Coverage, result.Draft.Coverage, result.Draft.Violations));
    }

    private async Task LikeAsync(string userId, string item) => await Feedback.RecordAsync(userId, item, InteractionKind.Like, new FeedbackOrigin("test"), default);
}
