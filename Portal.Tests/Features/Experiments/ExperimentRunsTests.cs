using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Portal.Data.Entities;
using Portal.Experiments;
using Portal.Weights;

namespace Portal.Tests.Features.Experiments;

public sealed class ExperimentRunsTests : ExperimentScene
{
    [Fact]
    public async Task An_experiment_runs_pauses_goes_on_and_is_stopped_and_each_time_is_a_period_and_an_entry()
    {
        var draft = await DraftedAsync();
        var running = (await Runs.StartAsync(Ann, draft.Id, draft.Revision, default)).Stored!;
        Clock.Advance(TimeSpan.FromDays(2));
        var paused = (await Runs.PauseAsync(Bob, draft.Id, running.Revision, default)).Stored!;
        Clock.Advance(TimeSpan.FromDays(1));
        var resumed = (await Runs.ResumeAsync(Bob, draft.Id, paused.Revision, default)).Stored!;
        Clock.Advance(TimeSpan.FromDays(4));
        var stopped = (await Runs.StopAsync(Ann, draft.Id, resumed.Revision, default)).Stored!;

        Assert.Equal([ExperimentState.Running, ExperimentState.Paused, ExperimentState.Running, ExperimentState.Stopped], new[] { running, paused, resumed, stopped }.Select(view => view.State));
        Assert.Equal((Clock.GetUtcNow().UtcDateTime.AddDays(-7), Clock.GetUtcNow().UtcDateTime), (stopped.StartedUtc, stopped.EndedUtc));
        Assert.Equal(["started [0.5,0.5] 1 over", "resumed [0.5,0.5] 1 over"], await PeriodsAsync());
        var entries = await EntriesAsync();
        Assert.StartsWith("Ann experiment.drafted fresher-feed: Name  → Fresher feed; ", entries[0], StringComparison.Ordinal);
        Assert.Equal(
            ["Ann experiment.started fresher-feed: shares 0.5 / 0.5, coverage 1", "Bob experiment.paused fresher-feed: ", "Bob experiment.resumed fresher-feed: shares 0.5 / 0.5, coverage 1", "Ann experiment.stopped fresher-feed: "],
            entries.Skip(1));
        Assert.Equal(5, Changes.Count);
    }

    [Fact]
    public async Task Nothing_is_done_in_the_wrong_state_or_over_the_change_of_another()
    {
        var draft = await DraftedAsync();
        Assert.Equal(ExperimentOutcome.WrongState, (await Runs.PauseAsync(Ann, draft.Id, draft.Revision, default)).Outcome);
        Assert.Equal(ExperimentOutcome.WrongState, (await Runs.StopAsync(Ann, draft.Id, draft.Revision, default)).Outcome);
        Assert.Equal(ExperimentOutcome.NotFound, (await Runs.StartAsync(Ann, 99, 0, default)).Outcome);

        var renamed = (await Drafts.SaveAsync(Bob, draft.Id, draft.Draft with { Name = "Other" }, draft.Revision, default)).Stored!;
        var late = await Runs.StartAsync(Ann, draft.Id, draft.Revision, default);
        Assert.Equal((ExperimentOutcome.Changed, "Other"), (late.Outcome, late.Stored!.Name));

        var running = (await Runs.StartAsync(Ann, draft.Id, renamed.Revision, default)).Stored!;
        Assert.Equal(ExperimentOutcome.WrongState, (await Drafts.SaveAsync(Ann, draft.Id, draft.Draft, running.Revision, default)).Outcome);
        Assert.Equal(ExperimentOutcome.WrongState, (await Drafts.DeleteAsync(Ann, draft.Id, running.Revision, default)).Outcome);
        Assert.Single(await PeriodsAsync());
    }

    [Fact]
    public async Task A_draft_that_misses_something_is_not_started()
    {
        var draft = await DraftedAsync(plan => plan with { Weights = [0.5, 0.4] });

        Assert.Equal(ExperimentOutcome.NotReady, (await Runs.StartAsync(Ann, draft.Id, draft.Revision, default)).Outcome);
        Assert.Empty(await PeriodsAsync());
        Assert.Equal(ExperimentState.Draft, (await Store.FindAsync("fresher-feed", default))!.State);
    }

