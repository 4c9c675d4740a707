using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Entities;
using Portal.Domain.Language;
using Portal.Preferences;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Preferences;

public sealed class ClauseServiceTests : FeedScene
{
    private const string Horror = "Never/label:horror", Quiet = "More/label:quiet";

    private ClauseService Clauses => Services.GetRequiredService<ClauseService>();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await AddItemsAsync(Film("dread", genres: ["horror"]), Film("sea", tags: ["quiet"]), Film("noise", tags: ["loud"]));
    }

    [Fact]
    public async Task Pause_OfARule_LetsItsItemsBackOntoTheFeed()
    {
        var id = await SayAsync("quiet stories, no horror");
        Assert.DoesNotContain("dread", await FeedIdsAsync());

        Assert.True((await Clauses.SetPausedAsync(Me, id, Horror, true, CancellationToken.None)).Ok);

        Assert.Contains("dread", await FeedIdsAsync());
        Assert.True((await ClauseAsync(Horror)).Setting!.Paused);
    }

    [Fact]
    public async Task Strength_IsKeptAndWrittenDownWithBeforeAndAfter()
    {
        var id = await SayAsync("quiet stories, no horror");

        Assert.True((await Clauses.SetStrengthAsync(Me, id, Quiet, 0.4, CancellationToken.None)).Ok);

        Assert.Equal(0.4, (await ClauseAsync(Quiet)).EffectiveStrength);
        var change = (await Statements.HistoryAsync(Me, CancellationToken.None))[0];
        Assert.Equal(StatementAction.ClauseChanged, change.Action);
        Assert.Equal([(Clause.PlainStrength, 0.4)], change.Diff.Changed.Select(changed => (changed.Before.EffectiveStrength, changed.After.EffectiveStrength)));
    }

    [Fact]
    public async Task Until_EndsTheClauseAndNotTheStatement()
    {
        var id = await SayAsync("quiet stories, no horror");

        Assert.True((await Clauses.SetUntilAsync(Me, id, Horror, Clock.GetUtcNow().UtcDateTime.AddHours(3), CancellationToken.None)).Ok);
        Assert.DoesNotContain("dread", await FeedIdsAsync());
        Clock.Advance(TimeSpan.FromHours(3));

        Assert.Contains("dread", await FeedIdsAsync());
        Assert.Equal(StatementProblem.ExpiryInThePast, (await Clauses.SetUntilAsync(Me, id, Horror, Clock.GetUtcNow().UtcDateTime, CancellationToken.None)).Problem);
    }

    [Fact]
    public async Task Remove_OfOneOfTwo_LeavesTheStatement()
    {
        var id = await SayAsync("quiet stories, no horror");

        Assert.True((await Clauses.RemoveAsync(Me, id, Horror, CancellationToken.None)).Ok);

        var said = SaidClauses.Of(await Statements.ListAsync(Me, CancellationToken.None));
        Assert.Equal([Quiet], said.Select(entry => entry.Clause.Key));
        Assert.Contains("dread", await FeedIdsAsync());
    }

    [Fact]
    public async Task Remove_OfTheLast_DeletesTheStatement_AndUndoBringsBothBack()
    {
        var id = await SayAsync("no horror");

        var removed = await Clauses.RemoveAsync(Me, id, Horror, CancellationToken.None);
        Assert.Empty(await Statements.ListAsync(Me, CancellationToken.None));
        Assert.True((await Statements.RestoreAsync(Me, removed.ChangeId, CancellationToken.None)).Ok);

        Assert.Null((await ClauseAsync(Horror)).Setting);
        Assert.DoesNotContain("dread", await FeedIdsAsync());
    }

    [Fact]
    public async Task Restore_OfAClauseChange_BringsBackTheSettingBefore()
    {
        var id = await SayAsync("quiet stories, no horror");
        await Clauses.SetStrengthAsync(Me, id, Quiet, 0.4, CancellationToken.None);
        var second = await Clauses.SetStrengthAsync(Me, id, Quiet, 1, CancellationToken.None);

        Assert.True((await Statements.RestoreAsync(Me, second.ChangeId, CancellationToken.None)).Ok);

        Assert.Equal(0.4, (await ClauseAsync(Quiet)).EffectiveStrength);
    }

    [Fact]
    public async Task Restore_OfAnyChange_BringsBackTimeAndPause()
    {
        var now = Clock.GetUtcNow().UtcDateTime;
        var id = await SayAsync("quiet stories", now.AddDays(7));
        var expiry = await Statements.SetExpiryAsync(Me, id, now.AddDays(1), CancellationToken.None);
        var paused = await Statements.SetPausedAsync(Me, id, true, CancellationToken.None);

        Assert.True((await Statements.RestoreAsync(Me, paused.ChangeId, CancellationToken.None)).Ok);
        Assert.Equal((StatementState.Active, now.AddDays(1)), await StateAsync());

        Assert.True((await Statements.RestoreAsync(Me, expiry.ChangeId, CancellationToken.None)).Ok);
        Assert.Equal((StatementState.Active, now.AddDays(7)), await StateAsync());
    }

    [Fact]
    public async Task What_is_brought_back_is_not_the_latest_word()
    {
        var refusal = await SayAsync("no horror");
        Clock.Advance(TimeSpan.FromMinutes(5));
        await SayAsync("horror");
        Clock.Advance(TimeSpan.FromMinutes(5));
        var paused = await Statements.SetPausedAsync(Me, refusal, true, CancellationToken.None);

        await Statements.RestoreAsync(Me, paused.ChangeId, CancellationToken.None);

        Assert.Contains("dread", await FeedIdsAsync());
    }

    [Fact]
    public async Task An_edit_of_the_words_keeps_what_was_set_by_hand()
    {
        var id = await SayAsync("quiet stories, no horror");
        await Clauses.SetStrengthAsync(Me, id, Quiet, 0.4, CancellationToken.None);

        Assert.True((await Statements.EditAsync(Me, id, "quiet stories by the sea, no horror", 1, CancellationToken.None)).Ok);

        Assert.Equal(0.4, (await ClauseAsync(Quiet)).EffectiveStrength);
    }

    [Fact]
    public async Task Nobody_changes_the_clauses_of_another_nor_a_clause_that_is_not_there()
    {
        var id = await SayAsync("no horror");

        Assert.Equal(StatementProblem.NotFound, (await Clauses.RemoveAsync("somebody", id, Horror, CancellationToken.None)).Problem);
        Assert.Equal(StatementProblem.NotFound, (await Clauses.RemoveAsync(Me, id, "Never/label:war", CancellationToken.None)).Problem);
        Assert.Single(await Statements.HistoryAsync(Me, CancellationToken.None));
    }

    [Fact]
    public async Task An_answer_is_kept_with_the_statement()
    {
        var id = await SayAsync("something noir");
        Question question = new(10, 14, "Noir", [new LabelSubject(["nordic noir"]), new ConceptSubject("noir")]);

        Assert.True((await Statements.AnswerAsync(Me, id, question, question.Choices[1], CancellationToken.None)).Ok);

        Assert.Equal(new ConceptSubject("noir"), Assert.Single(await Statements.ListAsync(Me, CancellationToken.None)).Parsed.Answers["noir"]);
        Assert.Equal(StatementAction.Answered, (await Statements.HistoryAsync(Me, CancellationToken.None))[0].Action);
    }

    private async Task<Clause> ClauseAsync(string key) =>
        SaidClauses.Of(await Statements.ListAsync(Me, CancellationToken.None)).Single(entry => entry.Clause.Key == key).Clause;

    private async Task<(StatementState, DateTime?)> StateAsync() =>
        Assert.Single(await Statements.ListAsync(Me, CancellationToken.None)) is var view ? (view.State, view.ExpiresUtc) : default;
}
