using Portal.Domain.Language;
using Portal.Tests.Support;

namespace Portal.Tests.Domain.Language;

public sealed class StatementParserTests
{
    private static readonly StatementParser Parser = new(Vocabulary.OfLabels(
        ["horror", "gore", "violence", "science fiction", "comedy", "war", "war time", "long", "dark", "film", "game", "serial killer", "romance", "slow-burn"]));

    [Theory]
    [InlineData("hard science fiction about first contact, no horror", "hard science fiction about first contact", "horror")]
    [InlineData("slow-burn sci-fi, nothing gory, under two hours", "slow-burn sci-fi", "gore")]
    [InlineData("Comedies without violence or war", "Comedies", "violence war war time")]
    [InlineData("no horror please but funny romances", "but funny romances", "horror")]
    [InlineData("I don't want anything scary. Give me comedy.", "I, Give me comedy", "horror")]
    [InlineData("never serial killers; slow-burn", "slow-burn", "serial killer")]
    [InlineData("science fiction, but no science fiction horror", "science fiction", "horror")]
    [InlineData("Comedy. I see enough dark things at work, so no horror please", "Comedy", "horror")]
    public void Parse_Negation_BecomesExclusion(string text, string wanted, string labels)
    {
        var parsed = Parser.Parse(text);

        Assert.Equal(wanted, parsed.Wanted);
        Assert.Equal(labels.Split(' ').Order(), string.Join(' ', parsed.RefusedLabels()).Split(' ').Order());
    }

    [Theory]
    [InlineData("not only comedies")]
    [InlineData("no matter how dark")]
    [InlineData("places I have never been")]
    [InlineData("horror with plenty of gore")]
    [InlineData("")]
    [InlineData("没有恐怖")]
    public void Parse_NothingForbidden_NoExclusion(string text)
    {
        var parsed = Parser.Parse(text);

        Assert.Empty(parsed.Refusals());
        Assert.Equal(text, parsed.Wanted);
    }

    [Theory]
    [InlineData("under two hours", "minutes", 120)]
    [InlineData("a thriller of less than 90 minutes", "minutes", 90)]
    [InlineData("at most 300 pages", "pages", 300)]
    [InlineData("no more than 2 seasons", "seasons", 2)]
    [InlineData("up to 1.5 hours", "minutes", 90)]
    [InlineData("under an hour", "minutes", 60)]
    public void Parse_Limit_IsUnderstood(string text, string attribute, double maximum)
    {
        var clause = Assert.Single(Parser.Parse(text).Of(Polarity.Only));

        Assert.Equal(new RangeSubject(attribute, null, maximum), clause.Subject);
        Assert.Contains(clause.Phrase, text[clause.Start..clause.End], StringComparison.Ordinal);
    }

    // A guessed requirement hides everything else: "only" that merely colours a verb is none.
    [Theory]
    [InlineData("dreamlike, a journey that may only be inside someone's head")]
    [InlineData("Films from countries I only know from subtitles")]
    [InlineData("a love that might only have a day")]
    public void Parse_OnlyBesideAVerb_RequiresNothing(string text) => Assert.Empty(Parser.Parse(text).Of(Polarity.Only));

    [Fact]
    public void Parse_Exclusion_KeepsWhereItCameFrom()
    {
        const string Text = "Something warm – and, please, no gory scenes!";

        var exclusion = Assert.Single(Parser.Parse(Text).Refusals());

        Assert.Equal("gory scenes", exclusion.Phrase);
        Assert.Equal("no gory scenes", Text[exclusion.Start..exclusion.End]);
    }

    [Fact]
    public void Parse_UnknownWordForbidden_IsAConcept()
    {
        var exclusion = Assert.Single(Parser.Parse("no bagpipes").Refusals());

        Assert.Equal("bagpipes", exclusion.Phrase);
        Assert.Equal(new ConceptSubject("bagpipes"), exclusion.Subject);
    }

    [Fact]
    public void Parse_TwoForbiddenThings_EachStandsForItself()
    {
        var parsed = Parser.Parse("comedy, no gore or bagpipes");

        Assert.Equal(["gore", "bagpipes"], parsed.Refusals().Select(exclusion => exclusion.Phrase));
        Assert.Equal(["gore"], parsed.Refusals()[0].Labels());
        Assert.IsType<ConceptSubject>(parsed.Refusals()[1].Subject);
        Assert.Equal("comedy", parsed.Wanted);
    }

    [Theory]
    [InlineData("\ud83d lone surrogate, no \ude00 horror")]
    [InlineData("👽🛸 no 👻 horror 🎃")]
    [InlineData("مرحبا بالعالم، لا رعب")]
    [InlineData("<script>alert('no horror')</script>")]
    [InlineData("'; DROP TABLE Items; -- no horror")]
    [InlineData("no")]
    [InlineData("no no no")]
    [InlineData(",,,;;;...no,,,")]
    public void Parse_OddText_NeverFails(string text) => Assert.Equal(text, Parser.Parse(text).Text);

    [Fact]
    public void Parse_TenThousandCharacters_IsRead()
    {
        var text = string.Concat(Enumerable.Repeat("no horror and ", 720))[..10_000];

        Assert.Contains("horror", Parser.Parse(text).RefusedLabels());
    }
}
