using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Entities;
using Portal.Domain.Language;
using Portal.Engine;
using Portal.People;
using Portal.Preferences;
using Portal.Shared;
using Portal.Tests.Support;
using static Portal.Tests.Features.Preferences.HandMade;

namespace Portal.Tests.Features.Preferences;

/// <summary>Chips, with statements as the contract allows them, whatever the parser finds by itself.</summary>
public sealed class ChipTests : PageScene
{
    private const string Text = "sci-fi on weekends, less horror except ghosts, nothing gory, only films, florp";

    private static readonly ParsedStatement Everything = Text.Parsed(
        Text.Clause(Polarity.More, Label("hard science fiction", "science fiction"), "sci-fi") with { Scope = new Scope(ScopeTime.Weekend), Setting = new ClauseSetting(1) },
        Text.Clause(Polarity.Less, Label("horror"), "horror", "less") with { Except = [new ConceptSubject("ghosts")] },
        Text.Clause(Polarity.Never, Label("gore"), "gory", "nothing") with { Link = new Link(LinkKind.Meaning, 0.82) },
        Text.Clause(Polarity.Only, new KindSubject(["film"]), "films", "only")) with
    {
        NotUnderstood = [new TextSpan(Text.IndexOf("florp", StringComparison.Ordinal), Text.Length)],
    };

