using Portal.Data.Entities;
using Portal.Domain.Language;
using Portal.Preferences;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Preferences;

public sealed class StatementServiceTests : PageScene
{
    private const string Somebody = "somebody";

    public static TheoryData<string> OddTexts =>
    [
        "<script>alert('x')</script> & <b>bold</b>",
        "'; DROP TABLE Statements; --",
        "👩‍🚀 quiet space 🪐 films",
        "أفلام هادئة عن البحر",
        "סרטים שקטים",
        "ends with a zero\0and goes on",
        "two\nlines\tand a tab",
        "安静的科幻小说",
    ];

    [Theory]
    [MemberData(nameof(OddTexts))]
    public async Task Any_text_comes_back_as_it_was_written(string text)
    {
        var id = await SayAsync(text);
        Assert.True((await Statements.EditAsync(Me, id, text + "!", 0, CancellationToken.None)).Ok);

        Assert.Equal(text + "!", Assert.Single(await ListAsync()).Text);
        var history = await Statements.HistoryAsync(Me, CancellationToken.None);
        Assert.Equal([(text, text + "!"), (null, text)], history.Select(change => (change.TextBefore, change.TextAfter)));
    }

    [Fact]
    public async Task Add_WithRules_KeepsWhatWasUnderstood()
    {
        await AddItemsAsync(Film("dark", genres: ["horror"]), Film("light"));

        await SayAsync("quiet stories, no horror, no bagpipes, under two hours");

        var statement = Assert.Single(await ListAsync());
        Assert.Equal("quiet stories", statement.Parsed.Wanted);
        Assert.Equal(["horror"], statement.Parsed.Refusals()[0].Labels());
        Assert.Equal(new ConceptSubject("bagpipes"), statement.Parsed.Refusals()[1].Subject);
        Assert.Equal([new RangeSubject("minutes", null, 120)], statement.Parsed.Bounds());
    }

    [Theory]
    [InlineData(" \n\t", StatementProblem.Empty)]
    [InlineData("2000", StatementProblem.None)]
    [InlineData("2001", StatementProblem.TooLong)]
    public async Task Add_TextOfALength_IsRefusedOrTaken(string text, StatementProblem expected)
    {
        var words = int.TryParse(text, out var length) ? new string('x', length) : text;

        var result = await Statements.AddAsync(Me, words, null, CancellationToken.None);

        Assert.Equal(expected, result.Problem);
        Assert.Equal(expected == StatementProblem.None ? 1 : 0, (await ListAsync()).Count);
    }

    [Fact]
    public async Task Add_OneTooMany_IsRefusedUntilOneIsDeleted()
    {
        var first = await SayAsync("first");
        for (var i = 1; i < StatementService.MostStatements; i++)
        {
            await SayAsync($"number {i}");
        }

        Assert.Equal(StatementProblem.TooMany, (await Statements.AddAsync(Me, "one more", null, CancellationToken.None)).Problem);

        await Statements.DeleteAsync(Me, first, CancellationToken.None);
        Assert.True((await Statements.AddAsync(Me, "one more", null, CancellationToken.None)).Ok);
    }

    [Fact]
    public async Task Edit_OfAnOldRevision_ChangesNothing()
    {
        var id = await SayAsync("first words");
        Assert.True((await Statements.EditAsync(Me, id, "second words", 0, CancellationToken.None)).Ok);

        var late = await Statements.EditAsync(Me, id, "third words", 0, CancellationToken.None);

        Assert.Equal(StatementProblem.ChangedElsewhere, late.Problem);
        Assert.Equal("second words", Assert.Single(await ListAsync()).Text);
    }

    [Fact]
    public async Task Pause_AndResume_ChangeTheStateAndAreWrittenDown()
    {
        var id = await SayAsync("quiet films");

        await Statements.SetPausedAsync(Me, id, true, CancellationToken.None);
        Assert.Equal(StatementState.Paused, Assert.Single(await ListAsync()).State);
        await Statements.SetPausedAsync(Me, id, false, CancellationToken.None);

        Assert.Equal(StatementState.Active, Assert.Single(await ListAsync()).State);
        Assert.Equal([StatementAction.Resumed, StatementAction.Paused, StatementAction.Added], await DeedsAsync());
    }

