using System.Globalization;
using Portal.Domain.Language;

namespace Portal.Tests.Domain.Language;

/// <summary>What everyday phrases mean, one line each: polarity and subject of every clause, in the order of the text.</summary>
public sealed class ClauseConventionTests
{
    private static readonly StatementParser Parser = new(LanguageFixture.Vocabulary);

    [Theory]
    // Refusals
    [InlineData("no horror", "never body horror|horror")]
    [InlineData("nothing gory, please", "never gore")]
    [InlineData("I can't stand musicals", "never musical")]
    [InlineData("Musicals? Hard pass.", "never musical")]
    [InlineData("spare me the musicals", "never musical")]
    [InlineData("gore makes my skin crawl", "never gore")]
    [InlineData("keep violence away from me", "never violence")]
    [InlineData("violence is a dealbreaker", "never violence")]
    [InlineData("I'm allergic to romance", "never romance")]
    [InlineData("anything but musicals", "never musical")]
    [InlineData("I like everything except musicals", "never musical")]
    [InlineData("no gore, violence or romance", "never gore; never violence; never romance")]
    [InlineData("neither gore nor violence", "never gore; never violence")]
    [InlineData("no gore and nothing bleak", "never gore; never bleak")]
    [InlineData("no horror movies", "never body horror|horror")]
    [InlineData("no war", "never war")]
    [InlineData("no bagpipes", "never concept bagpipes")]
    [InlineData("musicals are where I draw the line", "never musical")]
    [InlineData("musicals I refuse to watch", "never musical")]
    [InlineData("rule out anything gory and anything bleak", "never gore; never bleak")]
    [InlineData("gore, minus the romance", "more gore; never romance")]
    // Asides that are no wish
    [InlineData("no gore, the forecast is scorching", "never gore")]
    [InlineData("no gore, I've no car", "never gore")]
    [InlineData("Our neighbour plays the drums all day, no gore please", "never gore")]
    [InlineData("we would rather laugh than weep: nothing with war in it", "more comedy|funny; less concept weep; never war")]
    // Softer
    [InlineData("not too violent", "less violence")]
    [InlineData("a bit less romance", "less romance")]
    [InlineData("I don't like musicals", "less musical")]
    [InlineData("musicals put me to sleep", "less musical")]
    [InlineData("I could do without the romance", "less romance")]
    [InlineData("go easy on the gore", "less gore")]
    [InlineData("thrillers are overrated", "less thriller")]
    [InlineData("I'm tired of thrillers and musicals", "less thriller; less musical")]
    // Requirements
    [InlineData("only comedies", "only comedy")]
    [InlineData("nothing but comedies", "only comedy")]
    [InlineData("it has to be funny", "only funny")]
    [InlineData("comedies only", "only comedy")]
    [InlineData("just comedies", "only comedy")]
    [InlineData("under two hours", "only minutes ..120")]
    [InlineData("no longer than 90 minutes", "only minutes ..90")]
    [InlineData("1h30 at most", "only minutes ..90")]
    [InlineData("an hour and a half, max", "only minutes ..90")]
    [InlineData("half an hour", "only minutes ..30")]
    [InlineData("2-3 hours", "only minutes 120..180")]
    [InlineData("nothing over 100 minutes", "only minutes ..100")]
    [InlineData("after 2010", "only year 2011..")]
    [InlineData("since 2015", "only year 2015..")]
    [InlineData("before 1990", "only year ..1989")]
    [InlineData("nothing older than 2000", "only year 2000..")]
    [InlineData("between 1990 and 1999", "only year 1990..1999")]
    [InlineData("at least 4 stars", "only rating 4..")]
    [InlineData("below ten euros", "only price ..10")]
    [InlineData("300 pages or fewer", "only pages ..300")]
    [InlineData("for 4 players", "only players 4..4")]
    [InlineData("only Korean films", "only language ko")]
    // Wishes
    [InlineData("science fiction from the 80s", "more science fiction; more year 1980..1989")]
    [InlineData("a 2015 comedy", "more year 2015..2015; more comedy")]
    [InlineData("something like Arrival", "more item film-arrival-2016")]
    [InlineData("something like arrival but less sad", "more item film-arrival-2016; less sad")]
    [InlineData("books by Le Guin", "more kind book; more creator Ursula K. Le Guin")]
    [InlineData("anything from Villeneuve", "more creator Denis Villeneuve")]
    [InlineData("scary movies", "more horror; more kind film")]
    [InlineData("tunes without singing", "more instrumental")]
    [InlineData("shows about remodelling", "more kind series; more renovation")]
    [InlineData("co-op and kid-friendly", "more co-operative; more family-friendly")]
    [InlineData("a film about lighthouse keepers", "more kind film; more concept lighthouse keepers")]
    [InlineData("hard sci-fi", "more hard science fiction|science fiction")]
    [InlineData("comedys and thrilers", "more comedy; more thriller")]
    // Refusals refused
    [InlineData("I don't mind violence", "")]
    [InlineData("horror is not bad", "")]
    [InlineData("nothing wrong with romance", "")]
    [InlineData("I can't get enough of horror", "more horror")]
    [InlineData("I never tire of thrillers", "more thriller")]
    [InlineData("I wouldn't say no to a comedy", "more comedy")]
    [InlineData("not only comedies", "more comedy")]
    // Where a refusal ends
    [InlineData("no horror but funny thrillers", "never body horror|horror; more funny; more thriller")]
    [InlineData("no gore, though I love thrillers", "never gore; more thriller")]
    [InlineData("I see enough violence at work, so no gore", "never gore")]
    [InlineData("I prefer comedies to thrillers", "more comedy; less thriller")]
    public void Parse_Phrase_IsUnderstood(string text, string clauses) => Assert.Equal(clauses, string.Join("; ", Parser.Parse(text).Clauses.Select(Write)));

