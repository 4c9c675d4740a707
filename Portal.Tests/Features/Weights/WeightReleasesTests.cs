using Portal.Domain.Ranking;
using Portal.Weights;

namespace Portal.Tests.Features.Weights;

public sealed class WeightReleasesTests : WeightScene
{
    [Fact]
    public async Task What_goes_live_ranks_at_once_and_the_former_is_archived()
    {
        var before = await ServedAsync(Me);
        var draft = await DraftAsync(change: weights => With(With(weights, "signals.freshness", 9), "popularityPrior", 40));

        Assert.True((await Releases.PublishAsync(Ann, 2, draft.Revision, 1, default)).Ok);

        Assert.Equal(["1 Archived", "2 Live"], await StatesAsync());
        var state = await Engine.GetAsync(default);
        Assert.Equal((draft.Fingerprint, "Calmer v2"), (state.Weights.Fingerprint, state.WeightsName));
        var after = await ServedAsync(Me);
        Assert.NotEqual(before, after);
        var entry = (await AuditAsync())[0];
        Assert.Equal(("weights.published", "Calmer v2"), (entry.Action, entry.Subject));
        Assert.StartsWith("in place of v1: signals.freshness ", entry.Details, StringComparison.Ordinal);
        Assert.Contains("popularityPrior 10 → 40", entry.Details, StringComparison.Ordinal);

        // What a whole refresh builds is the same.
        await Engine.RefreshAsync(default);
        Assert.Equal(after, await ServedAsync(Me));
    }

    [Fact]
    public async Task An_archived_version_comes_back_as_a_new_event()
    {
        var before = await ServedAsync(Me);
        var draft = await DraftAsync();
        await Releases.PublishAsync(Ann, 2, draft.Revision, 1, default);
        Clock.Advance(TimeSpan.FromHours(2));
        var first = (await Profiles.FindAsync(1, default))!;

        Assert.True((await Releases.PublishAsync(Bob, 1, first.Revision, 2, default)).Ok);

        Assert.Equal(["1 Live", "2 Archived"], await StatesAsync());
        Assert.Equal(["weights.rolledback", "weights.published", "weights.drafted"], (await AuditAsync()).Select(entry => entry.Action));
        Assert.Equal(Clock.GetUtcNow().UtcDateTime, (await LiveAsync()).LiveSinceUtc);
        Assert.Equal(before, await ServedAsync(Me));
    }

    [Fact]
    public async Task Nothing_goes_live_against_another_version_than_was_looked_at()
    {
        var one = await DraftAsync("One");
        var two = await DraftAsync("Two");
        Assert.True((await Releases.PublishAsync(Ann, 2, one.Revision, 1, default)).Ok);

        Assert.Equal(WeightOutcome.LiveChanged, (await Releases.PublishAsync(Bob, 3, two.Revision, 1, default)).Outcome);
        Assert.Equal(WeightOutcome.IsLive, (await Releases.PublishAsync(Bob, 2, one.Revision, 2, default)).Outcome);
        Assert.Equal(WeightOutcome.NotFound, (await Releases.PublishAsync(Bob, 9, 0, 2, default)).Outcome);
        await Profiles.SaveAsync(Ann, 3, With(two.Weights, "balance", 3), two.Revision, default);
        Assert.Equal(WeightOutcome.Changed, (await Releases.PublishAsync(Bob, 3, two.Revision, 2, default)).Outcome);
        Assert.Equal(["1 Archived", "2 Live", "3 Draft"], await StatesAsync());
    }

    [Fact]
    public async Task Exactly_one_is_live_when_many_are_published_at_once()
    {
        List<WeightVersion> drafts = [];
        for (var i = 0; i < 6; i++)
        {
            drafts.Add(await DraftAsync($"Draft {i}", weights => With(weights, "diversity", 0.1 * i)));
        }

        var results = await Task.WhenAll(drafts.Select(draft => Task.Run(() => Releases.PublishAsync(Ann, draft.Version, draft.Revision, 1, default))));

        Assert.Single(results, result => result.Ok);
        Assert.All(results.Where(result => !result.Ok), result => Assert.Equal(WeightOutcome.LiveChanged, result.Outcome));
        Assert.Single(await StatesAsync(), state => state.EndsWith("Live", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Scheduled_drafts_go_live_in_their_order_also_when_they_were_missed()
    {
        var later = await DraftAsync("Later", weights => With(weights, "diversity", 0.7));
        var sooner = await DraftAsync("Sooner", weights => With(weights, "diversity", 0.9));
        var never = await DraftAsync("Never");
        var now = Clock.GetUtcNow().UtcDateTime;
        Assert.True((await Releases.ScheduleAsync(Ann, 2, later.Revision, now.AddHours(3), default)).Ok);
        Assert.True((await Releases.ScheduleAsync(Ann, 3, sooner.Revision, now.AddHours(1), default)).Ok);
        Assert.Equal(WeightOutcome.TooEarly, (await Releases.ScheduleAsync(Ann, 4, never.Revision, now, default)).Outcome);
        Assert.Equal(WeightOutcome.Changed, (await Releases.ScheduleAsync(Bob, 3, sooner.Revision, now.AddHours(1), default)).Outcome);
        Assert.Empty(await Releases.PublishDueAsync(default));

        Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(["Sooner v3", "Later v2"], (await Releases.PublishDueAsync(default)).Select(version => version.Subject));

        Assert.Equal(["1 Archived", "2 Live", "3 Archived", "4 Draft"], await StatesAsync());
        Assert.Equal(0.7, (await Engine.GetAsync(default)).Weights.Diversity);
        Assert.Equal(("Portal", "weights.published"), (await AuditAsync())[0] is var entry ? (entry.Actor, entry.Action) : default);
        Assert.Empty(await Releases.PublishDueAsync(default));
    }

    [Fact]
    public async Task A_schedule_can_be_taken_back()
    {
        var draft = await DraftAsync();
        var scheduled = await Releases.ScheduleAsync(Ann, 2, draft.Revision, Clock.GetUtcNow().UtcDateTime.AddHours(1), default);
        Assert.True((await Releases.ScheduleAsync(Ann, 2, scheduled.Stored!.Revision, null, default)).Ok);

        Clock.Advance(TimeSpan.FromDays(1));

        Assert.Empty(await Releases.PublishDueAsync(default));
        Assert.Equal(["weights.unscheduled", "weights.scheduled", "weights.drafted"], (await AuditAsync()).Select(entry => entry.Action));
    }
}