    [Fact]
    public async Task Expiry_InThePast_IsRefused()
    {
        var now = Clock.GetUtcNow().UtcDateTime;
        var id = await SayAsync("quiet films");

        Assert.Equal(StatementProblem.ExpiryInThePast, (await Statements.SetExpiryAsync(Me, id, now, CancellationToken.None)).Problem);
        Assert.Equal(StatementProblem.ExpiryInThePast, (await Statements.AddAsync(Me, "more", now.AddDays(-1), CancellationToken.None)).Problem);

        Assert.Null(Assert.Single(await ListAsync()).ExpiresUtc);
    }

    [Fact]
    public async Task Expiry_WhenItsTimeComes_IsShownAndCanBeRenewed()
    {
        var id = await SayAsync("quiet films", Clock.GetUtcNow().UtcDateTime.AddHours(2));
        Assert.False(Assert.Single(await ListAsync()).Expired);

        Clock.Advance(TimeSpan.FromHours(2));
        Assert.True(Assert.Single(await ListAsync()).Expired);

        Assert.True((await Statements.SetExpiryAsync(Me, id, null, CancellationToken.None)).Ok);
        Assert.False(Assert.Single(await ListAsync()).Expired);
    }

    [Theory]
    [InlineData(false, StatementState.Active)]
    [InlineData(true, StatementState.Paused)]
    public async Task Restore_OfADeletion_BringsBackTextAndState(bool paused, StatementState expected)
    {
        var id = await SayAsync("quiet films");
        await Statements.SetPausedAsync(Me, id, paused, CancellationToken.None);
        var deleted = await Statements.DeleteAsync(Me, id, CancellationToken.None);
        Assert.Empty(await ListAsync());

        Assert.True((await Statements.RestoreAsync(Me, deleted.ChangeId, CancellationToken.None)).Ok);

        var back = Assert.Single(await ListAsync());
        Assert.Equal(("quiet films", expected), (back.Text, back.State));
    }

    [Fact]
    public async Task Restore_OfAnEdit_BringsBackTheWordsBefore()
    {
        var id = await SayAsync("quiet films");
        var edited = await Statements.EditAsync(Me, id, "loud films", 0, CancellationToken.None);

        Assert.True((await Statements.RestoreAsync(Me, edited.ChangeId, CancellationToken.None)).Ok);

        Assert.Equal("quiet films", Assert.Single(await ListAsync()).Text);
    }

    [Fact]
    public async Task A_deleted_statement_can_only_be_restored()
    {
        var id = await SayAsync("quiet films");
        await Statements.DeleteAsync(Me, id, CancellationToken.None);

        StatementResult[] results =
        [
            await Statements.SetPausedAsync(Me, id, true, CancellationToken.None),
            await Statements.EditAsync(Me, id, "other", 1, CancellationToken.None),
            await Statements.SetExpiryAsync(Me, id, null, CancellationToken.None),
            await Statements.DeleteAsync(Me, id, CancellationToken.None),
        ];

        Assert.All(results, result => Assert.Equal(StatementProblem.NotFound, result.Problem));
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task Nobody_changes_or_sees_the_statements_of_another()
    {
        var id = await SayAsync("mine");
        var change = Assert.Single(await Statements.HistoryAsync(Me, CancellationToken.None));

        Assert.Equal(StatementProblem.NotFound, (await Statements.EditAsync(Somebody, id, "theirs", 0, CancellationToken.None)).Problem);
        Assert.Equal(StatementProblem.NotFound, (await Statements.DeleteAsync(Somebody, id, CancellationToken.None)).Problem);
        Assert.Equal(StatementProblem.NotFound, (await Statements.RestoreAsync(Somebody, change.Id, CancellationToken.None)).Problem);
        Assert.Empty(await Statements.ListAsync(Somebody, CancellationToken.None));
        Assert.Empty(await Statements.HistoryAsync(Somebody, CancellationToken.None));
    }

    [Theory]
    [InlineData("lighthouse films, no horror", MatchedBy.WordsNoEncoder)]
    [InlineData("no horror", MatchedBy.Nothing)]
    [InlineData("安静的科幻", MatchedBy.WordsNoEncoder)]
    public async Task Read_TellsHowTheWishesFindTheirItems(string text, MatchedBy by)
    {
        await AddItemsAsync(Film("sea"), Film("dread", genres: ["horror"]));

        Assert.Equal(by, (await Statements.ReadAsync(text, null, null, TimeZoneInfo.Utc, CancellationToken.None)).By);
    }

    private Task<IReadOnlyList<StatementView>> ListAsync() => Statements.ListAsync(Me, CancellationToken.None);

    private async Task<IReadOnlyList<StatementAction>> DeedsAsync() =>
        [.. (await Statements.HistoryAsync(Me, CancellationToken.None)).Select(change => change.Action)];
}
