using Microsoft.EntityFrameworkCore;
using Portal.Data.Entities;
using Portal.Domain.Ranking;
using Portal.Engine;
using Portal.Weights;

namespace Portal.Tests.Features.Weights;

public sealed class WeightProfilesTests : WeightScene
{
    [Fact]
    public async Task A_draft_knows_what_it_was_made_from_and_by_whom()
    {
        var draft = await DraftAsync();

        Assert.Equal((2, "Calmer", WeightProfileState.Draft, 1, "Ann", 0), (draft.Version, draft.Name, draft.State, draft.BaseVersion!.Value, draft.Author, draft.Revision));
        Assert.Equal(draft.Weights.Fingerprint, draft.Fingerprint);
        Assert.Equal("signals.freshness", Assert.Single(WeightDifference.Between((await LiveAsync()).Weights, draft.Weights)).Weight.Path);
        Assert.Equal(("Ann", "weights.drafted", "Calmer v2", "from v1"), (await AuditAsync())[0] is var entry ? (entry.Actor, entry.Action, entry.Subject, entry.Details) : default);
    }

    [Fact]
    public async Task Who_saves_over_what_they_have_not_seen_is_shown_it_and_nothing_is_stored()
    {
        var draft = await DraftAsync();
        var bobs = With(draft.Weights, "diversity", 0.4);
        Assert.True((await Profiles.SaveAsync(Bob, 2, bobs, draft.Revision, default)).Ok);

        var result = await Profiles.SaveAsync(Ann, 2, With(draft.Weights, "balance", 2), draft.Revision, default);

        Assert.Equal((WeightOutcome.Changed, bobs.Fingerprint, 1), (result.Outcome, result.Stored!.Fingerprint, result.Stored.Revision));
        Assert.Equal(bobs.Fingerprint, (await Profiles.FindAsync(2, default))!.Fingerprint);
        Assert.Single(await AuditAsync(), entry => entry.Action == "weights.saved");

        var rows = WeightMerge.Rows(draft.Weights, With(draft.Weights, "balance", 2), result.Stored.Weights);
        var merged = WeightMerge.Apply(result.Stored.Weights, rows.Select(row => (row, row.Natural)));
        Assert.True((await Profiles.SaveAsync(Ann, 2, merged, result.Stored.Revision, default)).Ok);
        Assert.Equal((0.4, 2.0), (Of(merged, "diversity"), Of(merged, "balance")));
    }

    [Fact]
    public async Task What_ranks_or_ranked_is_not_changed_afterwards_but_may_be_called_otherwise()
    {
        var live = await LiveAsync();

        Assert.Equal(WeightOutcome.NotDraft, (await Profiles.SaveAsync(Ann, 1, With(live.Weights, "diversity", 0.4), live.Revision, default)).Outcome);
        Assert.Equal(WeightOutcome.NotDraft, (await Profiles.DeleteAsync(Ann, 1, live.Revision, default)).Outcome);
        Assert.True((await Profiles.RenameAsync(Ann, 1, " First ", "as delivered", live.Revision, default)).Ok);
        Assert.Equal(("First", "as delivered", live.Fingerprint), (await LiveAsync()) is var named ? (named.Name, named.Note, named.Fingerprint) : default);
    }

    [Fact]
    public async Task The_number_of_a_deleted_draft_is_never_given_again()
    {
        await DraftAsync("One");
        var second = await DraftAsync("Two");
        Assert.True((await Profiles.DeleteAsync(Ann, 3, second.Revision, default)).Ok);

        Assert.Equal(4, (await DraftAsync("Three")).Version);
        Assert.Equal(5, await new WeightStore(Database, Clock).AddLearnedAsync($"{WeightStore.LearnedPrefix}now", RankingWeights.Default, "", default));
        Assert.Equal(["1 Live", "2 Draft", "4 Draft", "5 Draft"], await StatesAsync());
        Assert.Equal(WeightOutcome.NotFound, (await Profiles.DeleteAsync(Ann, 3, 0, default)).Outcome);
    }

    [Fact]
    public async Task A_learned_draft_that_somebody_worked_on_is_not_put_away()
    {
        WeightStore store = new(Database, Clock);
        await store.AddLearnedAsync($"{WeightStore.LearnedPrefix}1", RankingWeights.Default, "", default);
        await store.AddLearnedAsync($"{WeightStore.LearnedPrefix}2", RankingWeights.Default, "", default);
        var kept = (await Profiles.FindAsync(3, default))!;
        Assert.True((await Profiles.SaveAsync(Ann, 3, With(kept.Weights, "diversity", 0.2), kept.Revision, default)).Ok);

        await store.AddLearnedAsync($"{WeightStore.LearnedPrefix}3", RankingWeights.Default, "", default);

        Assert.Equal(["1 Live", "2 Archived", "3 Draft", "4 Draft"], await StatesAsync());
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("   ", "")]
    public async Task A_name_must_be_there(string name, string note) =>
        await Assert.ThrowsAsync<ArgumentException>(() => Profiles.DraftAsync(Ann, RankingWeights.Default, name, note, 1, default));

    [Fact]
    public async Task A_value_out_of_its_range_is_refused_by_name()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => Profiles.DraftAsync(Ann, With(RankingWeights.Default, "interactions.like", 11), "x", "", 1, default));

        Assert.Contains("Interactions.Like is 11; allowed is -10 to 10.", error.Message, StringComparison.Ordinal);
        Assert.Single(await StatesAsync());
    }

    [Fact]
    public async Task A_list_tells_of_the_live_version_wherever_it_stands()
    {
        for (var i = 0; i < 5; i++)
        {
            await DraftAsync($"Draft {i}");
        }

        var list = await Profiles.ListAsync(3, default);

        Assert.Equal([6, 5, 4], list.Versions.Select(version => version.Version));
        Assert.Equal((1, 6), (list.Live!.Version, list.Total));
    }
}