    [Theory]
    [InlineData("no musicals except by Fosse", "Bob Fosse")]
    [InlineData("nothing scary unless it's funny", "funny")]
    public void Parse_Exception_SparesIt(string text, string spared)
    {
        var clause = Assert.Single(Parser.Parse(text).Clauses);

        Assert.Equal(Polarity.Never, clause.Polarity);
        Assert.Equal(spared, Assert.Single(clause.Except) switch { CreatorSubject creator => creator.Name, LabelSubject labels => labels.Labels[0], var other => other.Key });
    }

    [Theory]
    [InlineData("No horror, on weekends thrillers", null, ScopeTime.Weekend)]
    [InlineData("No horror, on weekends, thrillers", ScopeTime.Weekend, null)]
    [InlineData("No horror, on weekends and thrillers", ScopeTime.Weekend, null)]
    public void Parse_ScopeBehindAComma_BelongsToWhatFollowsIt(string text, ScopeTime? horror, ScopeTime? thriller)
    {
        var parsed = Parser.Parse(text);

        Assert.Equal(horror, Assert.Single(parsed.Clauses, clause => clause.Phrase == "horror").Scope?.Time);
        Assert.Equal(thriller, Assert.Single(parsed.Clauses, clause => clause.Phrase.StartsWith("thriller", StringComparison.Ordinal)).Scope?.Time);
    }

    [Fact]
    public void Parse_Scopes_BelongToTheirOwnClause()
    {
        var parsed = Parser.Parse("In the evening I want comedies, but on weekends thrillers. Nothing sad before bed. This week only musicals. When I'm tired, romance.");

        Assert.Equal(
            [ScopeTime.Evening, ScopeTime.Weekend, ScopeTime.Night, null, null],
            parsed.Clauses.Select(clause => clause.Scope?.Time));
        Assert.Equal(ScopeSpan.Week, parsed.Clauses[3].Scope!.Span);
        Assert.Equal("tired", parsed.Clauses[4].Scope!.Occasion);
    }

    [Fact]
    public void Parse_SharedSurname_AsksAndKeepsBothAwayMeanwhile()
    {
        const string Text = "nothing by Brontë";

        var asked = Parser.Parse(Text);
        var answered = Parser.Parse(Text, new Dictionary<string, Subject> { ["brontë"] = new CreatorSubject("Emily Brontë") });

        Assert.Equal(["Charlotte Brontë", "Emily Brontë"], Assert.Single(asked.Questions).Choices.Cast<CreatorSubject>().Select(creator => creator.Name).Order());
        Assert.Equal(2, asked.Of(Polarity.Never).Count());
        Assert.Empty(answered.Questions);
        Assert.Equal((new CreatorSubject("Emily Brontë"), LinkKind.Answered), Assert.Single(answered.Clauses) is var one ? (one.Subject, one.Link.Kind) : default);
    }

    [Theory]
    [InlineData("mehr science fiction, bitte, aber ohne horror und nicht zu lang", "more science fiction; more horror")]
    [InlineData("我喜欢horror电影", "more horror")]
    public void Parse_OtherLanguage_KnowsOnlyTheCatalogueWords(string text, string clauses)
    {
        var parsed = Parser.Parse(text);

        Assert.Equal(Reading.VocabularyOnly, parsed.Reading);
        Assert.Equal(clauses.Split("; ").Order(), parsed.Clauses.Select(Write).Order());
    }

    [Fact]
    public void Parse_WordsWithoutMeaning_AreTold()
    {
        const string Text = "I want comedies, the barometer wobbled";

        var span = Assert.Single(Parser.Parse(Text).NotUnderstood);

        Assert.Equal("barometer", Text[span.Start..span.End]);
    }

    internal static string Write(Clause clause) => clause.Polarity.ToString().ToLowerInvariant() + " " + clause.Subject switch
    {
        LabelSubject labels => string.Join('|', labels.Labels),
        KindSubject kinds => "kind " + string.Join('|', kinds.Kinds),
        CreatorSubject creator => "creator " + creator.Name,
        ItemSubject item => "item " + item.ItemId,
        RangeSubject range => string.Create(CultureInfo.InvariantCulture, $"{range.Attribute} {range.Least}..{range.Most}"),
        LanguageSubject language => "language " + language.Code,
        var subject => "concept " + ((ConceptSubject)subject).Text,
    };
}