    private ToastService Toasts => Services.GetRequiredService<ToastService>();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await AddItemsAsync(Film("blood", genres: ["gore"]), Film("dread", genres: ["horror"]), Film("space", genres: ["science fiction"]), Film("novel", kind: "book"));
    }

    [Fact]
    public void Words_that_were_understood_are_marked_and_the_rest_stands_as_written()
    {
        var text = Render<MarkedText>(parameters => parameters.Add(marked => marked.Parsed, Everything));

        Assert.Equal(Text, string.Concat(text.Nodes.Select(node => node.TextContent)));
        Assert.Equal(["sci-fi", "less horror", "nothing gory", "only films"], text.FindAll("mark").Select(mark => mark.TextContent));
        Assert.Equal("florp", text.Find(".said--unknown").TextContent);
    }

    [Fact]
    public void Clauses_of_a_list_that_share_their_cue_are_marked_one_after_the_other()
    {
        const string List = "no gore or horror";
        var text = Render<MarkedText>(parameters => parameters.Add(
            marked => marked.Parsed, List.Parsed(List.Clause(Polarity.Never, Label("horror"), "horror", "no"), List.Clause(Polarity.Never, Label("gore"), "gore", "no"))));

        Assert.Equal(["no gore", "horror"], text.FindAll("mark").Select(mark => mark.TextContent));
    }

    [Fact]
    public async Task Chips_stand_under_their_headings_over_all_statements()
    {
        await StoreAsync(Everything);
        await SayAsync("no war");

        var panel = await PanelAsync();

        Assert.Equal(["More of", "Less of", "Never", "Only"], panel.FindAll(".group__title").Select(title => title.TextContent.Trim()));
        Assert.Equal(["hard science fiction, science fiction", "horror", "“war”", "gore", "Films"], panel.FindAll(".chip__name").Select(name => name.TextContent));
    }

    [Fact]
    public async Task A_chip_opens_to_where_it_came_from_what_it_covers_and_what_it_does()
    {
        await StoreAsync(Everything);
        var panel = await PanelAsync();

        Open(panel, "gore");

        panel.WaitForAssertion(() => Assert.Contains("The blood", panel.Find(".chip__body .effect").TextContent, StringComparison.Ordinal));
        Assert.Contains(Text, panel.Find(".chip__from").TextContent, StringComparison.Ordinal);
        Assert.Contains("You wrote it", panel.Find(".chip__source").TextContent, StringComparison.Ordinal);
        Assert.Equal("from “nothing gory” · taken for it by meaning, 82% sure", panel.Find(".chip__facts").TextContent.Replace(" %", "%", StringComparison.Ordinal));
        Assert.Empty(panel.FindAll(".chip__strength"));
        Assert.Single(panel.FindAll("[aria-expanded=true]"));
    }

    [Fact]
    public async Task A_wish_tells_its_circumstances_and_takes_another_strength()
    {
        await StoreAsync(Everything);
        var panel = await PanelAsync();
        Open(panel, "hard science fiction, science fiction");
        Assert.Equal("from “sci-fi” · strongly · on weekends", panel.Find(".chip__facts").TextContent);
        Assert.Equal("Much", panel.Find(".chip__strength input[checked]").GetAttribute("value"));

        Act(() => panel.Find(".chip__strength input[value=Bit]").Change("Bit"));

        panel.WaitForAssertion(() => Assert.Equal(0.4, StoredClause("More/label:hard science fiction|science fiction").EffectiveStrength));
        Assert.Contains("counts as you set it", Toasts.Visible[^1].Message, StringComparison.Ordinal);
        await panel.InvokeAsync(() => Toasts.UndoAsync(Toasts.Visible[^1]));
        Assert.Equal(1, StoredClause("More/label:hard science fiction|science fiction").EffectiveStrength);
    }

    [Fact]
    public async Task A_chip_is_paused_given_an_end_and_removed_each_with_an_undo()
    {
        await StoreAsync(Everything);
        var panel = await PanelAsync();
        Open(panel, "horror");
        Assert.Contains("except “ghosts”", panel.Find(".chip__facts").TextContent, StringComparison.Ordinal);

        Press(panel, "Pause");
        panel.WaitForAssertion(() => Assert.True(StoredClause("Less/label:horror").Setting!.Paused));
        await panel.InvokeAsync(() => Toasts.UndoAsync(Toasts.Visible[^1]));
        Press(panel, "For this session (three hours)");
        panel.WaitForAssertion(() => Assert.Equal(Clock.GetUtcNow().AddHours(3), StoredClause("Less/label:horror").Setting!.Until));
        Press(panel, "Remove");

        panel.WaitForAssertion(() => Assert.True(StoredClause("Less/label:horror").Setting!.Removed));
        await panel.InvokeAsync(() => Toasts.UndoAsync(Toasts.Visible[^1]));
        Assert.False(StoredClause("Less/label:horror").Setting!.Removed);
    }

    [Fact]
    public async Task A_chip_that_does_not_count_says_why()
    {
        await StoreAsync(Everything, StatementState.Paused);
        var panel = await PanelAsync();

        Open(panel, "Films");

        Assert.Equal("Its statement is paused.", panel.Find(".chip__status").TextContent);
        Assert.Equal(4, panel.FindAll(".chip--off").Count);
    }

    [Theory]
    [InlineData(Polarity.Never, "Until you choose, all of these are kept away.")]
    [InlineData(Polarity.More, "Until you choose, the words themselves are looked for.")]
    public void A_question_tells_what_holds_until_it_is_answered(Polarity polarity, string expected)
    {
        const string Asked = "no Arrival";
        Question question = new(3, 10, "Arrival", [new ItemSubject("arrival", "Arrival"), new ConceptSubject("arrival")]);
        List<Subject> answers = [];
        var prompt = Render<QuestionPrompt>(parameters => parameters
            .Add(ask => ask.Question, question)
            .Add(ask => ask.Parsed, Asked.Parsed(Asked.Clause(polarity, new ConceptSubject("Arrival"), "Arrival", "no")))
            .Add(ask => ask.OnAnswer, answers.Add));
        Assert.Equal(expected, prompt.Find(".ask__note").TextContent);

        Act(() => prompt.FindAll("button").Single(button => button.TextContent == "The title: Arrival").Click());

        Assert.Equal([question.Choices[0]], answers);
    }

    [Fact]
    public void A_clause_of_a_draft_tells_its_words_and_its_effect()
    {
        var row = Render<ClauseRow>(parameters => parameters
            .Add(clause => clause.Parsed, Everything).Add(clause => clause.Clause, Everything.Clauses[0])
            .Add(clause => clause.Effect, new ListEffect([], [], 20)));

        Assert.Equal(["strongly", "on weekends"], row.FindAll(".clause__fact").Select(fact => fact.TextContent));
        Assert.Contains("from “sci-fi”", row.Find(".clause__from").TextContent, StringComparison.Ordinal);
        Assert.Equal("changes nothing in your top 20", row.Find(".effect__none").TextContent);
    }

    [Fact]
    public void Chips_speak_Chinese()
    {
        Speak("zh-Hans");

        var row = Render<ClauseRow>(parameters => parameters.Add(clause => clause.Parsed, Everything).Add(clause => clause.Clause, Everything.Clauses[3]));

        Assert.Equal("电影", row.Find(".clause__name").TextContent);
        Assert.Contains("来自“only films”", row.Find(".clause__from").TextContent, StringComparison.Ordinal);
    }

    private async Task<IRenderedComponent<PreferencesPage>> PanelAsync()
    {
        var page = Render<PreferencesPage>();
        await page.WaitForElementAsync(".chip");
        return page;
    }

    private async Task StoreAsync(ParsedStatement parsed, StatementState state = StatementState.Active)
    {
        await using var db = Database.CreateDbContext();
        db.Statements.Add(new StatementEntity
        {
            Id = Guid.CreateVersion7(Clock.GetUtcNow()),
            UserId = Me,
            Text = parsed.Text,
            Parsed = StatementReader.Write(parsed),
            State = state,
            CreatedUtc = Clock.GetUtcNow().UtcDateTime.AddMinutes(-5),
            UpdatedUtc = Clock.GetUtcNow().UtcDateTime.AddMinutes(-5),
        });
        await db.SaveChangesAsync();
    }

    private Clause StoredClause(string key)
    {
        using var db = Database.CreateDbContext();
        return db.Statements.AsNoTracking().AsEnumerable().SelectMany(row => StatementReader.Read(row.Parsed)!.Clauses).First(clause => clause.Key == key);
    }

    private void Open(IRenderedComponent<PreferencesPage> page, string name)
    {
        Act(() => page.FindAll(".chip__face").Single(face => face.QuerySelector(".chip__name")!.TextContent == name).Click());
        page.WaitForElement(".chip__from");
    }

    private void Press(IRenderedComponent<PreferencesPage> page, string label) =>
        Act(() => page.FindAll(".chip__body button").First(button => button.TextContent.Trim() == label).Click());
}
