using Bunit;
using Portal.Domain.Language;
using Portal.Preferences;
using Portal.Tests.Support;
using static Portal.Tests.Features.Preferences.HandMade;

namespace Portal.Tests.Features.Preferences;

/// <summary>What is told of a text before it is saved, whatever the parser may have found in it.</summary>
public sealed class DraftViewTests : PortalBunitContext
{
    private const string Text = "less jazz this week, no sparks or florps";

    private static readonly ParsedStatement Parsed = Text.Parsed(
        Text.Clause(Polarity.Less, Label("jazz"), "jazz", "less") with { Strength = 0.4, Scope = new Scope(Span: ScopeSpan.Week), Setting = new ClauseSetting(Until: new DateTimeOffset(2026, 3, 21, 9, 30, 0, TimeSpan.Zero)) },
        Text.Clause(Polarity.Never, new ConceptSubject("sparks"), "sparks", "no")) with
    {
        Questions = [new Question(24, 30, "sparks", [new CreatorSubject("Muriel Spark"), new ConceptSubject("sparks")])],
        NotUnderstood = [new TextSpan(34, 40)],
    };

    [Fact]
    public void Everything_that_was_found_is_told_and_so_is_what_was_not()
    {
        var view = View(new Draft(Parsed, MatchedBy.Nothing));

        Assert.Equal(["Less of", "Never"], view.FindAll(".group__title").Select(title => title.TextContent.Trim()));
        Assert.Equal(["a bit", "Until March 21, 9:30 AM"], view.FindAll(".clause__fact").Select(fact => fact.TextContent.Replace('\u202f', ' ')));
        Assert.Equal("Not understood: “florps”", view.Find(".draft__note").TextContent);
        Assert.Equal("looking at your feed…", view.Find(".effects__title").TextContent.Trim());
        Assert.Empty(view.FindAll(".draft__notice"));
    }

    [Fact]
    public void A_question_is_asked_and_its_answer_told()
    {
        List<(Question Question, Subject Answer)> answers = [];
        var view = View(new Draft(Parsed, MatchedBy.Nothing), answers);
        Assert.Equal("Until you choose, all of these are kept away.", view.Find(".ask__note").TextContent);

        Act(() => view.FindAll(".ask button").Single(button => button.TextContent == "The person: Muriel Spark").Click());

        Assert.Equal([(Parsed.Questions[0], Parsed.Questions[0].Choices[0])], answers);
    }

    [Theory]
    [InlineData(Reading.VocabularyOnly, MatchedBy.WordsUnreadable, "This language is not understood yet")]
    [InlineData(Reading.Full, MatchedBy.WordsUnreadable, "the language model cannot read this text")]
    [InlineData(Reading.Full, MatchedBy.WordsNoEncoder, "the language model is not ready")]
    public void What_the_portal_can_do_with_a_text_is_said_plainly(Reading reading, MatchedBy by, string expected) =>
        Assert.Contains(expected, Assert.Single(View(new Draft(Parsed with { Reading = reading }, by)).FindAll(".draft__notice")).TextContent, StringComparison.Ordinal);

    [Fact]
    public void A_text_without_clauses_is_a_wish_as_a_whole() =>
        Assert.StartsWith("All of it is a wish", View(new Draft("florps".Parsed(), MatchedBy.Meaning)).Find(".draft__note").TextContent, StringComparison.Ordinal);

    [Fact]
    public void Who_read_the_text_is_said_where_it_left_the_portal() =>
        Assert.Contains("language service", View(new Draft(Parsed with { ByEndpoint = true }, MatchedBy.Meaning)).Find(".draft__notice").TextContent, StringComparison.Ordinal);

    private IRenderedComponent<DraftView> View(Draft draft, List<(Question Question, Subject Answer)>? answers = null) => Render<DraftView>(parameters => parameters
        .Add(view => view.Draft, draft)
        .Add(view => view.Clauses, draft.Parsed.Clauses)
        .Add(view => view.OnAnswer, given => answers?.Add(given)));
}