    [Fact]
    public async Task Started_by_two_at_once_it_starts_once()
    {
        var draft = await DraftedAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Runs.StartAsync(Ann, draft.Id, draft.Revision, default))));

        Assert.Single(results, result => result.Ok);
        Assert.Single(await PeriodsAsync());
    }

    [Fact]
    public async Task Other_shares_begin_a_period_and_a_longer_plan_alone_does_not()
    {
        var running = await StartedAsync(plan => plan with { Coverage = 0.5 });
        var longer = (await Runs.ExtendAsync(Ann, running.Id, running.Revision, new ExperimentExtension(5000, 14, 0.5, [0.5, 0.5]), default)).Stored!;
        Assert.Equal((5000, 14), (longer.Plan.PlannedUnits, longer.Plan.MinimumDays));
        Assert.Equal(["started [0.5,0.5] 0.5 open"], await PeriodsAsync());

        var wider = (await Runs.ExtendAsync(Ann, running.Id, longer.Revision, new ExperimentExtension(5000, 14, 0.8, [0.25, 0.75]), default)).Stored!;

        Assert.Equal(["started [0.5,0.5] 0.5 over", "extended [0.25,0.75] 0.8 open"], await PeriodsAsync());
        Assert.Equal("Ann experiment.extended fresher-feed: Variants Control 0.5 (live); Fresh 0.5 (weights/signals.freshness = 3) → Control 0.25 (live); Fresh 0.75 (weights/signals.freshness = 3); Coverage 0.5 → 0.8", (await EntriesAsync())[^1]);
        await Assert.ThrowsAsync<ArgumentException>(() => Runs.ExtendAsync(Ann, running.Id, wider.Revision, new ExperimentExtension(5000, 14, 0.8, [0.25, 0.7]), default));
        await Assert.ThrowsAsync<ArgumentException>(() => Runs.ExtendAsync(Ann, running.Id, wider.Revision, new ExperimentExtension(5000, 14, 0.8, [0.2, 0.3, 0.5]), default));
    }

    [Fact]
    public async Task A_bandit_goes_on_by_the_shares_that_it_learned()
    {
        var draft = await Drafts.CreateAsync(Ann, Fresher() with { Mode = ExperimentMode.Bandit }, default);
        var running = (await Runs.StartAsync(Ann, draft.Id, draft.Revision, default)).Stored!;
        await using (var db = Database.CreateDbContext())
        {
            db.ExperimentPeriods.Add(new ExperimentPeriodEntity { ExperimentId = draft.Id, FromUtc = Clock.GetUtcNow().UtcDateTime.AddHours(1), Weights = "[0.1,0.9]", Coverage = 1, Reason = "reweighted" });
            await db.SaveChangesAsync();
        }

        var paused = (await Runs.PauseAsync(Ann, draft.Id, running.Revision, default)).Stored!;
        await Runs.ResumeAsync(Ann, draft.Id, paused.Revision, default);

        Assert.Equal("resumed [0.1,0.9] 1 open", (await PeriodsAsync())[^1]);
    }

    [Fact]
    public async Task What_is_shipped_is_live_at_once_as_a_version_of_its_own_and_decided_once()
    {
        var running = await StartedAsync();

        var decided = (await Decisions.DecideAsync(Ann, running.Id, running.Revision, ExperimentDecision.Shipped, 1, "It won.", default)).Stored!;

        Assert.Equal((ExperimentState.Stopped, ExperimentDecision.Shipped, 1, "It won.", "Ann"), (decided.State, decided.Decision, decided.DecisionVariant, decided.DecisionNote, decided.DecidedBy));
        Assert.Equal(["1 Archived", "2 Live"], await StatesAsync());
        Assert.Equal(3, Of((await Engine.GetAsync(default)).Weights, "signals.freshness"));
        Assert.Equal(("Fresher feed: Fresh", "It won.", 1), ((await LiveAsync()).Name, (await LiveAsync()).Note, (await LiveAsync()).BaseVersion));
        Assert.Equal("Ann experiment.decided fresher-feed: Shipped: Fresh (weights v2)", (await EntriesAsync())[^1]);
        Assert.EndsWith(" over", Assert.Single(await PeriodsAsync()), StringComparison.Ordinal);
        Assert.Equal(ExperimentOutcome.WrongState, (await Decisions.DecideAsync(Bob, running.Id, decided.Revision, ExperimentDecision.Inconclusive, null, "", default)).Outcome);
    }

    [Fact]
    public async Task A_draft_of_the_weights_that_won_goes_live_itself()
    {
        var weights = await DraftAsync("Calmer");
        var running = await StartedAsync(plan => plan with { Variants = plan.Variants.SetItem(1, Variant("Calmer", ("weights", "2"))) });

        Assert.True((await Decisions.DecideAsync(Ann, running.Id, running.Revision, ExperimentDecision.Shipped, 1, "", default)).Ok);

        Assert.Equal(["1 Archived", "2 Live"], await StatesAsync());
        Assert.Equal(weights.Fingerprint, (await LiveAsync()).Fingerprint);
    }

    [Fact]
    public async Task What_is_rolled_back_or_has_no_winner_changes_nothing_that_is_live_and_what_was_simulated_is_never_shipped()
    {
        var running = await StartedAsync();
        Assert.True((await Decisions.DecideAsync(Ann, running.Id, running.Revision, ExperimentDecision.RolledBack, 1, "Harm.", default)).Ok);
        var second = await StartedAsync();
        await using (var db = Database.CreateDbContext())
        {
            (await db.Experiments.FindAsync(second.Id))!.Simulated = true;
            await db.SaveChangesAsync();
        }

        var refused = await Decisions.DecideAsync(Ann, second.Id, second.Revision + 1, ExperimentDecision.Shipped, 1, "", default);

        Assert.Equal(ExperimentOutcome.Simulated, refused.Outcome);
        Assert.True((await Decisions.DecideAsync(Ann, second.Id, second.Revision + 1, ExperimentDecision.Inconclusive, null, "", default)).Ok);
        Assert.Equal(["1 Live"], await StatesAsync());
        await Assert.ThrowsAsync<ArgumentException>(() => Decisions.DecideAsync(Ann, second.Id, 9, ExperimentDecision.Shipped, null, "", default));
    }

    [Fact]
    public async Task Weights_that_an_experiment_ranks_by_stay_as_they_are_until_it_is_over()
    {
        var weights = await DraftAsync("Calmer");
        var running = await StartedAsync(plan => plan with { Variants = plan.Variants.SetItem(1, Variant("Calmer", ("weights", "2"))) });

        Assert.Equal(WeightOutcome.InUse, (await Profiles.SaveAsync(Bob, 2, With(weights.Weights, "balance", 3), weights.Revision, default)).Outcome);
        Assert.Equal(WeightOutcome.InUse, (await Profiles.DeleteAsync(Bob, 2, weights.Revision, default)).Outcome);
        Assert.Equal(["Fresher feed"], await Profiles.FollowersAsync(default));
        await Runs.StopAsync(Ann, running.Id, running.Revision, default);

        Assert.True((await Profiles.DeleteAsync(Bob, 2, weights.Revision, default)).Ok);
    }

    [Fact]
    public async Task Only_an_administrator_does_any_of_it()
    {
        var deeds = Services.GetRequiredService<ExperimentDeeds>();
        Authorization.SetRoles(Roles.Analyst);
        var reached = false;

        Assert.Null(await deeds.TryAsync(_ =>
        {
            reached = true;
            return Task.FromResult(new ExperimentChange(ExperimentOutcome.Done));
        }));
        Assert.False(reached);
        Assert.False(await deeds.MayAsync());
    }
}
